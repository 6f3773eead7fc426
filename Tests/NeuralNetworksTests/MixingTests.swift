import Core
import NeuralNetworks
import Tensors
import Testing

@Suite("Mixup and cutmix")
struct MixingTests {
  /// The tiny recipe with mixing on top.
  static func text(_ mixing: String) -> String {
    Fixtures.tiny.replacing(#""batch""#, with: "\(mixing), \"batch\"")
  }

  static let both = #""mixup": {"alpha": 0.4}, "cutmix": {"alpha": 1, "probability": 0.5}"#

  static func mixing(_ mixing: String, height: Int = 12, width: Int = 10) throws -> BatchMixing {
    try #require(
      BatchMixing(
        recipe: Fixtures.recipe(text(mixing)), seed: 3,
        shape: Shape(channels: 2, height: height, width: width)))
  }

  static func draws(_ mixing: BatchMixing, _ count: Int = 4000) -> [ImageMix] {
    (0..<count).map {
      mixing.draw(for: SampleKey(.sha256(of: "\($0)")), copy: 0, use: RowUse(epoch: 1))
    }
  }

  static func isBlend(_ mix: ImageMix) -> Bool { if case .blend = mix { true } else { false } }
  static func isPaste(_ mix: ImageMix) -> Bool { if case .paste = mix { true } else { false } }

  @Test("without the keys there is no mixing")
  func off() throws {
    let shape = Shape(channels: 1, height: 4, width: 4)
    #expect(try BatchMixing(recipe: Fixtures.recipe(Fixtures.tiny), seed: 1, shape: shape) == nil)
  }

  @Test(
    "probabilities are kept: an image is cut first, and blended where it is not",
    arguments: [
      (#""mixup": {"alpha": 1, "probability": 0}"#, 0.0, 0.0),
      (#""mixup": {"alpha": 1, "probability": 0.25}"#, 0.25, 0),
      (#""cutmix": {"alpha": 5, "probability": 1}"#, 0, 1),
      (#""mixup": {"alpha": 1}, "cutmix": {"alpha": 5, "probability": 0.5}"#, 0.5, 0.5),
      (
        #""mixup": {"alpha": 1, "probability": 0.5}, "cutmix": {"alpha": 5, "probability": 0.4}"#,
        0.3, 0.4
      ),
    ])
  func probabilities(mixing: String, blends: Double, pastes: Double) throws {
    let drawn = Self.draws(try Self.mixing(mixing))
    let count = Double(drawn.count)
    #expect(abs(Double(drawn.count { Self.isBlend($0) }) / count - blends) < 0.03)
    #expect(abs(Double(drawn.count { Self.isPaste($0) }) / count - pastes) < 0.03)
  }

  @Test("mixup keeps the larger share for the image itself, with the moments of max(λ, 1 − λ)")
  func shares() throws {
    let shares = Self.draws(try Self.mixing(#""mixup": {"alpha": 1}"#))
      .map { Double($0.own(width: 10, height: 12)) }
    #expect(shares.allSatisfy { (0.5...1).contains($0) })
    // max(λ, 1 − λ) of a uniform λ is uniform in ½…1.
    #expect(abs(shares.reduce(0, +) / Double(shares.count) - 0.75) < 0.01)
  }

  @Test("a very small alpha leaves the images of mixup as they are")
  func smallAlpha() throws {
    let drawn = Self.draws(try Self.mixing(#""mixup": {"alpha": 0.001}"#))
    #expect(drawn.count { $0.own(width: 10, height: 12) > 0.999 } > 3950)
  }

  @Test("a box lies inside the image, and its share of pixels is what the target loses")
  func boxes() throws {
    let (height, width) = (7, 10)
    let mixing = try Self.mixing(
      #""cutmix": {"alpha": 1, "probability": 1}"#, height: height, width: width)
    let own = [Float](repeating: 1, count: 2 * height * width)
    let partner = [Float](repeating: 0, count: 2 * height * width)
    var sizes: Set<Int> = []
    for mix in Self.draws(mixing, 500) {
      var mixed = own
      mixed.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        mixing.apply(mix, own: own, partner: partner, into: base)
      }
      let kept = mix.own(width: width, height: height)
      #expect(mixed.reduce(0, +) / Float(mixed.count) == kept)
      guard case .paste(let columns, let rows) = mix else { continue }
      #expect(columns.lowerBound >= 0 && columns.upperBound <= width && !columns.isEmpty)
      #expect(rows.lowerBound >= 0 && rows.upperBound <= height && !rows.isEmpty)
      sizes.insert(columns.count * rows.count)
    }
    #expect(sizes.count > 20)
  }

  @Test("mixed targets sum to one, and their loss is the weighted mean of both images'")
  func targets() {
    let (target, partner): ([Float], [Float]) = ([0.9, 0.05, 0.05], [0.1, 0.1, 0.8])
    let logProbabilities = [-0.3, -1.9, -2.2]
    func loss(_ target: [Float]) -> Double {
      -zip(target, logProbabilities).reduce(0) { $0 + Double($1.0) * $1.1 }
    }
    for own in [0, 0.3, 0.5, 0.75, 1] as [Float] {
      for weights in [(1.0, 1.0), (0.5, 9.4), (0, 2), (3, 0)] {
        let (weight, mixed) = BatchMixing.mixTarget(
          own: own, weights: (weights.0, weights.1), target: target, partner: partner)
        #expect(abs(mixed.reduce(0, +) - 1) < 1e-6)
        let expected =
          Double(own) * weights.0 * loss(target) + (1 - Double(own)) * weights.1 * loss(partner)
        #expect(abs(weight * loss(mixed) - expected) < 1e-6)
      }
    }
    let plain = BatchMixing.mixTarget(
      own: 0.75, weights: (1, 1), target: [1, 0, 0], partner: [0, 0, 1])
    #expect(plain.weight == 1 && plain.target == [0.75, 0, 0.25])
  }

  @Test("luck is keyed by sample, copy, occurrence, epoch and seed, and by nothing else")
  func keyed() throws {
    let mixing = try Self.mixing(Self.both)
    let key = SampleKey(.sha256(of: "x"))
    func mix(_ copy: UInt32, _ epoch: UInt32, _ occurrence: UInt32) -> [ImageMix] {
      // Several keys, so that two lucks are not equal by chance.
      (0..<8).map {
        mixing.draw(
          for: SampleKey(.sha256(of: "\(key)\($0)")), copy: copy,
          use: RowUse(epoch: epoch, occurrence: occurrence))
      }
    }
    #expect(mix(0, 1, 0) == mix(0, 1, 0))
    #expect(Set([mix(0, 1, 0), mix(1, 1, 0), mix(0, 2, 0), mix(0, 1, 1)]).count == 4)
  }

  @Test(
    "the bytes of a checkpoint do not depend on the number of threads, and resuming changes nothing",
    arguments: [
      (both, "3544c31c2b77404f8cb3306695906515cf6ee0bb2962a065b6d174336d8f4ad9"),
      (
        #""mixup": {"alpha": 0.2}"#,
        "f260b69a649531f33db564d512dbab1285139834f49843722caf40d5013226cc"
      ),
      (#""cutmix": {}"#, "2338b1ca71c2f2ba63c2f5619231c1dd9e2ab074e780554a9db95de1f44bef7a"),
    ])
  func threadsAndResuming(mixing: String, golden: String) throws {
    let text = Self.text(mixing)
    let digests = try (1...3).map { threads in
      let trainer = try TrainingTests.trainer(text, threads: threads)
      #expect(try TrainingTests.run(trainer) == .finished)
      return Fixtures.digest(try trainer.checkpoint())
    }
    #expect(Set(digests) == [golden])
    let first = try TrainingTests.trainer(text)
    _ = try TrainingLoop(
      trainer: first, training: TrainingTests.training, validation: TrainingTests.validation
    ).run(epochDone: { _ in false })
    let file = try SafetensorsFile(bytes: first.checkpoint(), path: "state.safetensors")
    let second = try Trainer(
      resuming: file, recipe: Fixtures.recipe(text), pool: WorkerPool(threads: 2))
    _ = try TrainingTests.run(second)
    #expect(Fixtures.digest(try second.checkpoint()) == golden)
  }

  @Test("an image without partner's share trains exactly as without mixing")
  func neverMixed() throws {
    func weights(_ text: String) throws -> [UInt8] {
      let trainer = try TrainingTests.trainer(text)
      _ = try TrainingTests.run(trainer)
      return Array(
        try trainer.predict(TrainingTests.validation).flatMap { value in
          withUnsafeBytes(of: value.bitPattern) { Array($0) }
        })
    }
    let never = #""mixup": {"probability": 0}, "cutmix": {"probability": 0}"#
    #expect(try weights(Self.text(never)) == weights(Fixtures.tiny))
    #expect(try weights(Self.text(Self.both)) != weights(Fixtures.tiny))
  }

  @Test("a network learns from mixed images, too")
  func learns() throws {
    let text = Self.text(Self.both).replacing(#""epochs": 3"#, with: #""epochs": 12"#)
    let trainer = try TrainingTests.trainer(text)
    _ = try TrainingTests.run(trainer)
    #expect(trainer.history.compactMap(\.validationAccuracy).max() ?? 0 > 0.8)
  }

  @Test(
    "mistakes are named",
    arguments: [
      (#""mixup": {"alpha": 0}"#, "0.0 is outside 0.001"),
      (#""mixup": {"alfa": 1}"#, "did you mean 'alpha'?"),
      (#""cutmix": {"probability": 1.5}"#, "outside 0.0…1.0"),
      (#""mixup": 0.2"#, "expected keys and values"),
    ])
  func mistakes(mixing: String, message: String) {
    let error = #expect(throws: SettingsError.self) { try Fixtures.recipe(Self.text(mixing)) }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test("mixing needs a batch of two")
  func smallBatch() {
    let error = #expect(throws: SettingsError.self) {
      try Fixtures.recipe(#"{"model": {"architecture": "linear"}, "batch": 1, "mixup": {}}"#)
    }
    #expect(error?.description.contains("2 or more") == true)
  }

  @Test("settings survive being written and read, defaults included, and the digest knows them")
  func roundTrip() throws {
    let recipe = try Fixtures.recipe(Self.text(#""mixup": {}, "cutmix": {}"#))
    #expect(recipe.mixup?.alpha == 0.2 && recipe.mixup?.probability == 1)
    #expect(recipe.cutmix?.alpha == 1 && recipe.cutmix?.probability == 0.5)
    #expect(try Fixtures.recipe(recipe.json.text()) == recipe)
    #expect(try recipe.digest != Fixtures.recipe(Fixtures.tiny).digest)
  }
}
