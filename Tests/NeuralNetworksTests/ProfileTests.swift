import CKernels
import Core
import NeuralNetworks
import Testing

@Suite("Where the time of training goes")
struct ProfileTests {
  static func trained(threads: Int, isProfiled: Bool) throws -> Trainer {
    let source = DrawnSource(count: 47)
    let trainer = try Trainer(
      recipe: Fixtures.recipe(Fixtures.tiny), seed: 3, classCount: 3, channels: 1, height: 12,
      width: 12, pool: WorkerPool(threads: threads))
    if isProfiled { trainer.startProfiling() }
    _ = try TrainingLoop(trainer: trainer, training: source, validation: source).run()
    return trainer
  }

  @Test("counting changes no byte", arguments: [1, 3])
  func changesNothing(threads: Int) throws {
    let plain = try Self.trained(threads: threads, isProfiled: false)
    let counted = try Self.trained(threads: threads, isProfiled: true)
    #expect(plain.profile == nil)
    #expect(counted.profile != nil)
    #expect(plain.weights.bytes.elementsEqual(counted.weights.bytes))
    #expect(plain.history == counted.history)
  }

  @Test("every layer's passes are counted once for every image", arguments: [1, 3])
  func countsImages(threads: Int) throws {
    let profile = try #require(try Self.trained(threads: threads, isProfiled: true).profile)
    #expect(profile.threads == threads)
    #expect(profile.peak > 0)
    let first = profile.rows.filter { $0.layer == "blocks.0" }
    #expect(first.map(\.pass) == ["forward", "weight gradient", "prediction"])
    // Three epochs of 47 images, and three times up to 16 batches for the averaged weights' statistics.
    #expect(first.map(\.images) == [282, 141, 141])
    // 8 channels of 12×12 pixels, nine multiplications with additions each.
    let work = Double(8 * 144 * 9 * 2) * 1e-9
    #expect(abs(first[1].gigaflop - 141 * work) < 1e-12)
    let fused = profile.rows.filter { $0.layer == "blocks.1" }
    #expect(fused.first?.kind == "batch-normalization, relu, max-pool, 8×6×6")
    #expect(fused.map(\.pass) == ["forward", "data gradient", "prediction"])
    let linear = profile.rows.filter { $0.kind == "linear, 3" }
    #expect(
      linear.map(\.pass) == ["forward", "data gradient", "weight gradient", "prediction"])
    #expect(profile.rows.allSatisfy { $0.seconds > 0 })
  }

  @Test("what is counted and waiting are the whole time of all threads")
  func addsUp() throws {
    let profile = try #require(try Self.trained(threads: 2, isProfiled: true).profile)
    let busy =
      profile.rows.reduce(0) { $0 + $1.seconds } + profile.activities.reduce(0) { $0 + $1.seconds }
    #expect(busy <= profile.elapsed * 2)
    #expect(abs(busy + profile.waiting - profile.elapsed * 2) < 1e-9)
    let names = Set(profile.activities.filter { $0.seconds > 0 }.map(\.name))
    #expect(names.contains("loading and augmentation"))
    #expect(names.contains("sum of slices and optimizer"))
    #expect(profile.json["layers"]?.arrayValue?.count == profile.rows.count)
  }

  @Test("the peak's kernel does the multiply-adds that it is said to do")
  func peakKernel() {
    // Chain i starts at 1 + i; each round doubles it and adds one: 2^r(1 + i) + 2^r - 1.
    var values = [Float](repeating: 1, count: 8) + [Float](repeating: 2, count: 8)
    values += [Float](repeating: 1, count: 8)
    fer_fma_peak(5, &values)
    let sum = (0..<12).reduce(0) { $0 + 32 * (1 + $1) + 31 }
    #expect(values.prefix(8).allSatisfy { $0 == Float(sum) })
  }
}
