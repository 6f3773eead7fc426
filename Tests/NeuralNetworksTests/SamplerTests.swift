import Core
import NeuralNetworks
import Tensors
import Testing

/// A set whose classes are of very different size: 60, 25 and 8 rows.
struct UnevenSource: SampleSource {
  var base = DrawnSource(count: 93)
  var length = 93
  /// The order of the rows in the set.
  var order = Array(0..<93)

  var count: Int { order.count }
  var classCount: Int { 3 }
  var channels: Int { base.channels }
  var height: Int { base.height }
  var width: Int { base.width }
  var sampling: RowSampling { .balancedClasses(length: length) }

  func label(at row: Int) -> Int { order[row] < 60 ? 0 : order[row] < 85 ? 1 : 2 }
  func weight(at row: Int) -> Float { 1 }
  func key(at row: Int) -> SampleKey { base.key(at: order[row]) }
  func fill(row: Int, use: RowUse?, into image: UnsafeMutableBufferPointer<Float>) {
    var luck = LuckKey(seed: 8, purpose: "pixels").repeated(use?.occurrence ?? 0)
      .luck(for: key(at: row), epoch: use?.epoch ?? 0)
    for index in image.indices { image[index] = luck.uniform(-1, 1) + Float(label(at: row)) }
  }
}

@Suite("The sampler")
struct SamplerTests {
  static func epoch(
    _ source: UnevenSource = UnevenSource(), _ epoch: UInt32 = 1, seed: UInt64 = 1
  ) -> [EpochRow] {
    SampleOrder.epoch(epoch, of: source, seed: seed)
  }

  @Test("an epoch has the stated length, and every class is drawn as often as any other")
  func balanced() {
    let source = UnevenSource(length: 30_000)
    let rows = Self.epoch(source)
    #expect(rows.count == 30_000)
    var perClass = [0, 0, 0]
    var perRow = [Int](repeating: 0, count: 93)
    for row in rows {
      perClass[source.label(at: row.row)] += 1
      perRow[row.row] += 1
    }
    // Binomial(30000, ⅓): deviation 82.
    #expect(perClass.allSatisfy { abs($0 - 10_000) < 400 })
    #expect(perRow[..<60].allSatisfy { abs($0 - 167) < 70 })
    #expect(perRow[85...].allSatisfy { abs($0 - 1250) < 180 })
  }

  @Test("a row's occurrences are numbered from 0 in the order of the draws")
  func occurrences() {
    var seen: [Int: UInt32] = [:]
    for row in Self.epoch(UnevenSource(length: 500)) {
      #expect(row.occurrence == seen[row.row, default: 0])
      seen[row.row, default: 0] += 1
    }
    #expect(seen.values.max() ?? 0 > 10)
  }

  @Test("seed and epoch change the draws, the order of the rows does not")
  func keyed() {
    let rows = Self.epoch()
    #expect(rows == Self.epoch())
    #expect(rows != Self.epoch(UnevenSource(), 2))
    #expect(rows != Self.epoch(seed: 2))
    let reversed = UnevenSource(order: Array((0..<93).reversed()))
    #expect(Self.epoch(reversed).map { 92 - $0.row } == rows.map(\.row))
    // A longer epoch begins as a shorter one.
    #expect(Array(Self.epoch(UnevenSource(length: 200)).prefix(93)) == rows)
  }

  @Test("a class without rows is never drawn, and a set that is not sampled has every row once")
  func every() {
    let source = UnevenSource(length: 100, order: Array(0..<85))
    #expect(Self.epoch(source).allSatisfy { source.label(at: $0.row) < 2 })
    let plain = SampleOrder.epoch(1, of: DrawnSource(count: 20), seed: 1)
    #expect(plain.map(\.row) == SampleOrder.rows(of: DrawnSource(count: 20), seed: 1, epoch: 1))
    #expect(Set(plain.map(\.row)).count == 20 && plain.allSatisfy { $0.occurrence == 0 })
  }

  @Test("threads and resuming change nothing", arguments: ["", #""mixup": {}, "cutmix": {}, "#])
  func threadsAndResuming(mixing: String) throws {
    let text = Fixtures.tiny.replacing(#""batch""#, with: "\(mixing)\"batch\"")
    let source = UnevenSource(length: 110)
    func loop(_ trainer: Trainer) -> TrainingLoop<UnevenSource, DrawnSource> {
      TrainingLoop(trainer: trainer, training: source, validation: TrainingTests.validation)
    }
    var images = 0
    let digests = try (1...3).map { threads in
      let trainer = try TrainingTests.trainer(text, threads: threads)
      _ = try loop(trainer).run(progress: {
        images = $0.imagesTotal
        return true
      })
      return Fixtures.digest(try trainer.checkpoint())
    }
    #expect(Set(digests).count == 1)
    #expect(images == 110)
    let first = try TrainingTests.trainer(text)
    _ = try loop(first).run(epochDone: { $0.epoch < 2 })
    let file = try SafetensorsFile(bytes: first.checkpoint(), path: "state")
    let second = try Trainer(resuming: file, pool: WorkerPool(threads: 2))
    _ = try loop(second).run()
    #expect(Fixtures.digest(try second.checkpoint()) == digests[0])
  }

  @Test("a row that is drawn again has dropout of its own")
  func dropout() throws {
    // All rows are one sample: without occurrences every image of the batch would train alike.
    let text = """
      {"model": {"blocks": ["flatten", {"dropout": 0.5}, "linear"]}, "batch": 20, "slice": 4,
       "epochs": 1}
      """
    func loss(length: Int) throws -> Double {
      let source = UnevenSource(length: length, order: [0])
      let trainer = try TrainingTests.trainer(text)
      var losses: [Double] = []
      _ = try TrainingLoop(
        trainer: trainer, training: Single(base: source), validation: nil as DrawnSource?
      ).run(progress: {
        losses.append($0.loss)
        return false
      })
      return losses[0]
    }
    // The mean loss of equal images with one mask does not depend on their number; of own masks it does.
    #expect(try abs(loss(length: 2) - loss(length: 10)) > 1e-3)
  }

  /// One row twice in the set, the same pixels at every use.
  struct Single: WrappedSource {
    let base: UnevenSource
    var count: Int { 2 }
    func label(at row: Int) -> Int { 0 }
    func key(at row: Int) -> SampleKey { base.key(at: 0) }
    func fill(row: Int, use: RowUse?, into image: UnsafeMutableBufferPointer<Float>) {
      base.fill(row: 0, use: nil, into: image)
    }
  }

  @Test("an epoch of one row is refused")
  func tooShort() throws {
    let trainer = try TrainingTests.trainer()
    #expect(throws: NetworkError.self) {
      try TrainingLoop(
        trainer: trainer, training: UnevenSource(length: 1), validation: nil as DrawnSource?
      ).run()
    }
  }
}
