import Core
import NeuralNetworks
import TestSupport
import Testing

@Suite("Reading ONNX files")
struct ONNXTests {
  private static func small() -> DrawnModel {
    var model = DrawnModel(channels: 3)
    let value = model.convolve("input", from: 3, to: 4, kernel: 3, padding: 1)
    model.outputs = [model.add("Relu", value)]
    return model
  }

  private static func network(_ model: DrawnModel) throws -> InferenceNetwork {
    try InferenceNetwork(try ONNXModel(bytes: model.bytes))
  }

  @Test("nodes, constants, inputs and outputs are read")
  func reads() throws {
    let drawn = Self.small()
    let model = try ONNXModel(bytes: drawn.bytes)
    #expect(model.version == 13)
    #expect(model.nodes.map(\.operation) == ["Conv", "Relu"])
    #expect(model.nodes[0].inputs == ["input", "c0", "c1"])
    #expect(model.inputs.map(\.name) == ["input"])
    #expect(model.inputs.map(\.dimensions) == [[1, 3, 640, 640]])
    #expect(model.outputs.map(\.name) == drawn.outputs)
    for (name, tensor) in drawn.constants {
      #expect(model.constants[name]?.dimensions == tensor.dimensions)
      #expect(model.constants[name]?.elements == .floats(tensor.floats))
    }
  }

  @Test("a file cut off anywhere is an error, never a crash")
  func truncated() throws {
    let bytes = Self.small().bytes
    for count in 0..<bytes.count {
      let cut = Array(bytes.prefix(count))
      #expect(throws: ONNXError.self) { try InferenceNetwork(try ONNXModel(bytes: cut)) }
    }
  }

  @Test("a file with one byte changed anywhere is a model or an error, never a crash")
  func flipped() throws {
    let bytes = Self.small().bytes
    for place in bytes.indices {
      for change: UInt8 in [1, 0x80, 0xff] {
        var changed = bytes
        changed[place] ^= change
        guard let network = try? InferenceNetwork(try ONNXModel(bytes: changed)) else { continue }
        let workspace = InferenceWorkspace(network)
        // Sizes that a changed window cannot take are errors, too.
        guard (try? workspace.prepare(height: 8, width: 8)) != nil else { continue }
        workspace.run()
      }
    }
  }

  @Test(
    "lengths and numbers beyond their bounds are refused before anything is allocated",
    arguments: [
      [0x3a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
      [0x3a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
      [0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02],
      [0x00, 0x01], [0x0b], [0x3f], [0x3a, 0x05, 0x01],
    ] as [[UInt8]])
  func lengths(bytes: [UInt8]) {
    let error = #expect(throws: ONNXError.self) { try ONNXModel(bytes: bytes) }
    if case .damaged? = error { return }
    Issue.record("\(String(describing: error))")
  }

  @Test("dimensions that overflow or exceed the limit are refused")
  func dimensions() {
    for dimensions in [[1 << 40, 1 << 40], [1 << 28], [Int](repeating: 1, count: 9)] {
      var model = Self.small()
      model.constants["huge"] = DrawnModel.Tensor(dimensions: dimensions, isRaw: true)
      let error = #expect(throws: ONNXError.self) { try ONNXModel(bytes: model.bytes) }
      if case .tooLarge? = error { continue }
      Issue.record("\(String(describing: error))")
    }
  }

  @Test("a tensor with too few or too many elements is refused")
  func elements() {
    for (isRaw, count) in [(true, 3), (true, 5), (false, 3), (false, 5)] {
      var model = Self.small()
      model.constants["odd"] = DrawnModel.Tensor(
        dimensions: [2, 2], floats: [Float](repeating: 1, count: count), isRaw: isRaw)
      let error = #expect(throws: ONNXError.self) { try ONNXModel(bytes: model.bytes) }
      if case .badTensor(tensor: "odd", _)? = error { continue }
      Issue.record("\(String(describing: error))")
    }
  }

  /// Changes a sound model and names the error that must come of it.
  static let faults: [(String, @Sendable (inout DrawnModel) -> Void)] = [
    ("node 'v1' reads 'v2', which nothing before it defines", { $0.nodes[1].inputs = ["v2"] }),
    ("node 'v0' reads 'v1', which nothing before it defines", { $0.nodes[0].inputs[0] = "v1" }),
    ("node 'v0' reads 'c0', which nothing before it defines", { $0.constants["c0"] = nil }),
    ("node 'graph' reads 'none', which nothing before it defines", { $0.outputs = ["none"] }),
    ("the value 'v0' is defined twice", { $0.nodes[1].output = "v0" }),
    ("the value 'c1' is defined twice", { $0.nodes[1].output = "c1" }),
    ("node 'v1' is a Loop, which is not known here", { $0.nodes[1].operation = "Loop" }),
    ("the model needs version 7 of ONNX's operators", { $0.version = 7 }),
    ("the model has no output", { $0.outputs = [] }),
    (
      "node 'v0' has weights of the shape [4, 27]",
      { $0.constants["c0"]?.dimensions = [4, 27] }
    ),
    (
      "node 'v0' has a constant of the shape [2, 2], not [4],",
      { $0.constants["c1"]?.dimensions = [2, 2] }
    ),
    (
      "node 'v0' has dilations, or a window that is not the weights'",
      { $0.nodes[0].attributes["dilations"] = .integers([2, 2]) }
    ),
    (
      "node 'v0' has auto_pad SAME_UPPER",
      { $0.nodes[0].attributes["auto_pad"] = .text("SAME_UPPER") }
    ),
    ("node 'v0' has the attribute 'bonus'", { $0.nodes[0].attributes["bonus"] = .integer(1) }),
    (
      "node 'v0' has an attribute 'group' that is not a whole number",
      { $0.nodes[0].attributes["group"] = .text("1") }
    ),
    ("node 'v1' has the attribute 'alpha'", { $0.nodes[1].attributes["alpha"] = .float(1) }),
    (
      "node 'graph' has an input that is not N×C×H×W with a known number of channels",
      { $0.input = [3, 640, 640] }
    ),
  ]

  @Test("a model that cannot be run says why", arguments: faults.indices)
  func refused(index: Int) {
    let (text, change) = Self.faults[index]
    var model = Self.small()
    change(&model)
    let error = #expect(throws: ONNXError.self) { try Self.network(model) }
    #expect(error?.description.hasPrefix(text) == true, "\(String(describing: error))")
  }

  @Test("shapes that do not fit are errors of the size that is asked for")
  func sizes() throws {
    var model = DrawnModel(channels: 3)
    let pooled = model.pool("MaxPool", model.convolve("input", from: 3, to: 4), 2, stride: 2)
    model.outputs = [model.add("Reshape", pooled, model.integers([1, 64]))]
    let workspace = InferenceWorkspace(try Self.network(model))
    try workspace.prepare(height: 8, width: 8)
    for (height, width) in [(16, 8), (1, 8), (0, 8), (-1, 8), (1 << 20, 8), (40_000, 40_000)] {
      #expect(throws: ONNXError.self) { try workspace.prepare(height: height, width: width) }
    }
    #expect(throws: ONNXError.self) { try workspace.setInput([1, 2, 3]) }
    var mismatch = DrawnModel(channels: 3)
    let wide = mismatch.convolve("input", from: 3, to: 5)
    mismatch.outputs = [mismatch.convolve(wide, from: 4, to: 4)]
    let other = InferenceWorkspace(try Self.network(mismatch))
    let error = #expect(throws: ONNXError.self) { try other.prepare(height: 8, width: 8) }
    #expect(
      error?.description
        == "node 'v1' cannot take its input: it needs 4 channels, and it is 1×5×8×8")
  }

  @Test("every error says what to do", arguments: ONNXTests.errors)
  func texts(error: ONNXError) {
    #expect(error.description.contains(";") || error.description.contains(":"))
    #expect(!error.description.contains("ONNXError"))
  }

  static let errors: [ONNXError] = [
    .tooLarge(what: "the elements of tensor 'a'", count: 5, limit: 4),
    .damaged(offset: 3, reason: "a field has no number"), .missing(what: "graph"),
    .unsupportedVersion(found: 7, known: 11...22), .unsupportedOperator(node: "a", name: "Loop"),
    .unsupportedUse(node: "a", reason: "has axis 3"),
    .unsupportedTensor(tensor: "a", reason: "lies in another file"),
    .badTensor(tensor: "a", reason: "holds 3 bytes instead of 4"),
    .undefinedValue(node: "a", value: "b"), .duplicateValue("a"),
    .shape(node: "a", reason: "it needs 3 channels, and it is 1×4"),
    .input(reason: "3 floats do not fit what was prepared"), .unsupportedProcessor,
  ]
}
