extension Graph {
  /// Each channel convolved with a kernel of its own.
  mutating func depthwise(
    _ name: String, _ input: Int, kernel: Int, stride: Int, padding: Int, bias: Bool
  ) throws(NetworkError) -> Int {
    let shape = shapes[input]
    guard !shape.isFlat else { throw flat(name, shape) }
    let (height, width) = (shape.height + 2 * padding, shape.width + 2 * padding)
    guard height >= kernel, width >= kernel else {
      throw .shape(
        layer: name, input: "\(shape)",
        reason: "its kernel of \(kernel)×\(kernel) is larger than that with a padding of \(padding)"
      )
    }
    let filter = Operation.ChannelFilter(
      channels: shape.channels, kernel: kernel, stride: stride, padding: padding, hasBias: bias)
    let output = Shape(
      channels: shape.channels, height: (height - kernel) / stride + 1,
      width: (width - kernel) / stride + 1)
    return add(name, .depthwise(filter), [input], output)
  }

  /// The mean of each channel.
  mutating func globalPool(_ name: String, _ input: Int) throws(NetworkError) -> Int {
    let shape = shapes[input]
    guard !shape.isFlat else { throw flat(name, shape) }
    let window = Operation.Window(height: shape.height, width: shape.width, stride: 1)
    let pooled = Shape(channels: shape.channels, height: 1, width: 1)
    return add(name, .averagePool(window), [input], pooled)
  }

  mutating func pool(
    _ name: String, _ input: Int, _ size: Int, _ stride: Int, _ padding: Int,
    _ operation: (Operation.Window) -> Operation
  ) throws(NetworkError) -> Int {
    let shape = shapes[input]
    guard !shape.isFlat else { throw flat(name, shape) }
    let (height, width) = (shape.height + 2 * padding, shape.width + 2 * padding)
    guard height >= size, width >= size else {
      let room = padding > 0 ? " with a padding of \(padding)" : ""
      throw .shape(
        layer: name, input: "\(shape)",
        reason: "its window of \(size)×\(size) is larger than that\(room)")
    }
    let output = Shape(
      channels: shape.channels, height: (height - size) / stride + 1,
      width: (width - size) / stride + 1)
    let window = Operation.Window(height: size, width: size, stride: stride, padding: padding)
    return add(name, operation(window), [input], output)
  }
}
