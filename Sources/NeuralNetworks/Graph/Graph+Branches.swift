extension Graph {
  mutating func residual(
    _ name: String, _ input: Int, _ blocks: [Block], _ shortcut: Block.Shortcut
  ) throws(NetworkError) -> Int {
    let shape = shapes[input]
    guard !shape.isFlat else { throw flat(name, shape) }
    let body = try append(blocks, prefix: "\(name).body", input: input)
    let target = shapes[body]
    var around = input
    if body == input || target.isFlat {
      throw .residual(layer: name, body: "\(target)", shortcut: "\(shape)")
    }
    if shortcut == .projection || (shortcut == .automatic && target != shape) {
      let stride = (1...8).first {
        (shape.height - 1) / $0 + 1 == target.height && (shape.width - 1) / $0 + 1 == target.width
      }
      guard let stride else {
        throw .residual(layer: name, body: "\(target)", shortcut: "\(shape)")
      }
      let projected = try convolution(
        "\(name).shortcut.0", input, channels: target.channels, kernel: 1, stride: stride,
        padding: 0, bias: false)
      around = add("\(name).shortcut.1", .batchNormalization, [projected], shapes[projected])
    }
    guard shapes[around] == target else {
      throw .residual(layer: name, body: "\(target)", shortcut: "\(shapes[around])")
    }
    return add(name, .add, [body, around], target)
  }

  /// The input's channels, then the body's.
  mutating func dense(
    _ name: String, _ input: Int, _ blocks: [Block]
  ) throws(NetworkError) -> Int {
    let shape = shapes[input]
    guard !shape.isFlat else { throw flat(name, shape) }
    let body = try append(blocks, prefix: "\(name).body", input: input)
    let added = shapes[body]
    guard body != input, !added.isFlat, added.height == shape.height, added.width == shape.width
    else { throw .dense(layer: name, body: "\(added)", input: "\(shape)") }
    let joined = Shape(
      channels: shape.channels + added.channels, height: shape.height, width: shape.width)
    return add(name, .concatenate, [input, body], joined)
  }

  /// Means of channels, two 1x1 convolutions with bias, and a gate (Hu, Shen and Sun, 2018).
  mutating func squeezeExcitation(
    _ name: String, _ input: Int, _ ratio: Int, _ activation: Activation, _ gate: Gate
  ) throws(NetworkError) -> Int {
    let shape = shapes[input]
    let pooled = try globalPool("\(name).squeeze", input)
    let narrow = try convolution(
      "\(name).reduce", pooled, channels: max(1, shape.channels / ratio), kernel: 1, stride: 1,
      padding: 0, bias: true)
    let active = add("\(name).activation", .activation(activation), [narrow], shapes[narrow])
    let gates = try convolution(
      "\(name).expand", active, channels: shape.channels, kernel: 1, stride: 1, padding: 0,
      bias: true)
    return add(name, .gate(gate), [input, gates], shape)
  }
}
