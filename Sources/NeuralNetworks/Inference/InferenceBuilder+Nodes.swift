extension InferenceBuilder {
  /// Adds the operations of one node.
  mutating func add(_ node: ONNXNode) throws(ONNXError) {
    switch node.operation {
    case "Conv": try addConvolution(node)
    case "Gemm": try addLinear(node)
    case "BatchNormalization": try addNormalization(node)
    case "Relu": try addElementwise(node, .activation(.relu))
    case "HardSwish": try addElementwise(node, .activation(.hardswish))
    case "Mish": try addElementwise(node, .activation(.mish))
    case "Sigmoid": try addElementwise(node, .sigmoid)
    case "Tanh": try addElementwise(node, .tanh)
    case "Softplus": try addElementwise(node, .softplus)
    case "LeakyRelu": try addElementwise(node, .activation(.leakyRelu), "alpha", 0.01)
    case "Elu": try addElementwise(node, .activation(.elu), "alpha", 1)
    case "Gelu":
      guard try node.text("approximate", or: "none") == "tanh" else {
        throw node.unsupported("is not the tanh form")
      }
      try addElementwise(node, .activation(.gelu), "approximate", nil)
    case "Add": try addPair(node, .add) { .shift($0) }
    case "Mul": try addPair(node, .multiply) { .scale($0) }
    case "MaxPool": try addPool(node) { .maxPool($0) }
    case "AveragePool": try addPool(node) { .averagePool($0) }
    case "GlobalAveragePool":
      try node.allow()
      try define(node, .globalPool, [try blocked(node, 0)], isBlocked: true)
    case "Resize": try addResize(node)
    case "Transpose":
      try node.allow("perm")
      guard try node.integers("perm", or: []) == [0, 2, 3, 1] else {
        throw node.unsupported("is not the transposition 0, 2, 3, 1")
      }
      try define(node, .pixelsLast, [try blocked(node, 0)], isBlocked: false)
    case "Reshape": try addReshape(node)
    case "Flatten":
      try node.allow("axis")
      let axis = try node.integer("axis", or: 1)
      guard (0...ONNXTensor.maximumRank).contains(axis) else {
        throw node.unsupported("has axis \(axis)")
      }
      try define(node, .flatten(axis: axis), [try plain(node, 0)], isBlocked: false)
    case "Softmax":
      // The last axis; with two dimensions, as classifiers have them, axis 1 is the same.
      try node.allow("axis")
      let axis = try node.integer("axis", or: -1)
      guard axis == 1 || axis == -1 else { throw node.unsupported("has axis \(axis)") }
      try define(node, .softmax, [try plain(node, 0)], isBlocked: false)
    case "Identity", "Dropout":
      guard node.outputs.count == 1 else { throw node.unsupported("has more than one output") }
      try name(node, try value(node, 0))
    case "Constant": try addConstant(node)
    default: throw .unsupportedOperator(node: node.name, name: node.operation)
    }
  }

  private mutating func addElementwise(
    _ node: ONNXNode, _ layer: InferenceLayer, _ attribute: String? = nil, _ expected: Float? = nil
  ) throws(ONNXError) {
    if let attribute { try node.allow(attribute) } else { try node.allow() }
    if let attribute, let expected {
      let found = try node.float(attribute, or: expected)
      guard found == expected else { throw node.unsupported("has \(attribute) \(found)") }
    }
    let input = try value(node, 0)
    try define(node, layer, [input], isBlocked: input.isBlocked)
  }

  private mutating func addPair(
    _ node: ONNXNode, _ layer: InferenceLayer, _ withNumber: (Float) -> InferenceLayer
  ) throws(ONNXError) {
    try node.allow()
    for (number, other) in [(0, 1), (1, 0)] {
      guard let tensor = constant(node, number) else { continue }
      guard let values = tensor.floats, values.count == 1 else {
        throw node.unsupported("takes a constant of the shape \(tensor.dimensions)")
      }
      let input = try value(node, other)
      return try define(node, withNumber(values[0]), [input], isBlocked: input.isBlocked)
    }
    let left = try value(node, 0)
    let right = try value(node, 1)
    guard left.isBlocked == right.isBlocked else {
      throw node.unsupported("takes two inputs of different layout")
    }
    try define(node, layer, [left, right], isBlocked: left.isBlocked)
  }

  private mutating func addPool(
    _ node: ONNXNode, _ layer: (InferenceWindow) -> InferenceLayer
  ) throws(ONNXError) {
    try node.allow(
      "kernel_shape", "strides", "pads", "ceil_mode", "dilations", "storage_order",
      "count_include_pad", "auto_pad")
    try requireExplicitPadding(node)
    try node.require("ceil_mode", 0)
    try node.require("storage_order", 0)
    guard node.outputs.count == 1 else { throw node.unsupported("gives the places, too") }
    let kernel = try node.integers("kernel_shape", or: [])
    let strides = try node.integers("strides", or: [1, 1])
    let pads = try node.integers("pads", or: [0, 0, 0, 0])
    let dilations = try node.integers("dilations", or: [1, 1])
    guard kernel.count == 2, kernel.allSatisfy({ (1...4096).contains($0) }), strides.count == 2,
      strides[0] == strides[1], (1...4096).contains(strides[0]), pads.allSatisfy({ $0 == 0 }),
      dilations.allSatisfy({ $0 == 1 })
    else {
      throw node.unsupported("has another window than height × width, one stride, no padding")
    }
    let window = InferenceWindow(height: kernel[0], width: kernel[1], stride: strides[0])
    try define(node, layer(window), [try blocked(node, 0)], isBlocked: true)
  }

  private mutating func addResize(_ node: ONNXNode) throws(ONNXError) {
    try node.allow(
      "coordinate_transformation_mode", "mode", "nearest_mode", "cubic_coeff_a",
      "exclude_outside", "extrapolation_value")
    guard try node.text("mode", or: "nearest") == "nearest",
      try node.text("coordinate_transformation_mode", or: "half_pixel") == "asymmetric",
      try node.text("nearest_mode", or: "round_prefer_floor") == "floor"
    else { throw node.unsupported("is not nearest, asymmetric, floor") }
    guard node.inputs.count == 3, try floats(node, 2, [4]) == [1, 1, 2, 2] else {
      throw node.unsupported("has another scale than 1, 1, 2, 2")
    }
    try define(node, .upsample, [try blocked(node, 0)], isBlocked: true)
  }

  private mutating func addReshape(_ node: ONNXNode) throws(ONNXError) {
    try node.allow("allowzero")
    try node.require("allowzero", 0)
    guard let shape = constant(node, 1)?.integers else {
      throw node.unsupported("has a shape that is not a constant")
    }
    guard shape.count <= ONNXTensor.maximumRank, shape.allSatisfy({ $0 >= -1 && $0 < 1 << 31 }),
      shape.count(where: { $0 == -1 }) <= 1
    else { throw node.unsupported("has the shape \(shape)") }
    let input = try plain(node, 0)
    try define(node, .reshape(shape.map { Int($0) }), [input], isBlocked: false)
  }

  /// Padding must be given in numbers.
  func requireExplicitPadding(_ node: ONNXNode) throws(ONNXError) {
    let word = try node.text("auto_pad", or: "NOTSET")
    if word != "NOTSET" { throw node.unsupported("has auto_pad \(word)") }
  }
}
