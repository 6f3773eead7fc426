import Core
import NeuralNetworks
import TestSupport
import Testing

@Suite("A network that only runs")
struct InferenceTests {
  /// One result in C order.
  struct Output: Hashable {
    let dimensions: [Int]
    let elements: [Float]
  }

  static func drawn(_ channels: Int, _ height: Int, _ width: Int) -> [Float] {
    var luck = LuckKey(seed: 3, purpose: "input").luck(for: UInt64(height * 1000 + width), epoch: 0)
    return (0..<channels * height * width).map { _ in luck.uniform(-2, 2) }
  }

  static func outputs(
    _ workspace: InferenceWorkspace, _ names: [String], _ values: [Float], _ height: Int,
    _ width: Int
  ) throws -> [Output] {
    try workspace.prepare(height: height, width: width)
    try workspace.setInput(values)
    workspace.run()
    return names.compactMap { name in
      workspace.withOutput(name) { Output(dimensions: $1, elements: Array($0)) }
    }
  }

  static let sizes = [(1, 1), (1, 9), (9, 1), (2, 3), (7, 5), (8, 8), (13, 21), (24, 33)]

  /// Compares with the plain reference, and the fused network with the one that is not.
  static func check(_ model: DrawnModel, smallest: Int = 1, _ sizes: [(Int, Int)] = sizes) throws {
    let parsed = try ONNXModel(bytes: model.bytes)
    let workspace = InferenceWorkspace(try InferenceNetwork(parsed))
    let plain = InferenceWorkspace(try InferenceNetwork(parsed, isFused: false))
    for (height, width) in sizes where min(height, width) >= smallest {
      let values = drawn(model.input[1], height, width)
      let found = try outputs(workspace, model.outputs, values, height, width)
      let alone = try outputs(plain, model.outputs, values, height, width)
      let reference = ReferenceInference(
        model,
        input: ReferenceInference.Value(
          dimensions: [1, model.input[1], height, width], elements: values.map { Double($0) }))
      #expect(found.count == model.outputs.count)
      let hasNormalization = model.nodes.contains { $0.operation == "BatchNormalization" }
      #expect(hasNormalization || found == alone, "\(height)×\(width)")
      for (name, output) in zip(model.outputs, found) + Array(zip(model.outputs, alone)) {
        let expected = reference[name]
        #expect(output.dimensions == expected.dimensions, "\(height)×\(width)")
        let worst = zip(output.elements, expected.elements).map { abs(Double($0) - $1) }.max() ?? 0
        #expect(
          output.elements.count == expected.elements.count && worst < 2e-5,
          "\(height)×\(width): \(worst)")
      }
    }
  }

  @Test(
    "a convolution is the reference's, whatever its window and groups",
    arguments: [
      (3, 16, 3, 2, 1, 1), (3, 5, 3, 1, 1, 1), (1, 8, 1, 1, 0, 1), (3, 17, 1, 1, 0, 1),
      (8, 24, 1, 2, 0, 1), (16, 16, 3, 1, 1, 16), (10, 10, 3, 1, 1, 10), (1, 1, 3, 1, 1, 1),
      (4, 8, 3, 1, 1, 4), (6, 9, 3, 2, 1, 3), (12, 12, 5, 1, 2, 12), (9, 4, 5, 3, 0, 1),
      (20, 33, 3, 1, 1, 1),
    ])
  func convolutions(c: Int, k: Int, kernel: Int, stride: Int, padding: Int, group: Int) throws {
    // Once from the image itself and once from a value in the middle of the network.
    var first = DrawnModel(channels: c)
    first.outputs = [
      first.convolve(
        "input", from: c, to: k, kernel: kernel, stride: stride, padding: padding, group: group)
    ]
    try Self.check(first, smallest: kernel - 2 * padding)
    var second = DrawnModel(channels: c)
    let inner = second.add("Relu", "input")
    second.outputs = [
      second.convolve(
        inner, from: c, to: k, kernel: kernel, stride: stride, padding: padding, group: group)
    ]
    try Self.check(second, smallest: kernel - 2 * padding)
  }

  @Test(
    "an operation on elements is the reference's",
    arguments: [
      "Relu", "LeakyRelu", "Elu", "HardSwish", "Mish", "Sigmoid", "Tanh", "Softplus", "Identity",
      "Dropout",
    ])
  func elements(operation: String) throws {
    var model = DrawnModel(channels: 5)
    let value = model.add(operation, "input")
    model.outputs = [value, model.add(operation, model.add("Flatten", value))]
    try Self.check(model)
  }

  @Test("sums, products, gelu and its parts are the reference's")
  func pairs() throws {
    var model = DrawnModel(channels: 9)
    let half = model.constant([1])
    let three = model.constant([], from: 2, to: 3)
    let gated = model.add("Mul", "input", model.add("Sigmoid", "input"))
    let sum = model.add("Add", gated, model.add("Mul", half, "input"))
    let gelu = model.add("Gelu", sum, attributes: ["approximate": .text("tanh")])
    model.outputs = [sum, gelu, model.add("Add", gelu, three)]
    try Self.check(model)
  }

  @Test("pooling, enlarging and changing shape are the reference's")
  func shapes() throws {
    var model = DrawnModel(channels: 11)
    let relu = model.add("Relu", "input")
    let last = model.add("Transpose", relu, attributes: ["perm": .integers([0, 2, 3, 1])])
    model.outputs = [
      model.pool("MaxPool", relu, 2, stride: 2), model.pool("AveragePool", relu, 3, stride: 2),
      model.pool("MaxPool", "input", 3, stride: 1), model.upsample(relu),
      model.add("GlobalAveragePool", "input"), last,
      model.add("Sigmoid", model.add("Reshape", last, model.integers([1, -1, 11]))),
      model.add("Reshape", relu, model.integers([0, 11, -1])),
    ]
    try Self.check(model, smallest: 3)
  }

  @Test("a classifier as our own models would export it is the reference's")
  func classifier() throws {
    var model = DrawnModel(channels: 1)
    var value = model.convolve("input", from: 1, to: 12, kernel: 3, padding: 1)
    let names = (0..<4).map { model.constant([12], from: $0 == 3 ? 0.5 : -1, to: 2) }
    value = model.add("BatchNormalization", value, names[0], names[1], names[2], names[3])
    value = model.add("Add", model.add("Relu", value), value)
    value = model.add("BatchNormalization", value, names[0], names[1], names[2], names[3])
    value = model.add("Flatten", model.add("GlobalAveragePool", value))
    let (weights, bias) = (model.constant([7, 12]), model.constant([7]))
    value = model.add("Gemm", value, weights, bias, attributes: ["transB": .integer(1)])
    let (square, second) = (model.constant([7, 7]), model.constant([7]))
    value = model.add("Gemm", model.add("Tanh", value), square, second)
    model.outputs = [value, model.add("Softmax", value)]
    try Self.check(model)
  }

  /// Convolution, 1×1, depthwise, pooling and a second scale, as a detector has them.
  static func detector() -> DrawnModel {
    var model = DrawnModel(channels: 3)
    func unit(_ value: String, _ from: Int, _ to: Int) -> String {
      let point = model.convolve(value, from: from, to: to)
      return model.add(
        "Relu", model.convolve(point, from: to, to: to, kernel: 3, padding: 1, group: to))
    }
    let stem = model.add(
      "Relu", model.convolve("input", from: 3, to: 16, kernel: 3, stride: 2, padding: 1))
    let fine = unit(model.pool("MaxPool", unit(stem, 16, 16), 2, stride: 2), 16, 24)
    let coarse = unit(model.pool("MaxPool", fine, 2, stride: 2), 24, 24)
    let sum = model.add("Add", fine, model.upsample(coarse))
    let head = model.convolve(
      model.convolve(sum, from: 24, to: 10), from: 10, to: 10, kernel: 3, padding: 1, group: 10)
    let last = model.add("Transpose", head, attributes: ["perm": .integers([0, 2, 3, 1])])
    model.outputs = [
      model.add("Sigmoid", model.add("Reshape", last, model.integers([1, -1, 10]))), coarse,
    ]
    return model
  }

  @Test("fused rows give the bytes of the operations by themselves, at every size")
  func units() throws {
    try Self.check(Self.detector(), [(8, 8), (16, 8), (8, 40), (24, 72), (64, 56)])
  }

  @Test("what a workspace ran before, and its neighbours, change nothing")
  func independence() throws {
    let model = Self.detector()
    let network = try InferenceNetwork(try ONNXModel(bytes: model.bytes))
    let used = InferenceWorkspace(network)
    var first: [[Output]] = []
    for (height, width) in [(24, 72), (64, 56), (8, 8)] {
      let values = Self.drawn(3, height, width)
      first.append(try Self.outputs(used, model.outputs, values, height, width))
    }
    let again = try [(24, 72), (64, 56), (8, 8)].reversed().map { height, width in
      try Self.outputs(used, model.outputs, Self.drawn(3, height, width), height, width)
    }
    #expect(again == first.reversed())
    let threads = WorkerPool(threads: 3).map(9) { _, _ in
      try? Self.outputs(
        InferenceWorkspace(network), model.outputs, Self.drawn(3, 24, 72), 24, 72)
    }
    #expect(threads.allSatisfy { $0 == first[0] })
  }

  @Test("the bytes of a drawn detector are pinned")
  func pinned() throws {
    let model = Self.detector()
    let workspace = InferenceWorkspace(try InferenceNetwork(try ONNXModel(bytes: model.bytes)))
    let outputs = try Self.outputs(workspace, model.outputs, Self.drawn(3, 40, 56), 40, 56)
    var hasher = SHA256Hasher()
    for output in outputs { output.elements.withUnsafeBytes { hasher.update($0) } }
    #expect(hasher.finalize().hex == Self.pinnedDetector)
  }

  static let pinnedDetector =
    "9ae0315703e0341ad190cdd3c4570092affffc43eb85d16d2fe70a2853fc91de"

  @Test("an image of bytes is what its floats would be", arguments: [1, 3], [false, true])
  func images(channels: Int, reversed: Bool) throws {
    var model = DrawnModel(channels: 3)
    model.outputs = [model.convolve("input", from: 3, to: 6, kernel: 3, padding: 1)]
    let workspace = InferenceWorkspace(try InferenceNetwork(try ONNXModel(bytes: model.bytes)))
    for (height, width) in [(1, 1), (5, 7), (9, 30), (12, 31)] {
      let samples = (0..<height * width * channels).map { UInt8(truncatingIfNeeded: $0 * 37 + 11) }
      // Something else first, so that zeros have to be written.
      _ = try Self.outputs(workspace, [], Self.drawn(3, 12, 32), 12, 32)
      try samples.withUnsafeBufferPointer {
        try workspace.setImage(
          $0, height: height, width: width, channels: channels, reversed: reversed)
      }
      workspace.run()
      let found = workspace.withOutput(model.outputs[0]) { values, _ in Array(values) }
      var floats = [Float](repeating: 0, count: 3 * 12 * 32)
      for y in 0..<height {
        for x in 0..<width {
          for c in 0..<3 {
            let channel = channels == 1 ? 0 : reversed ? 2 - c : c
            floats[(c * 12 + y) * 32 + x] = Float(samples[(y * width + x) * channels + channel])
          }
        }
      }
      let expected = try Self.outputs(workspace, model.outputs, floats, 12, 32)
      #expect(found == expected[0].elements)
    }
  }
}
