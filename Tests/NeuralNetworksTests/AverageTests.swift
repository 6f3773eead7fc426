import Core
import NeuralNetworks
import Testing

@Suite("Averaged weights and soft targets")
struct AverageTests {
  @Test("the averaged weights' statistics are the means over unaugmented batches")
  func settles() throws {
    let trainer = try TrainingTests.trainer()
    let source = TrainingTests.training
    _ = try TrainingLoop(trainer: trainer, training: source, validation: nil as DrawnSource?)
      .run(epochDone: { _ in false })
    let average = try #require(trainer.average)
    let layout = trainer.engine.layout
    var reference = ReferenceNetwork<Double>(trainer)
    for tensor in layout.trained {
      reference.parameters[tensor.name] = tensor.read(average.weights.base).map(Double.init)
    }
    // The first normalization sees the first convolution's output, whatever dropout does later.
    let rows = SampleOrder.rows(of: source, seed: 11, epoch: 0, purpose: "average")
    var means = [Double](repeating: 0, count: 8)
    var batches = 0.0
    for start in stride(from: 0, to: 93, by: 20) {
      let batch = rows[start..<min(93, start + 20)]
      let images = batch.flatMap { source.images($0..<$0 + 1) }.map(Double.init)
      let pass = reference.forward(images, count: batch.count, training: true)
      for (channel, mean) in (pass.moments["blocks.1"]?.mean ?? []).enumerated() {
        means[channel] += mean
      }
      batches += 1
    }
    let tensor = try #require(layout.running(named: "blocks.1.running_mean"))
    GradientTests.expectClose(
      tensor.read(average.running.base), means.map { $0 / batches }, "running mean")
  }

  @Test("a slow average lets go of the random weights that training began with")
  func letsGo() throws {
    let text = Fixtures.tiny.replacing("\"ema-decay\": 0.9", with: "\"ema-decay\": 0.999")
      .replacing("\"epochs\": 3", with: "\"epochs\": 12")
    let trainer = try TrainingTests.trainer(text)
    let layout = trainer.engine.layout
    func values(_ base: UnsafeMutablePointer<Float>) -> [Float] {
      layout.trained.flatMap { $0.read(base) }
    }
    let initial = values(trainer.weights.base)
    _ = try TrainingTests.run(trainer)
    let average = values(try #require(trainer.average).weights.base)
    let final = values(trainer.weights.base)
    func distance(_ other: [Float]) -> Float {
      zip(average, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
    #expect(distance(final) < distance(initial))
  }

  @Test("copies of one sample are spread over the epoch")
  func spreadsCopies() {
    let rows = SampleOrder.rows(of: CopiedSource(), seed: 1, epoch: 1)
    let neighbours = zip(rows, rows.dropFirst()).count { $0 / 10 == $1 / 10 }
    #expect(neighbours < 200)
  }

  /// A hundred samples with ten copies each.
  struct CopiedSource: SampleSource {
    let count = 1000
    let classCount = 2
    let channels = 1
    let height = 1
    let width = 1
    func label(at row: Int) -> Int { 0 }
    func weight(at row: Int) -> Float { 1 }
    func key(at row: Int) -> SampleKey { SampleKey(Digest.sha256(of: "\(row / 10)")) }
    func copy(at row: Int) -> UInt32 { UInt32(row % 10) }
    func fill(row: Int, use: RowUse?, into image: UnsafeMutableBufferPointer<Float>) {}
  }

  /// The labels of another source as target distributions.
  struct SoftSource: WrappedSource {
    let base: DrawnSource
    var isSure = true
    func fillTarget(row: Int, into target: UnsafeMutableBufferPointer<Float>) -> Bool {
      target.update(repeating: isSure ? 0 : 0.1)
      target[base.label(at: row)] = isSure ? 1 : 0.8
      return true
    }
  }

  @Test("a target that is sure is a label, one that is not is something else")
  func softTargets() throws {
    func weights(_ source: some SampleSource) throws -> [UInt8] {
      let trainer = try TrainingTests.trainer()
      _ = try TrainingLoop(trainer: trainer, training: source, validation: nil as DrawnSource?)
        .run(epochDone: { _ in false })
      return [UInt8](trainer.weights.bytes)
    }
    let hard = try weights(TrainingTests.training)
    #expect(try weights(SoftSource(base: TrainingTests.training)) == hard)
    #expect(try weights(SoftSource(base: TrainingTests.training, isSure: false)) != hard)
  }

  @Test("augmentation is asked for by epoch while training only, and only when the recipe says so")
  func augmentation() throws {
    /// Fails the loss when an epoch it should not see is asked for.
    struct Watching: WrappedSource {
      let base: DrawnSource
      let expected: Set<UInt32?>
      func fill(row: Int, use: RowUse?, into image: UnsafeMutableBufferPointer<Float>) {
        base.fill(row: row, use: use, into: image)
        if !expected.contains(use?.epoch) { image[0] = .nan }
      }
    }
    for (augment, expected) in [(true, [1, 2]), (false, [nil])] as [(Bool, Set<UInt32?>)] {
      let text = """
        {"model": {"architecture": "linear"}, "epochs": 2, "batch": 20, "augment": \(augment)}
        """
      let trainer = try TrainingTests.trainer(text)
      let outcome = try TrainingLoop(
        trainer: trainer,
        training: Watching(base: TrainingTests.training, expected: expected),
        validation: Watching(base: TrainingTests.validation, expected: [nil])
      ).run()
      #expect(outcome == .finished)
    }
  }
}
