import CKernels
import Core
import NeuralNetworks
import Testing

@Suite("The kernels compute what the reference computes")
struct GradientTests {
  /// Models that cover odd shapes, strides, kernels, pools, activations and branches.
  static let models: [(name: String, channels: Int, height: Int, width: Int, blocks: String)] =
    [
      ("linear", 1, 5, 7, #"["flatten", "linear"]"#),
      (
        "linear on 20 channels", 20, 3, 5,
        #"["flatten", {"linear": 16}, {"activation": "elu"}, "linear"]"#
      ),
      (
        "odd shape", 1, 5, 7,
        #"[{"convolution": 7}, {"activation": "leaky-relu"}, {"convolution": 16}, "global-pool", "linear"]"#
      ),
      (
        "three channels", 3, 9, 6,
        #"[{"convolution": {"channels": 40, "kernel": 5}}, "batch-normalization", {"activation": "silu"}, {"max-pool": 2}, "flatten", "linear"]"#
      ),
      (
        "eight channels", 8, 6, 6,
        #"[{"convolution": 16}, "batch-normalization", {"activation": "gelu"}, {"max-pool": {"size": 3, "stride": 2}}, {"convolution": {"channels": 9, "kernel": 1}}, "batch-normalization", "flatten", "linear"]"#
      ),
      (
        "stride 2", 1, 9, 11,
        #"[{"convolution": {"channels": 8, "stride": 2}}, "batch-normalization", {"activation": "relu"}, {"convolution": {"channels": 20, "stride": 2, "kernel": 5, "padding": 1}}, "batch-normalization", {"activation": "mish"}, {"convolution": {"channels": 8, "kernel": 1, "stride": 2}}, "global-pool", "linear"]"#
      ),
      (
        "no padding", 2, 8, 8,
        #"[{"convolution": {"channels": 16, "kernel": 4, "padding": 0}}, {"activation": "hardswish"}, {"average-pool": 2}, {"convolution": {"channels": 24, "kernel": 2, "padding": 0}}, "batch-normalization", {"activation": "relu"}, "linear"]"#
      ),
      (
        "pooled odd", 1, 7, 9,
        #"[{"convolution": 12}, "batch-normalization", {"activation": "silu"}, {"max-pool": 2}, {"convolution": 20}, "batch-normalization", {"max-pool": 2}, "flatten", "linear"]"#
      ),
      (
        "residual", 1, 8, 8,
        #"[{"convolution": 8}, "batch-normalization", {"activation": "relu"}, {"residual": {"blocks": [{"convolution": 8}, "batch-normalization"]}}, {"activation": "relu"}, {"residual": {"blocks": [{"convolution": {"channels": 24, "stride": 2}}, "batch-normalization", {"activation": "relu"}, {"convolution": 24}, "batch-normalization"]}}, {"activation": "silu"}, "global-pool", "linear"]"#
      ),
      (
        "pre-activation residual", 1, 8, 8,
        #"[{"convolution": 16}, {"residual": {"blocks": ["batch-normalization", {"activation": "relu"}, {"convolution": 16}]}}, {"residual": {"blocks": [{"max-pool": 2}, {"convolution": 16}], "shortcut": "projection"}}, {"residual": {"blocks": ["batch-normalization", {"max-pool": {"size": 1, "stride": 1}}, {"convolution": 16}]}}, "global-pool", "linear"]"#
      ),
      (
        "residual of the image", 1, 6, 6,
        #"[{"residual": {"blocks": [{"convolution": 1}]}}, "batch-normalization", {"activation": "relu"}, {"max-pool": 2}, "flatten", {"dropout": 0}, "linear"]"#
      ),
      (
        "normalized image", 3, 6, 6,
        #"["batch-normalization", {"max-pool": 2}, {"activation": "relu"}, "flatten", {"linear": 10}, "batch-normalization", {"activation": "relu"}, "linear"]"#
      ),
    ] + blockModels

  static func trainer(_ index: Int, threads: Int = 2) throws -> (Trainer, DrawnSource) {
    let model = models[index]
    let recipe = try Fixtures.recipe(
      #"{"model": {"blocks": \#(model.blocks)}, "batch": 11, "slice": 4, "label-smoothing": 0.1}"#)
    let source = DrawnSource(
      count: 11, classCount: 3, channels: model.channels, height: model.height, width: model.width)
    let trainer = try Trainer(
      recipe: recipe, seed: 3, classCount: 3, channels: model.channels, height: model.height,
      width: model.width, pool: WorkerPool(threads: threads))
    // Scales and shifts away from 1 and 0, so that an error in them shows.
    for tensor in trainer.engine.layout.trained where tensor.packing == .vector {
      var values = tensor.read(trainer.weights.base)
      for place in values.indices { values[place] += Float(place % 5) * 0.1 - 0.2 }
      tensor.write(values, to: trainer.weights.base)
    }
    return (trainer, source)
  }

  static func targets(_ source: DrawnSource) -> [Double] {
    (0..<source.count).flatMap { row in
      (0..<3).map { ($0 == source.label(at: row) ? 0.9 : 0) + 0.1 / 3 }
    }
  }

  @Test("forward, loss and every gradient agree with the reference", arguments: models.indices)
  func agreesWithReference(index: Int) throws {
    let (trainer, source) = try Self.trainer(index)
    let reference = ReferenceNetwork<Double>(trainer)
    let images = source.images(0..<source.count)
    let weights = (0..<source.count).map { 0.5 + Double($0 % 3) }
    let pass = reference.forward(images.map(Double.init), count: source.count, training: true)
    let expected = ReferenceNetwork<Double>.loss(
      logits: pass.tensors[reference.graph.output], targets: Self.targets(source),
      weights: weights, classes: 3)
    let gradients = reference.gradients(pass, expected.gradient)

    let found = trainer.gradients(images, targets: Self.targets(source), weights: weights)
    let logits = (0..<source.count).flatMap { image in
      (0..<3).map { trainer.engine.logits(of: image)[$0] }
    }
    Self.expectClose(logits, pass.tensors[reference.graph.output], "logits")
    #expect(abs(found.loss - expected.loss) < 1e-5 * max(1, expected.loss))
    for tensor in trainer.engine.layout.trained {
      Self.expectClose(
        tensor.read(found.gradient.base), gradients[tensor.name] ?? [], tensor.name)
    }
    for tensor in trainer.engine.layout.running where tensor.name.hasSuffix("running_mean") {
      let node = String(tensor.name.dropLast(".running_mean".count))
      let mean = pass.moments[node]?.mean.map { $0 * 0.1 } ?? []
      Self.expectClose(tensor.read(trainer.running.base), mean, tensor.name)
    }
    for tensor in trainer.engine.layout.running where tensor.name.hasSuffix("running_var") {
      let node = String(tensor.name.dropLast(".running_var".count))
      let shape = reference.graph.shapes[
        try #require(reference.graph.nodes.first { $0.name == node }).output]
      let number = Double(source.count * shape.height * shape.width)
      let variance = pass.moments[node]?.variance.map { 0.9 + 0.1 * $0 * number / (number - 1) }
      Self.expectClose(tensor.read(trainer.running.base), variance ?? [], tensor.name)
    }
  }

  static func expectClose(_ found: [Float], _ expected: [Double], _ what: String) {
    #expect(found.count == expected.count, "\(what)")
    let size = max(1e-3, expected.map(abs).max() ?? 0)
    let worst = zip(found, expected).map { abs(Double($0) - $1) }.max() ?? 0
    #expect(worst <= 2e-4 * size, "\(what): off by \(worst) of \(size)")
  }

  @Test("the reference's gradients are finite differences of its loss", arguments: models.indices)
  func referenceGradients(index: Int) throws {
    let (trainer, source) = try Self.trainer(index)
    var reference = ReferenceNetwork<Double>(trainer)
    let images = source.images(0..<source.count).map(Double.init)
    let weights = [Double](repeating: 1, count: source.count)
    func loss(_ network: ReferenceNetwork<Double>) -> (
      Double, [Double], ReferenceNetwork<Double>.Pass
    ) {
      let pass = network.forward(images, count: source.count, training: true)
      let result = ReferenceNetwork<Double>.loss(
        logits: pass.tensors[network.graph.output], targets: Self.targets(source),
        weights: weights, classes: 3)
      return (result.loss, result.gradient, pass)
    }
    let (_, logitGradient, pass) = loss(reference)
    let gradients = reference.gradients(pass, logitGradient)
    let step = 1e-6
    for (name, values) in gradients.sorted(by: { $0.key < $1.key }) {
      for place in [0, values.count / 2, values.count - 1] {
        let kept = try #require(reference.parameters[name]?[place])
        reference.parameters[name]?[place] = kept + step
        let above = loss(reference).0
        reference.parameters[name]?[place] = kept - step
        let below = loss(reference).0
        reference.parameters[name]?[place] = kept
        let slope = (above - below) / (2 * step)
        #expect(abs(slope - values[place]) < 1e-5 * max(1, abs(slope)), "\(name)[\(place)]")
      }
    }
  }
}
