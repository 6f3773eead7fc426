internal import Core

/// A model as the recipe describes it: a built-in architecture, or a list of blocks.
public struct Model: Hashable, Sendable {
  /// The architectures that can be named instead of listing blocks.
  public enum Architecture: String, CaseIterable, Hashable, Sendable {
    /// Four stages of convolution, batch normalization, activation and 2x2 max pooling, the width doubling
    /// (1, 2, 4 and 8 times), one more convolution and the mean of each channel; images from 16×16.
    case vggSmall = "vgg-small"
    /// A stem with pooling, three residual blocks (1, 2 and 4 times the width) and the mean of each channel.
    case resnetSmall = "resnet-small"
    /// Softmax regression on the pixels.
    case linear
    /// One hidden layer of 4 times the width.
    case mlp
  }

  /// The blocks from the image to one output a class.
  public let blocks: [Block]

  /// A model of these blocks.
  public init(blocks: [Block]) { self.blocks = blocks }

  /// A built-in architecture; `width` is the number of channels of its first stage.
  public init(_ architecture: Architecture, width: Int, activation: Activation, dropout: Double) {
    switch architecture {
    case .vggSmall: blocks = Self.vgg(width, activation, dropout)
    case .resnetSmall: blocks = Self.resnet(width, activation, dropout)
    case .linear: blocks = [.flatten, .linear(units: nil)]
    case .mlp:
      blocks =
        [.flatten, .linear(units: 4 * width), .activation(activation)]
        + Self.dropout(dropout) + [.linear(units: nil)]
    }
  }

  private static func dropout(_ rate: Double) -> [Block] {
    rate > 0 ? [.dropout(rate: rate)] : []
  }

  private static func unit(_ channels: Int, stride: Int = 1, _ activation: Activation) -> [Block] {
    [
      .convolution(channels: channels, kernel: 3, stride: stride, padding: 1, bias: nil),
      .batchNormalization, .activation(activation),
    ]
  }

  private static func vgg(_ width: Int, _ activation: Activation, _ rate: Double) -> [Block] {
    let pool = Block.maxPool(size: 2, stride: 2)
    return unit(width, activation) + [pool]
      + unit(2 * width, activation) + [pool]
      + unit(4 * width, activation) + [pool]
      + unit(8 * width, activation) + [pool]
      + unit(8 * width, activation)
      + [.globalPool] + dropout(rate) + [.linear(units: nil)]
  }

  private static func resnet(_ width: Int, _ activation: Activation, _ rate: Double) -> [Block] {
    func residual(_ channels: Int, stride: Int) -> [Block] {
      let body =
        unit(channels, stride: stride, activation)
        + [
          .convolution(channels: channels, kernel: 3, stride: 1, padding: 1, bias: nil),
          .batchNormalization,
        ]
      return [.residual(blocks: body, shortcut: .automatic), .activation(activation)]
    }
    return unit(width, activation) + [.maxPool(size: 2, stride: 2)]
      + residual(width, stride: 1) + residual(2 * width, stride: 2) + residual(4 * width, stride: 2)
      + [.globalPool] + dropout(rate) + [.linear(units: nil)]
  }
}

extension Model {
  /// Reads `{blocks: […]}` or `{architecture: NAME, width: 32, activation: relu, dropout: 0}`.
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
        width: try widthNode?.int(in: 1...512) ?? 32,
        activation: try activationNode?.choice(Activation.self) ?? .relu,
        dropout: try dropoutNode?.double(in: 0...0.95) ?? 0)
    }
  }
}
