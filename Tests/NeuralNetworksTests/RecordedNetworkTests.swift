import Core
import NeuralNetworks
import Testing

@Suite("Networks beside PyTorch's recorded values")
struct RecordedNetworkTests {
  /// Half the distance of neighbouring floats of size 1: the error of a right answer, rounded.
  static let roundoff = 0x1p-24

  @Test("every layer, activation, network and optimizer is on record")
  func isComplete() {
    let names = Set(RecordedNetworks.all.passes.map(\.name))
    for activation in Activation.allCases { #expect(names.contains(activation.rawValue)) }
    #expect(names.count >= 24)
    #expect(RecordedNetworks.all.steps.map(\.name) == ["sgd", "adamw"])
  }

  @Test(
    "the reference in Double gives PyTorch's float64 values to 12 digits",
    arguments: RecordedNetworks.all.passes)
  func referenceAgrees(record: RecordedNetworks.Case) throws {
    let reference = try record.reference()
    let count = record.shares.count
    let pass = reference.forward(record.images.map(Double.init), count: count, training: true)
    let loss = ReferenceNetwork<Double>.loss(
      logits: pass.tensors[reference.graph.output], targets: record.targets.map(Double.init),
      weights: record.shares.map(Double.init), classes: 3)
    var found = ["logits": pass.tensors[reference.graph.output], "loss": [loss.loss]]
    for (name, values) in reference.gradients(pass, loss.gradient) {
      found["gradient/\(name)"] = values
    }
    if let layer = record.layer {
      let node = reference.graph.nodes.last { $0.name.hasPrefix("blocks.\(layer)") }
      found["output"] = pass.tensors[try #require(node).output]
    }
    for (name, moments) in pass.moments {
      let shape = reference.graph.shapes[
        try #require(reference.graph.nodes.first { $0.name == name }).output]
      let number = Double(count * shape.height * shape.width)
      found["running/\(name).running_mean"] = moments.mean.map { 0.1 * $0 }
      found["running/\(name).running_var"] = moments.variance.map {
        0.9 + 0.1 * $0 * number / (number - 1)
      }
    }
    #expect(Set(found.keys) == Set(record.values.keys))
    for (name, expected) in record.values {
      let error = RecordedNetworks.error(found[name] ?? [], expected)
      #expect(error < 1e-12, "\(name)")
    }
  }

  @Test(
    "the direct kernels' error is at most twice that of PyTorch's float32",
    arguments: RecordedNetworks.all.passes)
  func kernelsAreAsExact(record: RecordedNetworks.Case) throws {
    try Self.expectErrors(of: record, Self.found(record, Self.direct)) { tensor in
      2 * max(Self.roundoff, record.largest[tensor] ?? 0)
    }
  }

  @Test(
    "Winograd's kernels stay within the bound that a recipe's documentation states",
    arguments: RecordedNetworks.all.passes)
  func winogradIsBounded(record: RecordedNetworks.Case) throws {
    try Self.expectErrors(of: record, Self.found(record, ["convolution": "winograd"])) { _ in 2e-5 }
  }

  @Test("all in all the direct kernels' error is no larger than PyTorch's on the same inputs")
  func kernelsAreAsExactOnAverage() throws {
    var (ours, theirs) = (0.0, 0.0)
    for record in RecordedNetworks.all.passes {
      let found = try Self.found(record, Self.direct)
      for (name, expected) in record.values where name != "output" {
        ours += RecordedNetworks.error(found[name] ?? [], expected)
        theirs += record.errors[name] ?? 0
      }
    }
    #expect(ours <= theirs, "\(ours / theirs) times")
  }

  @Test(
    "one step's and two steps' weights are PyTorch's, with at most twice its float32 error",
    arguments: RecordedNetworks.all.steps)
  func stepsAgree(record: RecordedNetworks.Case) throws {
    var settings = Self.direct
    settings["optimizer"] = record.optimizer
    settings["schedule"] = ["name": "constant"]
    settings["label-smoothing"] = 0.1
    settings["augment"] = false
    settings["epochs"] = 2
    let trainer = try record.trainer(settings)
    var found: [String: [Double]] = [:]
    _ = try TrainingLoop(
      trainer: trainer, training: RecordedImages(record: record), validation: nil as RecordedImages?
    ).run(epochDone: { epoch in
      for (tensors, base) in [
        (trainer.engine.layout.trained, trainer.weights.base),
        (trainer.engine.layout.running, trainer.running.base),
      ] {
        for tensor in tensors {
          found["after\(epoch.epoch)/\(tensor.name)"] = tensor.read(base).map(Double.init)
        }
      }
      return true
    })
    try Self.expectErrors(of: record, found) { tensor in
      2 * max(Self.roundoff, record.largest[tensor] ?? 0)
    }
  }

  /// The settings that ask for kernels which sum products in the plain order.
  static let direct: [String: JSON] = ["convolution": "direct"]

  /// Logits, loss, gradients and running figures of one pass of the engine.
  static func found(
    _ record: RecordedNetworks.Case, _ settings: [String: JSON]
  ) throws -> [String: [Double]] {
    let trainer = try record.trainer(settings)
    let result = trainer.gradients(
      record.images, targets: record.targets.map(Double.init),
      weights: record.shares.map(Double.init))
    let logits = record.shares.indices.flatMap { image in
      (0..<3).map { Double(trainer.engine.logits(of: image)[$0]) }
    }
    var found = ["logits": logits, "loss": [result.loss]]
    for tensor in trainer.engine.layout.trained {
      found["gradient/\(tensor.name)"] = tensor.read(result.gradient.base).map(Double.init)
    }
    for tensor in trainer.engine.layout.running {
      found["running/\(tensor.name)"] = tensor.read(trainer.running.base).map(Double.init)
    }
    return found
  }

  /// Every recorded tensor but the layer's output, which the engine keeps to itself, is within its bound.
  static func expectErrors(
    of record: RecordedNetworks.Case, _ found: [String: [Double]], _ bound: (String) -> Double
  ) throws {
    #expect(Set(found.keys) == Set(record.values.keys.filter { $0 != "output" }))
    for (name, expected) in record.values where name != "output" {
      let error = RecordedNetworks.error(found[name] ?? [], expected)
      #expect(error <= bound(name), "\(name): PyTorch's error is \(record.largest[name] ?? 0)")
    }
  }
}
