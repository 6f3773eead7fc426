import Core
import NeuralNetworks
import Tensors
import Testing

/// Recipes that between them use every feature whose result could depend on who computes what when.
@Suite("Sameness of training")
struct TrainingSamenessTests {
  /// A recipe by name.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
  }

  static let cases = [
    Case(
      testDescription: "everything drawn, averaged or mixed",
      text: """
        {"model": {"blocks": [
          {"convolution": {"channels": 8}}, "batch-normalization", {"activation": "silu"},
          {"max-pool": 2},
          {"residual": {"blocks": [
            {"convolution": {"channels": 20, "stride": 2}}, "batch-normalization",
            {"activation": "relu"},
            {"convolution": {"channels": 20}}, "batch-normalization"]}},
          {"activation": "gelu"}, "global-pool", {"dropout": 0.2}, "linear"]},
         "batch": 20, "slice": 4, "epochs": 3, "label-smoothing": 0.1, "ema-decay": 0.9,
         "mixup": {"alpha": 0.4, "probability": 0.7}, "cutmix": {"alpha": 1, "probability": 0.4},
         "primary-metric": "loss", "test-time-flip": true,
         "optimizer": {"name": "sgd", "learning-rate": 0.1, "nesterov": true},
         "schedule": {"name": "one-cycle", "warmup": 0.3}}
        """),
    Case(
      testDescription: "AdamW, a slice that does not divide the batch, dense layers",
      text: """
        {"model": {"blocks": [
          {"convolution": {"channels": 12, "kernel": 5}}, {"activation": "mish"},
          {"average-pool": 2}, {"convolution": {"channels": 16, "kernel": 1}},
          "batch-normalization", {"activation": "leaky-relu"}, "flatten", {"linear": 24},
          {"activation": "elu"}, {"dropout": 0.3}, "linear"]},
         "batch": 25, "slice": 7, "epochs": 3,
         "early-stopping": {"patience": 1, "min-delta": 0.9},
         "optimizer": {"name": "adamw", "learning-rate": 0.003},
         "schedule": {"name": "cosine", "warmup": 0.1, "minimum": 0.01}}
        """),
  ]

  static func trainer(_ text: String, threads: Int) throws -> Trainer {
    try TrainingTests.trainer(text, threads: threads)
  }

  /// The checkpoint, the best model and its predictions.
  static func bytes(_ trainer: Trainer) throws -> [[UInt8]] {
    let predictions = try trainer.predict(TrainingTests.validation)
    let tensor = NamedTensor(name: "predictions", shape: [predictions.count], floats: predictions)
    return [try trainer.checkpoint(), try trainer.bestModel(), tensor.bytes]
  }

  @Test("1 to 4 threads give the same checkpoint, model and predictions", arguments: cases)
  func threads(of recipe: Case) throws {
    let all = try (1...4).map { threads in
      let trainer = try Self.trainer(recipe.text, threads: threads)
      _ = try TrainingTests.run(trainer)
      return try Self.bytes(trainer)
    }
    #expect(Set(all).count == 1)
  }

  @Test("stopping after any epoch and going on by other threads changes no byte", arguments: cases)
  func resumes(_ recipe: Case) throws {
    let whole = try Self.trainer(recipe.text, threads: 2)
    let outcome = try TrainingTests.run(whole)
    for stop in 1..<whole.epochsDone {
      let first = try Self.trainer(recipe.text, threads: 1 + stop)
      _ = try TrainingLoop(
        trainer: first, training: TrainingTests.training, validation: TrainingTests.validation
      ).run(epochDone: { $0.epoch < stop })
      #expect(first.epochsDone == stop)
      let file = try SafetensorsFile(bytes: first.checkpoint(), path: "state.safetensors")
      let second = try Trainer(resuming: file, pool: WorkerPool(threads: 4 - stop))
      #expect(try TrainingTests.run(second) == outcome)
      #expect(try Self.bytes(second) == Self.bytes(whole))
    }
  }

  @Test("the weights of a kernel version are pinned: other bytes need another version")
  func pinned() throws {
    var hasher = SHA256Hasher()
    for recipe in Self.cases {
      let trainer = try Self.trainer(recipe.text, threads: 2)
      _ = try TrainingTests.run(trainer)
      hasher.update(Digest.sha256(of: try trainer.bestModel()).hex)
    }
    // Where this fails and the change is meant, raise KernelVersion.current and put both here anew.
    #expect(KernelVersion.current == 2)
    #expect(
      hasher.finalize().hex
        == "fd8801c2ea5936ff756d89047584359cf5a1966ad577499687feb2016b5c345d")
  }
}
