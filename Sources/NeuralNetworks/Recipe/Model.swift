internal import Core

/// A model as the recipe describes it: a built-in architecture, or a list of blocks.
public struct Model: Hashable, Sendable {
  /// The blocks from the image to one output a class.
  public let blocks: [Block]

  /// A model of these blocks.
  public init(blocks: [Block]) { self.blocks = blocks }

  /// A built-in architecture.
  ///
  /// - Parameters:
  ///   - width: the channels of its first stage; nil for the architecture's own.
  ///   - dropout: the rate of dropout before the last layer; nil for the architecture's own.
  public init(
    _ architecture: Architecture, width: Int? = nil, activation: Activation = .relu,
    dropout: Double? = nil
  ) {
    blocks = architecture.blocks(
      width: width ?? architecture.defaultWidth, activation: activation,
      dropout: dropout ?? architecture.defaultDropout)
  }
}

extension Model {
  /// Reads `{blocks: […]}` or `{architecture: NAME, width: 32, activation: relu, dropout: 0}`; width and
  /// dropout default to the architecture's own.
  init(settings: SettingsNode) throws(SettingsError) {
    var reader = try settings.mapping()
    let blocksNode = reader.optional("blocks")
    let architectureNode = reader.optional("architecture")
    let widthNode = reader.optional("width")
    let activationNode = reader.optional("activation")
    let dropoutNode = reader.optional("dropout")
    try reader.finish()
    if let blocksNode {
      if architectureNode != nil {
        throw settings.fail("both 'blocks' and 'architecture' are given; keep one of them")
      }
      for (key, node) in [
        ("width", widthNode), ("activation", activationNode), ("dropout", dropoutNode),
      ] where node != nil {
        throw settings.fail("'\(key)' belongs to an architecture, not to 'blocks'; remove it")
      }
      self.init(blocks: try Block.list(blocksNode))
    } else {
      guard let architectureNode else {
        throw settings.fail("a model needs 'blocks' or an 'architecture'")
      }
      self.init(
        try architectureNode.choice(Architecture.self),
        width: try widthNode?.int(in: 1...512),
        activation: try activationNode?.choice(Activation.self) ?? .relu,
        dropout: try dropoutNode?.double(in: 0...0.95))
    }
  }
}
