internal import Core
internal import NeuralNetworks
internal import Tensors

/// Says what a network is made of, layer by layer, before anything runs.
public struct ShowModel: Sendable {
  /// What the network is shown for.
  public enum Input: Sendable {
    /// Images of this shape.
    case images(channels: Int, height: Int, width: Int, classes: Int)
    /// The images and classes of the shards in a folder.
    case shards(folder: String)
  }

  private let model: String
  private let input: Input

  /// The network of a recipe file, or a built-in architecture.
  public init(_ model: String, input: Input) { (self.model, self.input) = (model, input) }

  /// Reads the recipe and works out every shape.
  public func run() throws(WorkbenchError) -> NetworkSummary {
    let network = try network()
    let shape: (channels: Int, height: Int, width: Int, classes: Int)
    switch input {
    case .images(let channels, let height, let width, let classes):
      shape = (channels, height, width, classes)
    case .shards(let folder):
      let set = try lifting { () throws(TensorError) in
        try ShardSet(folder: folder, split: .train)
      }
      shape = (set.channels, set.height, set.width, set.classCount)
    }
    let summary = try lifting { () throws(NetworkError) in
      try ModelSummary(
        model: network, classCount: shape.classes, channels: shape.channels,
        height: shape.height, width: shape.width)
    }
    return NetworkSummary(name: model, classes: shape.classes, summary)
  }

  private func network() throws(WorkbenchError) -> Model {
    if let architecture = Architecture(rawValue: model) { return Model(architecture) }
    guard Files.exists(model) else {
      let known = Architecture.allCases.map(\.rawValue).joined(separator: ", ")
      throw .usage(
        "\(model) is neither a recipe file nor an architecture; the architectures are \(known)")
    }
    return try TrainNetwork.recipe(file: model).model
  }
}
