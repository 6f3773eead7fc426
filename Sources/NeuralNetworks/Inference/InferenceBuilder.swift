/// Turns the nodes of an ONNX model into operations, one by one, in the order of the file.
///
/// A node may only read what stands before it, so a cycle is an undefined value.
struct InferenceBuilder {
  /// A value that is computed: its place, and how it lies in memory.
  struct Computed {
    let index: Int
    let isBlocked: Bool
  }

  let constants: [String: ONNXTensor]
  let inputChannels: Int
  /// The name of the input while no node has read it, when the one that will is a plain convolution.
  private let planarReader: String?
  private(set) var inputPadding = Filter.Padding()
  private(set) var steps: [InferenceStep] = []
  private(set) var valueCount = 1
  private(set) var values: [String: Computed] = [:]
  private var attributes: [String: ONNXTensor] = [:]

  init(_ model: ONNXModel) throws(ONNXError) {
    guard model.inputs.count == 1, let input = model.inputs.first else {
      throw .unsupportedUse(
        node: "graph", reason: "has \(model.inputs.count) inputs instead of one")
    }
    guard !model.outputs.isEmpty else { throw .missing(what: "output") }
    guard input.dimensions.count == 4, let channels = input.dimensions[1], channels >= 1,
      channels <= 4096
    else {
      throw .unsupportedUse(
        node: "graph", reason: "has an input that is not N×C×H×W with a known number of channels")
    }
    constants = model.constants
    inputChannels = channels
    let readers = model.nodes.filter { $0.inputs.contains(input.name) }
    let isOutput = model.outputs.contains { $0.name == input.name }
    var isPlanar = false
    if readers.count == 1, !isOutput, readers[0].operation == "Conv" {
      let group = try readers[0].integer("group", or: 1)
      isPlanar = readers[0].inputs.first == input.name && group == 1
    }
    planarReader = isPlanar ? readers[0].name : nil
    values[input.name] = Computed(index: 0, isBlocked: false)
    if !isPlanar {
      values[input.name] = Computed(
        index: append(.block, [0], name: input.name), isBlocked: true)
    }
  }

  /// Adds an operation and returns the place of its result.
  mutating func append(_ layer: InferenceLayer, _ inputs: [Int], name: String) -> Int {
    steps.append(InferenceStep(name: name, layer: layer, inputs: inputs, output: valueCount))
    valueCount += 1
    return valueCount - 1
  }

  /// Adds an operation whose result is the node's first output.
  mutating func define(
    _ node: ONNXNode, _ layer: InferenceLayer, _ inputs: [Computed], isBlocked: Bool
  ) throws(ONNXError) {
    let index = append(layer, inputs.map(\.index), name: node.name)
    try name(node, Computed(index: index, isBlocked: isBlocked))
  }

  /// Makes a value the node's first output.
  mutating func name(_ node: ONNXNode, _ value: Computed) throws(ONNXError) {
    guard let output = node.outputs.first, !output.isEmpty else {
      throw node.unsupported("has no output")
    }
    guard constants[output] == nil, values.updateValue(value, forKey: output) == nil else {
      throw .duplicateValue(output)
    }
  }

  /// The value of one of a node's inputs.
  func value(_ node: ONNXNode, _ position: Int) throws(ONNXError) -> Computed {
    guard position < node.inputs.count else { throw node.unsupported("has too few inputs") }
    if let value = values[node.inputs[position]] { return value }
    guard constant(node, position) == nil else {
      throw node.unsupported("reads the constant '\(node.inputs[position])' as its input")
    }
    throw .undefinedValue(node: node.name, value: node.inputs[position])
  }

  /// The value of one of a node's inputs, in the blocked layout.
  mutating func blocked(_ node: ONNXNode, _ position: Int) throws(ONNXError) -> Computed {
    let value = try value(node, position)
    if value.isBlocked { return value }
    return Computed(index: append(.block, [value.index], name: node.name), isBlocked: true)
  }

  /// The value of one of a node's inputs, in C order.
  mutating func plain(_ node: ONNXNode, _ position: Int) throws(ONNXError) -> Computed {
    let value = try value(node, position)
    return value.isBlocked ? unblocked(value, node.name) : value
  }

  private mutating func unblocked(_ value: Computed, _ name: String) -> Computed {
    Computed(index: append(.unblock, [value.index], name: name), isBlocked: false)
  }

  /// The constant at one of a node's inputs, if that is one.
  func constant(_ node: ONNXNode, _ position: Int) -> ONNXTensor? {
    guard position < node.inputs.count else { return nil }
    return constants[node.inputs[position]] ?? attributes[node.inputs[position]]
  }

  /// The floats of a constant of these dimensions.
  func floats(
    _ node: ONNXNode, _ position: Int, _ dimensions: [Int]
  ) throws(ONNXError) -> [Float] {
    let tensor = try floats(node, position)
    guard tensor.dimensions == dimensions, let floats = tensor.floats else {
      throw node.unsupported("has a constant of the shape \(tensor.dimensions), not \(dimensions),")
    }
    return floats
  }

  /// A constant of floats.
  func floats(_ node: ONNXNode, _ position: Int) throws(ONNXError) -> ONNXTensor {
    guard let tensor = constant(node, position) else {
      let name = position < node.inputs.count ? node.inputs[position] : "input \(position)"
      guard values[name] == nil else { throw node.unsupported("has weights that are computed") }
      throw .undefinedValue(node: node.name, value: name)
    }
    guard tensor.floats != nil else { throw node.unsupported("has weights that are not floats") }
    return tensor
  }

  mutating func addConstant(_ node: ONNXNode) throws(ONNXError) {
    try node.allow("value")
    guard case .tensor(let tensor)? = node.attributes["value"], let output = node.outputs.first
    else { throw node.unsupported("has no tensor") }
    guard constants[output] == nil, values[output] == nil,
      attributes.updateValue(tensor, forKey: output) == nil
    else { throw .duplicateValue(output) }
  }

  /// Whether a node reads the image itself, which then lies with this padding around it.
  mutating func takesImage(_ node: ONNXNode, padding: Filter.Padding) -> Bool {
    guard planarReader == node.name, node.inputs.first.flatMap({ values[$0] })?.index == 0 else {
      return false
    }
    inputPadding = padding
    return true
  }

  /// The places of the outputs, in C order.
  mutating func finish(_ outputs: [String]) throws(ONNXError) -> [Int] {
    var places: [Int] = []
    for name in outputs {
      guard let value = values[name] else { throw .undefinedValue(node: "graph", value: name) }
      let place = value.isBlocked ? unblocked(value, name) : value
      guard place.index != 0 else { throw .missing(what: "node before the output '\(name)'") }
      places.append(place.index)
    }
    return places
  }
}
