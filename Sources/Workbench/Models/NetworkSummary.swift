public import Core
internal import NeuralNetworks

/// What a network is made of.
public struct NetworkSummary: Sendable {
  /// One layer.
  public struct Layer: Hashable, Sendable {
    /// The path of its block in the recipe, such as "blocks.5.body.0".
    public let name: String
    /// What it is, such as "convolution".
    public let kind: String
    /// What it gives for one image: channels × rows × columns, or the number of features.
    public let output: String
    /// Trained numbers.
    public let parameters: Int
    /// Multiplications with additions for one image, forward.
    public let multiplyAdds: Int
    /// Floating-point operations of those, two each.
    public let operations: Int

    fileprivate let shape: [Int]
  }

  /// The recipe file or architecture, as it was named.
  public let name: String
  /// The shape of an image, channels × rows × columns.
  public let input: String
  /// Classes.
  public let classes: Int
  /// The layers in the order they run.
  public let layers: [Layer]
  /// Trained numbers of all layers.
  public let parameters: Int
  /// Multiplications with additions for one image, forward, of all layers.
  public let multiplyAdds: Int
  /// Floating-point operations of those, two each.
  public let operations: Int
  /// Bytes of the image and of every output kept for one image while training.
  public let activationBytes: Int

  private let inputShape: [Int]

  init(name: String, classes: Int, _ summary: ModelSummary) {
    (self.name, self.classes) = (name, classes)
    // An image has rows and columns, also where the first layer flattens it.
    let image = summary.input
    let shape = Shape(channels: image.channels, height: image.height, width: image.width)
    (input, inputShape) = ("\(shape)", Self.numbers(shape))
    layers = summary.layers.map {
      Layer(
        name: $0.name, kind: $0.kind, output: "\($0.output)", parameters: $0.parameters,
        multiplyAdds: $0.multiplyAdds, operations: $0.operations, shape: Self.numbers($0.output))
    }
    (parameters, multiplyAdds) = (summary.parameters, summary.multiplyAdds)
    (operations, activationBytes) = (summary.operations, summary.activationBytes)
  }

  private static func numbers(_ shape: Shape) -> [Int] {
    shape.isFlat ? [shape.count] : [shape.channels, shape.height, shape.width]
  }

  /// For programs.
  public var json: JSON {
    [
      "activation_bytes": .integer(activationBytes), "classes": .integer(classes),
      "flops": .integer(operations), "input": .array(inputShape.map { .integer($0) }),
      "layers": .array(
        layers.map { layer in
          [
            "flops": .integer(layer.operations), "kind": .string(layer.kind),
            "multiply_adds": .integer(layer.multiplyAdds), "name": .string(layer.name),
            "output": .array(layer.shape.map { .integer($0) }),
            "parameters": .integer(layer.parameters),
          ]
        }), "model": .string(name), "multiply_adds": .integer(multiplyAdds),
      "parameters": .integer(parameters),
    ]
  }
}
