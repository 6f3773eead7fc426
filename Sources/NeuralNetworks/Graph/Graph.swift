/// The nodes of a model in the order they run, every shape known.
///
/// Tensor 0 is the image. A node's output has a higher number than its inputs.
package struct Graph: Hashable, Sendable {
  package private(set) var shapes: [Shape]
  package private(set) var nodes: [Node] = []
  package let classCount: Int

  /// Builds the graph of a model for images of one shape.
  ///
  /// - Throws: `NetworkError` naming the layer and both shapes when they do not fit.
  package init(model: Model, input: Shape, classCount: Int) throws(NetworkError) {
    shapes = [input]
    self.classCount = classCount
    let output = try append(model.blocks, prefix: "blocks", input: 0)
    guard shapes[output].count == classCount, shapes[output].pixels == 1, output > 0 else {
      throw .outputs(
        layer: nodes.last?.name ?? "the model", output: "\(shapes[output])", classes: classCount)
    }
  }

  /// The tensor of the logits.
  package var output: Int { shapes.count - 1 }

  /// How many nodes read each tensor.
  package var consumers: [Int] {
    var counts = [Int](repeating: 0, count: shapes.count)
    for node in nodes { for input in node.inputs { counts[input] += 1 } }
    return counts
  }

  mutating func append(
    _ blocks: [Block], prefix: String, input: Int
  ) throws(NetworkError) -> Int {
    var tensor = input
    for (index, block) in blocks.enumerated() {
      let follower = index + 1 < blocks.count ? blocks[index + 1] : nil
      tensor = try append(
        block, name: "\(prefix).\(index)", input: tensor,
        isNormalized: follower == .batchNormalization)
    }
    return tensor
  }

  mutating func add(
    _ name: String, _ operation: Operation, _ inputs: [Int], _ shape: Shape
  ) -> Int {
    shapes.append(shape)
    nodes.append(
      Node(name: name, operation: operation, inputs: inputs, output: shapes.count - 1))
    return shapes.count - 1
  }

  private mutating func append(
    _ block: Block, name: String, input: Int, isNormalized: Bool
  ) throws(NetworkError) -> Int {
    let shape = shapes[input]
    switch block {
    case .convolution(let channels, let kernel, let stride, let padding, let bias):
      if bias == true, isNormalized { throw uselessBias(name, shape) }
      return try convolution(
        name, input, channels: channels ?? classCount, kernel: kernel, stride: stride,
        padding: padding, bias: bias ?? !isNormalized)
    case .depthwise(let kernel, let stride, let padding, let bias):
      if bias == true, isNormalized { throw uselessBias(name, shape) }
      return try depthwise(
        name, input, kernel: kernel, stride: stride, padding: padding,
        bias: bias ?? !isNormalized)
    case .depthwiseSeparable(let channels, let kernel, let stride, let padding, let activation):
      var tensor = try depthwise(
        "\(name).depthwise", input, kernel: kernel, stride: stride, padding: padding, bias: false)
      if let activation {
        let inside = shapes[tensor]
        tensor = add("\(name).normalization", .batchNormalization, [tensor], inside)
        tensor = add("\(name).activation", .activation(activation), [tensor], inside)
      }
      return try convolution(
        "\(name).pointwise", tensor, channels: channels, kernel: 1, stride: 1, padding: 0,
        bias: !isNormalized)
    case .batchNormalization:
      guard !shape.isFlat || shape.pixels == 1 else {
        throw .shape(
          layer: name, input: "\(shape)",
          reason: "batch normalization of flattened pixels; put it before 'flatten'")
      }
      return add(name, .batchNormalization, [input], shape)
    case .activation(let activation):
      return add(name, .activation(activation), [input], shape)
    case .maxPool(let size, let stride, let padding):
      return try pool(name, input, size, stride, padding) { .maxPool($0) }
    case .averagePool(let size, let stride):
      return try pool(name, input, size, stride, 0) { .averagePool($0) }
    case .globalPool: return try globalPool(name, input)
    case .globalMaxPool:
      guard !shape.isFlat else { throw flat(name, shape) }
      let pooled = Shape(channels: shape.channels, height: 1, width: 1)
      return add(name, .globalMaxPool, [input], pooled)
    case .residual(let blocks, let shortcut):
      return try residual(name, input, blocks, shortcut)
    case .dense(let blocks): return try dense(name, input, blocks)
    case .squeezeExcitation(let ratio, let activation, let gate):
      return try squeezeExcitation(name, input, ratio, activation, gate)
    case .dropout(let rate):
      return add(name, .dropout(rate), [input], shape)
    case .flatten:
      shapes[input] = Shape(
        channels: shape.channels, height: shape.height, width: shape.width, isFlat: true)
      return input
    case .linear(let units):
      guard shape.isFlat || shape.pixels == 1 else {
        throw .shape(
          layer: name, input: "\(shape)",
          reason:
            "a linear layer needs one row of features; put 'flatten' or 'global-pool' before it"
        )
      }
      let filter = Operation.Filter(
        inputs: shape.channels, outputs: units ?? classCount, kernelHeight: shape.height,
        kernelWidth: shape.width, stride: 1, padding: 0, hasBias: !isNormalized, isLinear: true)
      let output = Shape(channels: filter.outputs, height: 1, width: 1, isFlat: true)
      return add(name, .convolution(filter), [input], output)
    }
  }

  private func uselessBias(_ name: String, _ shape: Shape) -> NetworkError {
    .shape(
      layer: name, input: "\(shape)",
      reason: "a bias before batch normalization has no effect; remove 'bias: true'")
  }

  func flat(_ name: String, _ shape: Shape) -> NetworkError {
    .shape(
      layer: name, input: "\(shape)", reason: "it needs rows and columns; put it before 'flatten'")
  }

  mutating func convolution(
    _ name: String, _ input: Int, channels: Int, kernel: Int, stride: Int, padding: Int, bias: Bool
  ) throws(NetworkError) -> Int {
    let shape = shapes[input]
    guard !shape.isFlat else { throw flat(name, shape) }
    guard shape.height + 2 * padding >= kernel, shape.width + 2 * padding >= kernel else {
      throw .shape(
        layer: name, input: "\(shape)",
        reason: "its kernel of \(kernel)×\(kernel) is larger than that with a padding of \(padding)"
      )
    }
    let filter = Operation.Filter(
      inputs: shape.channels, outputs: channels, kernelHeight: kernel, kernelWidth: kernel,
      stride: stride, padding: padding, hasBias: bias, isLinear: false)
    let output = Shape(
      channels: channels, height: (shape.height + 2 * padding - kernel) / stride + 1,
      width: (shape.width + 2 * padding - kernel) / stride + 1)
    return add(name, .convolution(filter), [input], output)
  }
}
