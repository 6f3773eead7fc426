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
  }

  /// The layers in the order they run.
  public let layers: [Layer]
  /// Trained numbers of all layers.
  public var parameters: Int { layers.reduce(0) { $0 + $1.parameters } }
  /// Multiplications with additions for one image, forward, of all layers.
  public var multiplyAdds: Int { layers.reduce(0) { $0 + $1.multiplyAdds } }

  /// The summary of a recipe's model for images of this shape.
  ///
  /// - Throws: `NetworkError` when the layers do not fit.
  public init(
    recipe: Recipe, classCount: Int, channels: Int, height: Int, width: Int
  ) throws(NetworkError) {
    self.init(
      try Graph(
        model: recipe.model, input: Shape(channels: channels, height: height, width: width),
        classCount: classCount))
  }

  package init(_ graph: Graph) {
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
        multiplyAdds: work)
    }
  }
}
