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

  /// Reads the recipe and works out every shape; where the recipe crops, those of the crop.
  public func run() throws(WorkbenchError) -> NetworkSummary {
    let (network, recipe) = try network()
    let image: Shape
    let classes: Int
    switch input {
    case .images(let channels, let height, let width, let count):
      (image, classes) = (Shape(channels: channels, height: height, width: width), count)
    case .shards(let folder):
      let set = try lifting { () throws(TensorError) in
        try ShardSet(folder: folder, split: .train)
      }
      image = Shape(channels: set.channels, height: set.height, width: set.width)
      classes = set.classCount
    }
    let summary = try lifting { () throws(NetworkError) in
      let seen = try recipe?.networkInput(image) ?? image
      return try ModelSummary(
        model: network, classCount: classes, channels: seen.channels, height: seen.height,
        width: seen.width)
    }
    return NetworkSummary(name: model, classes: classes, summary)
  }

  private func network() throws(WorkbenchError) -> (Model, Recipe?) {
    if let architecture = Architecture(rawValue: model) { return (Model(architecture), nil) }
    guard Files.exists(model) else {
      let known = Architecture.allCases.map(\.rawValue).joined(separator: ", ")
      throw .usage(
        "\(model) is neither a recipe file nor an architecture; the architectures are \(known)")
    }
    let recipe = try TrainNetwork.recipe(file: model)
    return (recipe.model, recipe)
  }
}
