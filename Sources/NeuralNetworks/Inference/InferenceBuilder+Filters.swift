extension InferenceBuilder {
  /// A convolution; grouped ones other than the plain depthwise 3×3 become dense, with zeros between.
  mutating func addConvolution(_ node: ONNXNode) throws(ONNXError) {
    try node.allow("dilations", "group", "kernel_shape", "pads", "strides", "auto_pad")
    try requireExplicitPadding(node)
    let weights = try floats(node, 1)
    let shape = weights.dimensions
    guard shape.count == 4, shape.allSatisfy({ $0 >= 1 }), let values = weights.floats else {
      throw node.unsupported("has weights of the shape \(shape)")
    }
    let kernel = try node.integers("kernel_shape", or: [shape[2], shape[3]])
    let strides = try node.integers("strides", or: [1, 1])
    let pads = try node.integers("pads", or: [0, 0, 0, 0])
    let group = try node.integer("group", or: 1)
    guard kernel == [shape[2], shape[3]], strides.count == 2,
      strides.allSatisfy({ (1...4096).contains($0) }), pads.count == 4,
      pads.allSatisfy({ (0...4096).contains($0) }),
      try node.integers("dilations", or: [1, 1]).allSatisfy({ $0 == 1 })
    else { throw node.unsupported("has dilations, or a window that is not the weights'") }
    guard group >= 1, shape[0] % group == 0, shape[1] <= 1 << 20, group <= 1 << 20 else {
      throw node.unsupported("has \(group) groups of \(shape[1]) channels for \(shape[0]) outputs")
    }
    let bias =
      node.inputs.count > 2 && !node.inputs[2].isEmpty
      ? try floats(node, 2, [shape[0]]) : [Float](repeating: 0, count: shape[0])
    let padding = Filter.Padding(top: pads[0], left: pads[1], bottom: pads[2], right: pads[3])
    let channels = shape[1] * group
    if group > 1, group == shape[0], shape[1] == 1, kernel == [3, 3], strides == [1, 1],
      pads == [1, 1, 1, 1]
    {
      let depth = Filter(
        kind: .depth, channels: channels, filters: shape[0], kernel: (3, 3), padding: padding,
        weights: values, bias: bias)
      let unit = InferenceLayer.unit(feeder: nil, point: nil, depth: depth, isPooled: false)
      return try define(node, unit, [try blocked(node, 0)], isBlocked: true)
    }
    let isPoint = kernel == [1, 1] && strides == [1, 1] && pads.allSatisfy { $0 == 0 }
    let isPlanar = takesImage(node, padding: padding)
    let filter = Filter(
      kind: isPoint && !isPlanar ? .point : .dense(planar: isPlanar), channels: channels,
      filters: shape[0], kernel: (kernel[0], kernel[1]), stride: (strides[0], strides[1]),
      padding: padding, weights: try Self.dense(values, shape, group: group, node), bias: bias)
    let input = isPlanar ? try value(node, 0) : try blocked(node, 0)
    try define(node, .filter(filter), [input], isBlocked: true)
  }

  /// The weights [K][C][h][w] of a grouped convolution [K][C/group][h][w].
  private static func dense(
    _ values: [Float], _ shape: [Int], group: Int, _ node: ONNXNode
  ) throws(ONNXError) -> [Float] {
    if group == 1 { return values }
    let (product, overflow) = values.count.multipliedReportingOverflow(by: group)
    guard !overflow, product <= 1 << 24 else {
      throw .tooLarge(
        what: "the grouped weights of '\(node.name)'", count: overflow ? Int.max : product,
        limit: 1 << 24)
    }
    var dense = [Float](repeating: 0, count: product)
    let part = shape[1] * shape[2] * shape[3]
    for k in 0..<shape[0] {
      let first = k * part * group + k / (shape[0] / group) * part
      dense.replaceSubrange(first..<first + part, with: values[k * part..<(k + 1) * part])
    }
    return dense
  }

  /// A linear layer: y = alpha · x · B + beta · c, or with B transposed, as exporters write it.
  mutating func addLinear(_ node: ONNXNode) throws(ONNXError) {
    try node.allow("alpha", "beta", "transA", "transB")
    try node.require("transA", 0)
    let isTransposed = try node.integer("transB", or: 0) != 0
    let alpha = try node.float("alpha", or: 1)
    let beta = try node.float("beta", or: 1)
    let tensor = try floats(node, 1)
    guard tensor.dimensions.count == 2, let values = tensor.floats,
      tensor.dimensions.allSatisfy({ $0 >= 1 })
    else { throw node.unsupported("has weights of the shape \(tensor.dimensions)") }
    let outputs = tensor.dimensions[isTransposed ? 0 : 1]
    let inputs = tensor.dimensions[isTransposed ? 1 : 0]
    var weights = values
    if !isTransposed {
      for k in 0..<outputs {
        for c in 0..<inputs { weights[k * inputs + c] = values[c * outputs + k] }
      }
    }
    var bias = [Float](repeating: 0, count: outputs)
    if node.inputs.count > 2, !node.inputs[2].isEmpty {
      let given = try floats(node, 2)
      guard let values = given.floats, values.count == outputs, given.dimensions.last == outputs
      else { throw node.unsupported("has a bias of the shape \(given.dimensions)") }
      bias = values
    }
    if alpha != 1 { weights = weights.map { $0 * alpha } }
    if beta != 1 { bias = bias.map { $0 * beta } }
    let filter = Filter(
      kind: .point, channels: inputs, filters: outputs, weights: weights, bias: bias)
    try define(node, .filter(filter), [try blocked(node, 0)], isBlocked: true)
  }

  /// Batch normalization with its stored statistics: x · scale + shift.
  mutating func addNormalization(_ node: ONNXNode) throws(ONNXError) {
    try node.allow("epsilon", "momentum", "training_mode")
    try node.require("training_mode", 0)
    guard node.outputs.count == 1 else { throw node.unsupported("gives the statistics, too") }
    let epsilon = Double(try node.float("epsilon", or: 1e-5))
    let gamma = try floats(node, 1)
    let (channels, scale) = (gamma.dimensions, gamma.floats ?? [])
    guard channels.count == 1, channels[0] >= 1 else {
      throw node.unsupported("has factors of the shape \(channels)")
    }
    let beta = try floats(node, 2, channels)
    let mean = try floats(node, 3, channels)
    let variance = try floats(node, 4, channels)
    var (factors, summands): ([Double], [Double]) = ([], [])
    for c in scale.indices {
      let factor = Double(scale[c]) / (Double(variance[c]) + epsilon).squareRoot()
      factors.append(factor)
      summands.append(Double(beta[c]) - Double(mean[c]) * factor)
    }
    try define(
      node, .normalization(scale: factors, shift: summands), [try blocked(node, 0)],
      isBlocked: true)
  }
}
