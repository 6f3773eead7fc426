/// What a model is made of: each layer's output, parameters and work.
public struct ModelSummary: Hashable, Sendable {
  /// One layer.
  public struct Layer: Hashable, Sendable {
    /// The path of its block, such as "blocks.5.body.0".
    public let name: String
    /// What it is, such as "convolution".
    public let kind: String
    /// What it gives for one image.
    public let output: Shape
    /// Trained numbers.
    public let parameters: Int
    /// Multiplications with additions for one image, forward.
    public let multiplyAdds: Int
    /// Floating-point operations for one image, forward: two for each multiplication with addition.
    ///
    /// Activations, normalization and pooling are not counted, as is usual.
    public var operations: Int { 2 * multiplyAdds }
    /// Whether its output is kept in memory, and not only passed on inside a fused layer.
    public let isStored: Bool
  }

  /// The shape of an image.
  public let input: Shape

  /// The layers in the order they run.
  public let layers: [Layer]
  /// Trained numbers of all layers.
  public var parameters: Int { layers.reduce(0) { $0 + $1.parameters } }
  /// Multiplications with additions for one image, forward, of all layers.
  public var multiplyAdds: Int { layers.reduce(0) { $0 + $1.multiplyAdds } }

  /// Floating-point operations for one image, forward, of all layers.
  public var operations: Int { 2 * multiplyAdds }
  /// Bytes that the image and the layers' outputs take for one image while training.
  ///
  /// Channels are kept in blocks of eight; what is only passed on inside a fused layer takes none. Gradients
  /// come on top.
  public let activationBytes: Int

  /// The summary of a recipe's model for images of this shape.
  ///
  /// - Throws: `NetworkError` when the layers do not fit.
  public init(
    recipe: Recipe, classCount: Int, channels: Int, height: Int, width: Int
  ) throws(NetworkError) {
    try self.init(
      model: recipe.model, classCount: classCount, channels: channels, height: height,
      width: width)
  }

  /// The summary of a model for images of this shape.
  ///
  /// - Throws: `NetworkError` when the layers do not fit.
  public init(
    model: Model, classCount: Int, channels: Int, height: Int, width: Int
  ) throws(NetworkError) {
    self.init(
      try Graph(
        model: model, input: Shape(channels: channels, height: height, width: width),
        classCount: classCount))
  }

  package init(_ graph: Graph) {
    input = graph.shapes[0]
    let hidden = Fusion(graph).hidden
    let image =
      ParameterLayout(graph).isPlanarInput ? input.count : input.count + input.blockedCount
    var floats = image
    for (tensor, shape) in graph.shapes.enumerated().dropFirst() where !hidden.contains(tensor) {
      floats += shape.blockedCount
    }
    activationBytes = floats * 4
    layers = graph.nodes.map { node in
      let output = graph.shapes[node.output]
      var parameters = 0
      var work = 0
      switch node.operation {
      case .convolution(let filter):
        parameters = filter.outputs * (filter.fanIn + (filter.hasBias ? 1 : 0))
        work = output.count * filter.fanIn
      case .depthwise(let filter):
        parameters = filter.channels * (filter.fanIn + (filter.hasBias ? 1 : 0))
        work = output.count * filter.fanIn
      case .batchNormalization: parameters = 2 * output.channels
      default: break
      }
      return Layer(
        name: node.name, kind: node.operation.name, output: output, parameters: parameters,
        multiplyAdds: work, isStored: !hidden.contains(node.output))
    }
  }
}
