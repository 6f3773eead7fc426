import Core
import NeuralNetworks
import TestSupport
import Testing

/// Digests of the bits that the inference kernels give, one for each kind of operation.
///
/// They are the same on every processor with AVX2 and FMA; the emulated Haswell runs them, too.
@Suite("Golden bits of the inference kernels")
struct GoldenInferenceTests {
  static let kinds: [(name: String, draw: @Sendable () -> DrawnModel, digest: String)] = [
    (
      "dense convolutions", Self.convolutions,
      "946699b3cbc9fe033e56fa06187c0829a9c139f4ceb71a0f6b70a918c0222c2c"
    ),
    (
      "depthwise and grouped convolutions", Self.groups,
      "33e56663d9f1948aba405018c3ead24f18a53da994dc60c62d93cad882cea8f3"
    ),
    (
      "activations", Self.activations,
      "e3aed47b5600c79e590e8030194462b10d6713e05b3c000965671c094d07e3aa"
    ),
    (
      "pooling and enlarging", Self.pooling,
      "06f13da6342412d3f5266602ef4fe5ee44551bbf6cf2d516b3dcb84d4c2ea356"
    ),
    (
      "a classifier", Self.classifier,
      "13e98dd8a22f04ee878341b7f9b5d0923bfc21c226b7fa5b92f66e03d099606d"
    ),
  ]

  @Test("the output's bits are pinned", arguments: kinds.indices)
  func bits(index: Int) throws {
    let kind = Self.kinds[index]
    let model = kind.draw()
    let workspace = InferenceWorkspace(try InferenceNetwork(try ONNXModel(bytes: model.bytes)))
    let values = InferenceTests.drawn(model.input[1], 13, 21)
    let outputs = try InferenceTests.outputs(workspace, model.outputs, values, 13, 21)
    #expect(outputs.count == model.outputs.count)
    var hasher = SHA256Hasher()
    for output in outputs {
      // A constant or broken output would be pinned for nothing.
      #expect(output.elements.allSatisfy { $0.isFinite })
      #expect(Set(output.elements.map(\.bitPattern)).count > 4)
      output.elements.withUnsafeBytes { hasher.update($0) }
    }
    #expect(hasher.finalize().hex == kind.digest, "\(kind.name)")
  }

  private static func convolutions() -> DrawnModel {
    var model = DrawnModel(channels: 3)
    let first = model.convolve("input", from: 3, to: 20, kernel: 3, stride: 2, padding: 1)
    model.outputs = [
      first, model.convolve(first, from: 20, to: 33), model.convolve("input", from: 3, to: 5),
      model.convolve(first, from: 20, to: 9, kernel: 5, stride: 3, padding: 2),
      model.convolve(first, from: 20, to: 17, kernel: 3, padding: 1),
    ]
    return model
  }

  private static func groups() -> DrawnModel {
    var model = DrawnModel(channels: 12)
    let depthwise = model.convolve("input", from: 12, to: 12, kernel: 3, padding: 1, group: 12)
    model.outputs = [
      depthwise, model.convolve(depthwise, from: 12, to: 24, kernel: 3, padding: 1, group: 12),
      model.convolve("input", from: 12, to: 12, kernel: 5, padding: 2, group: 4),
    ]
    return model
  }

  private static func activations() -> DrawnModel {
    var model = DrawnModel(channels: 5)
    for word in [
      "Relu", "LeakyRelu", "Elu", "HardSwish", "Mish", "Sigmoid", "Tanh", "Softplus",
    ] { model.outputs.append(model.add(word, "input")) }
    model.outputs.append(
      model.add("Gelu", "input", attributes: ["approximate": .text("tanh")]))
    model.outputs.append(model.add("Mul", "input", model.add("Sigmoid", "input")))
    return model
  }

  private static func pooling() -> DrawnModel {
    var model = DrawnModel(channels: 11)
    let relu = model.add("Relu", "input")
    model.outputs = [
      model.pool("MaxPool", relu, 2, stride: 2), model.pool("AveragePool", relu, 3, stride: 2),
      model.upsample(relu), model.add("GlobalAveragePool", "input"),
      model.add("Add", relu, "input"),
    ]
    return model
  }

  private static func classifier() -> DrawnModel {
    var model = DrawnModel(channels: 1)
    var value = model.convolve("input", from: 1, to: 12, kernel: 3, padding: 1)
    let names = (0..<4).map { model.constant([12], from: $0 == 3 ? 0.5 : -1, to: 2) }
    value = model.add("Relu", value)
    value = model.add("BatchNormalization", value, names[0], names[1], names[2], names[3])
    value = model.add("Flatten", model.add("GlobalAveragePool", value))
    let (weights, bias) = (model.constant([7, 12]), model.constant([7]))
    value = model.add("Gemm", value, weights, bias, attributes: ["transB": .integer(1)])
    model.outputs = [value, model.add("Softmax", value)]
    return model
  }
}
