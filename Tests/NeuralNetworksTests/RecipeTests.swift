import Core
import NeuralNetworks
import Testing

@Suite("Recipes")
struct RecipeTests {
  @Test(
    "a recipe survives being written and read",
    arguments: [
      Fixtures.tiny, #"{"model": {"architecture": "vgg-small", "width": 16, "dropout": 0.5}}"#,
      #"{"model": {"architecture": "resnet-small", "activation": "silu"}, "schedule": {"name": "cosine", "minimum": 0.01, "warmup": 2}}"#,
      #"{"model": {"architecture": "mlp"}, "optimizer": {"name": "adamw"}, "early-stopping": {}}"#,
      #"{"model": {"blocks": ["flatten", {"linear": 9}, {"dropout": {"rate": 0.1}}, "linear"]}}"#,
      BlockTests.everything, #"{"model": {"architecture": "mini-xception"}}"#,
      #"{"model": {"blocks": [{"depthwise": {"bias": true}}, {"dense": {"blocks": ["squeeze-excitation"]}}, {"convolution": "classes"}, "global-pool"]}}"#,
    ])
  func roundTrip(text: String) throws {
    let recipe = try Fixtures.recipe(text)
    let again = try Fixtures.recipe(recipe.json.text())
    #expect(again == recipe)
    #expect(again.digest == recipe.digest)
    #expect(again.json.text() == recipe.json.text())
  }

  @Test("the digest changes with any setting")
  func digest() throws {
    let model = #""model": {"architecture": "linear"}"#
    let digests = try [
      "{\(model)}", #"{\#(model), "epochs": 16}"#, #"{\#(model), "slice": 8}"#,
      #"{\#(model), "optimizer": {"momentum": 0.8}}"#, #"{\#(model), "augment": false}"#,
    ].map { try Fixtures.recipe($0).digest }
    #expect(Set(digests).count == 5)
  }

  @Test(
    "mistakes are named",
    arguments: [
      (#"{"epochs": 1}"#, "the key 'model' is missing"),
      (#"{"model": {"architecture": "vgg-smal"}}"#, "did you mean 'vgg-small'?"),
      (#"{"model": {"architecture": "linear"}, "epoch": 3}"#, "did you mean 'epochs'?"),
      (#"{"model": {"blocks": []}}"#, "a list of blocks is empty"),
      (#"{"model": {"blocks": ["convolution"]}}"#, "a convolution needs its channels"),
      (#"{"model": {"blocks": ["convolutoin"]}}"#, "did you mean 'convolution'?"),
      (#"{"model": {"blocks": [{"activation": "rely"}]}}"#, "did you mean 'relu'?"),
      (
        #"{"model": {"blocks": [{"convolution": {"channels": 8, "kernal": 3}}]}}"#,
        "did you mean 'kernel'?"
      ),
      (
        #"{"model": {"blocks": [{"convolution": {"channels": 8, "kernel": 1, "padding": 1}}]}}"#,
        "needs a kernel larger"
      ),
      (#"{"model": {"blocks": ["depthwise-separable"]}}"#, "convolution needs its channels"),
      (#"{"model": {"blocks": [{"depthwise": {"channels": 8}}]}}"#, "unknown key 'channels'"),
      (#"{"model": {"blocks": ["dense"]}}"#, "a dense block needs its blocks"),
      (#"{"model": {"blocks": [{"squeeze-excitation": {"gate": "tanh"}}]}}"#, "hard-sigmoid"),
      (#"{"model": {"blocks": [{"max-pool": {"size": 3, "padding": 2}}]}}"#, "more than half"),
      (#"{"model": {"blocks": [{"average-pool": {"padding": 1}}]}}"#, "unknown key 'padding'"),
      (#"{"model": {"blocks": [{"dropout": 1.0}]}}"#, "leaves nothing"),
      (#"{"model": {"blocks": [{"flatten": {"axis": 1}}]}}"#, "unknown key 'axis'"),
      (#"{"model": {"blocks": ["linear"], "architecture": "linear"}}"#, "keep one of them"),
      (#"{"model": {"blocks": ["linear"], "width": 8}}"#, "belongs to an architecture"),
      (#"{"model": {"architecture": "linear"}, "batch": 8, "slice": 16}"#, "larger than the batch"),
      (
        #"{"model": {"architecture": "linear"}, "optimizer": {"beta1": 0.9}}"#,
        "not a setting of sgd"
      ),
      (
        #"{"model": {"architecture": "linear"}, "optimizer": {"name": "adamw", "momentum": 0.9}}"#,
        "not a setting of adamw"
      ),
      (
        #"{"model": {"architecture": "linear"}, "optimizer": {"momentum": 0, "nesterov": true}}"#,
        "nesterov needs"
      ),
      (
        #"{"model": {"architecture": "linear"}, "schedule": {"minimum": 0.1}}"#,
        "a setting of cosine"
      ),
      (#"{"model": {"architecture": "linear"}, "epochs": 0}"#, "outside"),
      (
        #"{"model": {"architecture": "linear"}, "primary-metric": "f1"}"#,
        "known: accuracy, loss, macro-f1, balanced-accuracy"
      ),
    ])
  func mistakes(text: String, message: String) throws {
    let error = #expect(throws: SettingsError.self) { try Fixtures.recipe(text) }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test(
    "layers that do not fit are named with their shapes",
    arguments: [
      (
        #"["flatten", {"convolution": 8}, "linear"]"#,
        "blocks.1 cannot take its input of 144: it needs rows and columns; put it before 'flatten'"
      ),
      (
        #"[{"convolution": 8}, "linear"]"#,
        "blocks.1 cannot take its input of 8×12×12: a linear layer needs one row of features; put 'flatten' or 'global-pool' before it"
      ),
      (
        #"[{"convolution": {"channels": 8, "kernel": 15, "padding": 0}}, "flatten", "linear"]"#,
        "blocks.0 cannot take its input of 1×12×12: its kernel of 15×15 is larger than that with a padding of 0"
      ),
      (
        #"[{"max-pool": 13}, "flatten", "linear"]"#,
        "blocks.0 cannot take its input of 1×12×12: its window of 13×13 is larger than that"
      ),
      (
        #"[{"residual": {"blocks": [{"convolution": 8}], "shortcut": "identity"}}, "flatten", "linear"]"#,
        "blocks.0 adds 8×12×12 to 1×12×12, which must be the same shape; change the blocks or use shortcut: projection"
      ),
      (
        #"[{"dense": [{"convolution": {"channels": 8, "stride": 2}}]}, "flatten", "linear"]"#,
        "blocks.0 puts 8×6×6 beside 1×12×12, which must have the same rows and columns; let its blocks keep them"
      ),
      (
        #"["flatten", "depthwise", "linear"]"#,
        "blocks.1 cannot take its input of 144: it needs rows and columns; put it before 'flatten'"
      ),
      (
        #"[{"depthwise": {"kernel": 15, "padding": 1}}, "flatten", "linear"]"#,
        "blocks.0 cannot take its input of 1×12×12: its kernel of 15×15 is larger than that with a padding of 1"
      ),
      (
        #"["flatten", "squeeze-excitation", "linear"]"#,
        "blocks.1.squeeze cannot take its input of 144: it needs rows and columns; put it before 'flatten'"
      ),
      (
        #"[{"convolution": 8}, "global-pool"]"#,
        "blocks.1, the last layer, gives 8×1×1, not one output for each of the 3 classes; end the model with 'linear'"
      ),
      (
        #"[{"convolution": {"channels": 8, "bias": true}}, "batch-normalization", "global-pool", "linear"]"#,
        "blocks.0 cannot take its input of 1×12×12: a bias before batch normalization has no effect; remove 'bias: true'"
      ),
    ])
  func misfits(blocks: String, message: String) throws {
    let error = #expect(throws: NetworkError.self) {
      try TrainingTests.trainer(#"{"model": {"blocks": \#(blocks)}}"#)
    }
    #expect(error?.description == message)
  }

  @Test("a model that would not fit in memory is refused before anything is allocated")
  func tooLarge() throws {
    let text =
      #"{"model": {"blocks": [{"convolution": 4096}, {"convolution": {"channels": 4096, "kernel": 1}}, "global-pool", "linear"]}, "batch": 4096}"#
    let error = #expect(throws: NetworkError.self) {
      try TrainingTests.trainer(text, source: DrawnSource(height: 48, width: 48))
    }
    #expect(error?.description.contains("use fewer channels or a smaller batch") == true)
  }

  @Test("the summary counts parameters and work")
  func summary() throws {
    let recipe = try Fixtures.recipe(#"{"model": {"architecture": "vgg-small", "width": 32}}"#)
    let summary = try ModelSummary(
      recipe: recipe, classCount: 7, channels: 1, height: 48, width: 48)
    #expect(summary.layers[0].parameters == 288)
    #expect(summary.layers[0].multiplyAdds == 48 * 48 * 32 * 9)
    #expect(summary.layers.last?.parameters == 256 * 7 + 7)
    #expect(summary.parameters == summary.layers.map(\.parameters).reduce(0, +))
  }

  @Test("schedules begin, peak and end where they should")
  func schedules() throws {
    func schedule(_ text: String) throws -> Schedule {
      try Fixtures.recipe(#"{"model": {"architecture": "linear"}, "schedule": \#(text)}"#).schedule
    }
    func rate(_ schedule: Schedule, _ step: Int) -> Double {
      schedule.rate(peak: 1, step: step, stepsPerEpoch: 10, epochs: 10)
    }
    let cycle = try schedule(#"{"name": "one-cycle"}"#)
    let rates = (0..<100).map { rate(cycle, $0) }
    #expect(rates[0] < 0.05)
    #expect(rates.max() == rates[29])
    #expect(rates[99] <= 1.1e-4)
    let wide = try schedule(
      #"{"name": "one-cycle", "warmup": 0.5, "initial-divisor": 2, "final-divisor": 4}"#)
    #expect(rate(wide, 0) > 0.5 && rate(wide, 0) < 0.51)
    #expect(rate(wide, 49) == 1)
    #expect(abs(rate(wide, 99) - 0.25) < 1e-12)
    let cosine = try schedule(#"{"name": "cosine", "minimum": 0.1, "warmup": 1}"#)
    #expect(rate(cosine, 0) < 0.1)
    #expect(rate(cosine, 10) == 1)
    #expect(rate(cosine, 99) < 0.11)
    let constant = try schedule(#"{"name": "constant"}"#)
    #expect(rate(constant, 57) == 1)
  }

  @Test("every schedule but one-cycle warms up along a line, by the step")
  func warmUp() throws {
    for text in [
      #"{"name": "constant", "warmup": 2}"#, #"{"name": "cosine", "warmup": 2}"#,
      #"{"name": "step", "step-size": 1, "gamma": 0.5, "warmup": 2}"#,
      #"{"name": "multi-step", "milestones": [1], "gamma": 0.5, "warmup": 2}"#,
      #"{"name": "exponential", "gamma": 0.5, "warmup": 2}"#,
      #"{"name": "reduce-on-plateau", "warmup": 2}"#,
    ] {
      let schedule = try Fixtures.recipe(
        #"{"model": {"architecture": "linear"}, "schedule": \#(text)}"#
      ).schedule
      for step in 0..<20 {
        let decays = step >= 10 && text.contains("gamma") ? 0.5 : 1
        let found = schedule.rate(peak: 3, step: step, stepsPerEpoch: 10, epochs: 15)
        #expect(abs(found - 3 * decays * Double(step + 1) / 21) < 1e-12, "\(text) \(step)")
      }
    }
  }
}
