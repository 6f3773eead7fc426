import Core
import NeuralNetworks
import Tensors
import Testing

@Suite("Steps, interruptions and metrics")
struct StepTests {
  /// The tiny recipe with other members in front of its batch.
  static func text(_ members: String, optimizer: String? = nil) -> String {
    let text = Fixtures.tiny.replacing(#""batch""#, with: "\(members), \"batch\"")
    return optimizer.map {
      text.replacing(#"{"name": "sgd", "learning-rate": 0.1}"#, with: $0)
    } ?? text
  }

  /// Recipes that together use everything a step can do.
  static let recipes = [
    text(
      #""accumulate": 2, "clip-norm": 0.3, "loss": "focal", "class-weights": "inverse-frequency""#,
      optimizer: #"{"name": "adam", "learning-rate": 0.01, "weight-decay": 0.001}"#),
    text(
      #""accumulate": 3, "clip-value": 0.01, "crop": 9, "mixup": {}, "test-time": "ten-crop""#,
      optimizer: #"{"name": "adamw"}"#),
    text(
      #""schedule": {"name": "reduce-on-plateau", "patience": 0, "min-delta": 0.2, "warmup": 0.5}, "primary-metric": "balanced-accuracy""#
    ),
  ]

  @Test("no byte depends on the number of threads", arguments: recipes)
  func threads(text: String) throws {
    let digests = try [1, 2, 3].map { threads in
      let trainer = try TrainingTests.trainer(text, threads: threads)
      _ = try TrainingTests.run(trainer)
      return Fixtures.digest(try trainer.checkpoint())
    }
    #expect(Set(digests).count == 1)
  }

  @Test(
    "a training that is resumed inside an epoch gives the bytes of one that never stopped",
    arguments: recipes, [1, 2, 3, 4, 5, 7, 8])
  func resumesInside(text: String, stop: Int) throws {
    let whole = try TrainingTests.trainer(text)
    _ = try TrainingTests.run(whole)
    let first = try TrainingTests.trainer(text)
    var steps = 0
    let outcome = try TrainingLoop(
      trainer: first, training: TrainingTests.training, validation: TrainingTests.validation
    ).run(progress: { _ in
      steps += 1
      return steps < stop
    })
    #expect(outcome == (steps == stop ? .interrupted : .finished))
    guard outcome == .interrupted else { return }
    #expect(first.underWay != nil)
    let file = try SafetensorsFile(bytes: first.checkpoint(), path: "state.safetensors")
    let second = try Trainer(
      resuming: file, recipe: Fixtures.recipe(text), seed: 11, pool: WorkerPool(threads: 1))
    #expect(second.underWay == first.underWay)
    #expect(try TrainingTests.run(second) == .finished)
    #expect(second.history == whole.history)
    #expect(try second.checkpoint() == whole.checkpoint())
  }

  @Test("states saved inside an epoch are whole, and saving changes nothing")
  func saves() throws {
    let text = Self.recipes[2]
    let whole = try TrainingTests.trainer(text)
    _ = try TrainingTests.run(whole)
    let saving = try TrainingTests.trainer(text)
    var states: [[UInt8]] = []
    _ = try TrainingLoop(
      trainer: saving, training: TrainingTests.training, validation: TrainingTests.validation
    ).run(
      saveEvery: 2,
      save: {
        if let state = try? saving.checkpoint() { states.append(state) }
        return true
      })
    // Five steps an epoch: after the second and the fourth.
    #expect(states.count == 6)
    #expect(try saving.checkpoint() == whole.checkpoint())
    for state in states {
      let trainer = try Trainer(
        resuming: SafetensorsFile(bytes: state, path: "s"), pool: WorkerPool(threads: 2))
      _ = try TrainingTests.run(trainer)
      #expect(try trainer.checkpoint() == whole.checkpoint())
    }
  }

  @Test("a damaged account of the epoch under way is refused")
  func damaged() throws {
    let trainer = try TrainingTests.trainer()
    _ = try TrainingLoop(
      trainer: trainer, training: TrainingTests.training, validation: TrainingTests.validation
    ).run(progress: { _ in false })
    for (from, to) in [("\\\"steps\\\":1", "\\\"steps\\\":0"), ("\\\"mass\\\":", "\\\"mess\\\":")] {
      let text = String(decoding: try trainer.checkpoint(), as: UTF8.self)
      #expect(text.contains(from))
      var bytes = try trainer.checkpoint()
      let place = try #require(bytes.firstRange(of: Array(from.utf8)))
      bytes.replaceSubrange(place, with: Array(to.utf8))
      let file = try SafetensorsFile(bytes: bytes, path: "s")
      let error = #expect(throws: NetworkError.self) {
        try Trainer(resuming: file, pool: WorkerPool(threads: 1))
      }
      #expect(error?.description.contains("under way") == true)
    }
  }

  @Test("accumulated batches make fewer steps; none crosses the end of an epoch")
  func grouping() throws {
    let trainer = try TrainingTests.trainer(Self.text(#""accumulate": 2"#))
    var done: [Int] = []
    _ = try TrainingLoop(
      trainer: trainer, training: TrainingTests.training, validation: TrainingTests.validation
    ).run(progress: {
      done.append($0.imagesDone)
      return true
    })
    // Batches of 20, 20, 20, 20 and 13.
    #expect(done == [40, 80, 93, 40, 80, 93, 40, 80, 93])
  }

  @Test("a step of two batches is one of their union where nothing looks at a batch as a whole")
  func union() throws {
    let model =
      #""model": {"blocks": [{"convolution": 8}, {"activation": "relu"}, "global-pool", "linear"]}"#
    func weights(_ members: String) throws -> [Float] {
      let trainer = try TrainingTests.trainer(#"{\#(model), "epochs": 2, "slice": 4, \#(members)}"#)
      _ = try TrainingLoop(
        trainer: trainer, training: TrainingTests.training, validation: nil as DrawnSource?
      ).run()
      return trainer.engine.layout.trained.flatMap { $0.read(trainer.weights.base) }
    }
    let (one, two) = (try weights(#""batch": 40"#), try weights(#""batch": 20, "accumulate": 2"#))
    let worst = zip(one, two).map { abs($0 - $1) }.max() ?? 1
    #expect(worst < 1e-5)
  }

  @Test("the rate of a plateau falls with the history, and needs a validation set")
  func plateau() throws {
    let trainer = try TrainingTests.trainer(
      Self.recipes[2].replacing("\"warmup\": 0.5", with: "\"factor\": 0.5"))
    _ = try TrainingTests.run(trainer)
    let rates = trainer.history.map(\.learningRate)
    #expect(rates[0] == 0.1)
    var expected = [0.1]
    var (best, rate) = (-1.0, 0.1)
    for record in trainer.history.dropLast() {
      let score = try #require(record.validationBalancedAccuracy)
      if score > best + 0.2 { best = score } else { rate *= 0.5 }
      expected.append(rate)
    }
    #expect(rates == expected)
    let other = try TrainingTests.trainer(Self.recipes[2])
    let error = #expect(throws: NetworkError.self) {
      try TrainingLoop(
        trainer: other, training: TrainingTests.training, validation: nil as DrawnSource?
      ).run()
    }
    #expect(error == .unwatched)
  }

  @Test("scores follow from what was taken for what")
  func scores() {
    // Labels down, predictions across; class 3 occurs nowhere, class 2 only as a prediction.
    let score = Score(
      lossSum: 12, confusion: [6, 2, 0, 0, 1, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0], classes: 4)
    #expect(score.loss == 1)
    #expect(abs(score.accuracy - 8 / 12) < 1e-15)
    #expect(abs(score.balancedAccuracy - (0.75 + 0.5) / 2) < 1e-15)
    #expect(abs(score.macroF1 - (12 / 15 + 4 / 8 + 0) / 3) < 1e-15)
    #expect(score.value(of: .loss) == -1)
    #expect(score.value(of: .macroF1) == score.macroF1)
  }

  @Test(
    "the primary metric chooses the best epoch",
    arguments: [Recipe.Metric.accuracy, .loss, .macroF1, .balancedAccuracy])
  func chooses(metric: Recipe.Metric) throws {
    let text = Self.text(#""primary-metric": "\#(metric.rawValue)""#)
      .replacing(#""epochs": 3"#, with: #""epochs": 6"#)
    let trainer = try TrainingTests.trainer(text)
    _ = try TrainingTests.run(trainer)
    let scores = trainer.history.compactMap { $0.score(by: metric) }
    #expect(scores.count == 6)
    let best = try #require(scores.max())
    #expect(trainer.bestEpoch == scores.firstIndex(of: best).map { $0 + 1 })
  }
}
