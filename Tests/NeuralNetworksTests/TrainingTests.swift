import Core
import NeuralNetworks
import Tensors
import Testing

@Suite("Training")
struct TrainingTests {
  static func trainer(
    _ text: String = Fixtures.tiny, threads: Int = 2, source: DrawnSource = DrawnSource()
  ) throws -> Trainer {
    try Trainer(
      recipe: Fixtures.recipe(text), seed: 11, classCount: source.classCount,
      channels: source.channels, height: source.height, width: source.width,
      pool: WorkerPool(threads: threads))
  }

  static let training = DrawnSource(count: 93, isWeighted: true)
  static let validation = DrawnSource(count: 37, seed: 6)

  static func run(_ trainer: Trainer) throws -> TrainingLoop<DrawnSource, DrawnSource>.Outcome {
    try TrainingLoop(trainer: trainer, training: training, validation: validation).run()
  }

  @Test(
    "the bytes of a checkpoint do not depend on the number of threads", arguments: [1, 2, 3, 4])
  func threadsChangeNothing(threads: Int) throws {
    let trainer = try Self.trainer(threads: threads)
    #expect(try Self.run(trainer) == .finished)
    let bytes = try trainer.checkpoint(metadata: ["classes": "a,b,c"])
    #expect(
      Fixtures.digest(bytes) == "6775ac1340bc0bbbcb234f6e4ff8c62f58feccd18e90c6245258c4249a1d4f9f",
      "a trained network's bytes changed: that breaks every published digest")
  }

  @Test("AdamW's bytes do not depend on the number of threads either")
  func threadsChangeNothingForAdam() throws {
    let text = Fixtures.tiny.replacing(
      #"{"name": "sgd", "learning-rate": 0.1}"#,
      with: #"{"name": "adamw", "learning-rate": 0.01}"#)
    let digests = try [1, 2, 3].map { threads in
      let trainer = try Self.trainer(text, threads: threads)
      _ = try Self.run(trainer)
      return Fixtures.digest(try trainer.checkpoint())
    }
    #expect(Set(digests).count == 1)
  }

  @Test("a resumed training gives the bytes of one that never stopped", arguments: [1, 2])
  func resumes(stop: Int) throws {
    for rule in [#"{"name": "sgd", "learning-rate": 0.1}"#, #"{"name": "adamw"}"#] {
      let text = Fixtures.tiny.replacing(#"{"name": "sgd", "learning-rate": 0.1}"#, with: rule)
      let whole = try Self.trainer(text)
      _ = try Self.run(whole)
      let first = try Self.trainer(text)
      let outcome = try TrainingLoop(
        trainer: first, training: Self.training, validation: Self.validation
      ).run(epochDone: { $0.epoch < stop })
      #expect(outcome == .interrupted)
      let file = try SafetensorsFile(bytes: first.checkpoint(), path: "state.safetensors")
      let second = try Trainer(
        resuming: file, recipe: Fixtures.recipe(text), seed: 11, pool: WorkerPool(threads: 3))
      #expect(second.epochsDone == stop)
      #expect(try Self.run(second) == .finished)
      #expect(try second.checkpoint() == whole.checkpoint())
      #expect(second.history == whole.history)
      #expect(try second.bestModel() == whole.bestModel())
    }
  }

  @Test("a stop between steps keeps the epochs before it")
  func stopsAfterAStep() throws {
    let trainer = try Self.trainer()
    let outcome = try TrainingLoop(
      trainer: trainer, training: Self.training, validation: Self.validation
    ).run(progress: { $0.epoch < 2 || $0.imagesDone < 40 })
    #expect(outcome == .interrupted)
    #expect(trainer.epochsDone == 1)
  }

  @Test("a small network learns what can be learned, and its curve is recorded")
  func learns() throws {
    let text = Fixtures.tiny.replacing(#""epochs": 3"#, with: #""epochs": 8"#)
    let trainer = try Self.trainer(text)
    var seen: [StepProgress] = []
    _ = try TrainingLoop(trainer: trainer, training: Self.training, validation: Self.validation)
      .run(progress: {
        seen.append($0)
        return true
      })
    #expect(trainer.history.count == 8)
    #expect(seen.count == 8 * 5)
    #expect(seen.map(\.imagesDone).prefix(5) == [20, 40, 60, 80, 93])
    let best = try #require(trainer.history.last { $0.isBest })
    #expect(best.epoch == trainer.bestEpoch)
    #expect(best.validationAccuracy ?? 0 > 0.8)
    #expect(best.validationAccuracy == trainer.history.compactMap(\.validationAccuracy).max())
  }

  @Test("a last batch of one sample is left out, one of two is kept", arguments: [21, 22, 20])
  func lastBatch(count: Int) throws {
    let trainer = try Self.trainer()
    var done: [Int] = []
    _ = try TrainingLoop(
      trainer: trainer, training: DrawnSource(count: count), validation: nil as DrawnSource?
    ).run(progress: {
      done.append($0.imagesDone)
      return false
    })
    #expect(done == [20])
    var last = 0
    _ = try TrainingLoop(
      trainer: trainer, training: DrawnSource(count: count), validation: nil as DrawnSource?
    ).run(progress: {
      last = $0.imagesDone
      return $0.epoch == 1
    })
    #expect(last == 20 || count == 22)
  }

  @Test("training stops early when the metric no longer improves")
  func stopsEarly() throws {
    let text = Fixtures.tiny
      .replacing(#""epochs": 3"#, with: #""epochs": 50"#)
      .replacing(
        #""batch""#, with: #""early-stopping": {"patience": 2, "min-delta": 0.5}, "batch""#)
    let trainer = try Self.trainer(text)
    #expect(try Self.run(trainer) == .stoppedEarly)
    #expect(trainer.epochsDone < 10)
  }

  @Test("a rate that is far too high ends with an error that names the step")
  func notFinite() throws {
    let text =
      #"{"model": {"architecture": "mlp"}, "batch": 20, "slice": 4, "schedule": {"name": "constant"}, "optimizer": {"learning-rate": 100, "momentum": 0, "weight-decay": 0}, "epochs": 400}"#
    let trainer = try Self.trainer(text)
    let error = #expect(throws: NetworkError.self) { try Self.run(trainer) }
    #expect(error?.description.contains("lower the learning rate") == true)
  }

  @Test("the best model predicts the same for any threads, and the same as the trainer")
  func predicts() throws {
    let text = Fixtures.tiny.replacing(#""batch""#, with: #""test-time-flip": true, "batch""#)
    let trainer = try Self.trainer(text)
    _ = try TrainingLoop(
      trainer: trainer, training: Self.training, validation: nil as DrawnSource?
    ).run()
    let own = try trainer.predict(Self.validation)
    let file = try SafetensorsFile(bytes: trainer.bestModel(metadata: ["classes": "x"]), path: "m")
    for threads in [1, 3] {
      let network = try Network(checkpoint: file, pool: WorkerPool(threads: threads))
      #expect(network.metadata["classes"] == "x")
      #expect(network.classCount == 3)
      #expect(try network.predict(Self.validation) == own)
    }
    let state = try SafetensorsFile(bytes: trainer.checkpoint(), path: "s")
    let network = try Network(checkpoint: state, pool: WorkerPool(threads: 2))
    #expect(try network.predict(Self.validation) == own)
    // An image's answer does not depend on the images beside it.
    let few = try network.predict(DrawnSource(count: 5, seed: 6))
    #expect(few == Array(own.prefix(15)))
    for row in 0..<37 {
      let sum = own[row * 3..<row * 3 + 3].reduce(0, +)
      #expect(abs(sum - 1) < 1e-5)
    }
  }

  @Test("tensors have PyTorch's names and shapes")
  func names() throws {
    let trainer = try Self.trainer()
    let file = try SafetensorsFile(bytes: trainer.bestModel(), path: "m")
    let shapes = Dictionary(uniqueKeysWithValues: file.tensors.map { ($0.name, $0.shape) })
    #expect(shapes["blocks.0.weight"] == [8, 1, 3, 3])
    #expect(shapes["blocks.0.bias"] == nil)
    #expect(shapes["blocks.1.running_var"] == [8])
    #expect(shapes["blocks.4.body.3.weight"] == [20, 20, 3, 3])
    #expect(shapes["blocks.4.shortcut.0.weight"] == [20, 8, 1, 1])
    #expect(shapes["blocks.8.weight"] == [3, 20])
    #expect(shapes["blocks.8.bias"] == [3])
  }
}
