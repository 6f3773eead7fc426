import Core
import NeuralNetworks
import Testing

@Suite("The focal loss")
struct FocalLossTests {
  static let logits = [0.3, -1.7, 2.2, 0.9]

  /// A label, soft targets, smoothed and mixed ones, and one that does not sum to one.
  static let targets = [
    [0, 0, 1, 0], [1, 0, 0, 0], [0.1, 0.2, 0.3, 0.4], [0.025, 0.925, 0.025, 0.025],
    [0.5, 0, 0.25, 0], [0.0, 0, 0, 0],
  ]

  static func value(
    _ logits: [Double], _ targets: [Double], _ gamma: Double
  ) -> (loss: Double, gradient: [Double]) {
    var gradient = logits
    let loss = FocalLoss.value(
      logits: logits, targets: targets, gamma: gamma, gradient: &gradient)
    return (loss, gradient)
  }

  @Test(
    "its gradient is the finite differences of its value",
    arguments: targets, [0, 0.5, 1, 2, 5.0])
  func gradient(targets: [Double], gamma: Double) {
    let found = Self.value(Self.logits, targets, gamma)
    for place in Self.logits.indices {
      let step = 1e-6
      var (above, below) = (Self.logits, Self.logits)
      above[place] += step
      below[place] -= step
      let slope =
        (Self.value(above, targets, gamma).loss - Self.value(below, targets, gamma).loss)
        / (2 * step)
      #expect(abs(slope - found.gradient[place]) < 1e-8)
    }
    #expect(abs(found.gradient.reduce(0, +)) < 1e-14)
  }

  @Test("without focus it is the cross-entropy, with it never more", arguments: targets)
  func crossEntropy(targets: [Double]) {
    let expected = ReferenceNetwork<Double>.loss(
      logits: Self.logits, targets: targets, weights: [1], classes: 4)
    let found = Self.value(Self.logits, targets, 0)
    #expect(abs(found.loss - expected.loss) < 1e-14)
    for (one, other) in zip(found.gradient, expected.gradient) { #expect(abs(one - other) < 1e-14) }
    #expect(Self.value(Self.logits, targets, 2).loss <= expected.loss)
  }

  @Test("certainty costs nothing and certain error stays finite", arguments: [0.1, 1, 2, 10.0])
  func extremes(gamma: Double) {
    for gap in [1, 10, 20, 36, 40, 100, 800.0] {
      let right = Self.value([gap, 0, 0], [1, 0, 0], gamma)
      let wrong = Self.value([0, gap, 0], [1, 0, 0], gamma)
      for value in [right.loss, wrong.loss] + right.gradient + wrong.gradient {
        #expect(value.isFinite)
      }
      #expect(right.loss >= 0 && right.gradient[0] <= 0)
      #expect(abs(wrong.loss - gap) < 1 + gap / 10)
    }
    #expect(Self.value([800, 0, 0], [1, 0, 0], gamma).loss == 0)
  }

  @Test("the engine's loss and gradients are those of the reference with this loss")
  func engine() throws {
    let text = """
      {"model": {"blocks": [{"convolution": 8}, {"activation": "silu"}, "global-pool", "linear"]},
       "batch": 9, "slice": 4, "loss": {"name": "focal", "gamma": 1.5}}
      """
    let source = DrawnSource(count: 9)
    let trainer = try TrainingTests.trainer(text, source: source)
    let targets = (0..<9).flatMap { row in
      (0..<3).map { $0 == source.label(at: row) ? 0.8 : 0.1 }
    }
    let weights = (0..<9).map { 0.5 + Double($0 % 3) }
    let found = trainer.gradients(source.images(0..<9), targets: targets, weights: weights)
    let reference = ReferenceNetwork<Double>(trainer)
    let pass = reference.forward(source.images(0..<9).map(Double.init), count: 9, training: true)
    let logits = pass.tensors[reference.graph.output]
    var (loss, slopes) = (0.0, [Double]())
    for (row, weight) in weights.enumerated() {
      let part = Self.value(
        Array(logits[row * 3..<row * 3 + 3]), Array(targets[row * 3..<row * 3 + 3]), 1.5)
      loss += weight / weights.reduce(0, +) * part.loss
      slopes += part.gradient.map { $0 * weight / weights.reduce(0, +) }
    }
    #expect(abs(found.loss - loss) < 1e-6)
    let gradients = reference.gradients(pass, slopes)
    for tensor in trainer.engine.layout.trained {
      GradientTests.expectClose(
        tensor.read(found.gradient.base), gradients[tensor.name] ?? [], tensor.name)
    }
  }
}
