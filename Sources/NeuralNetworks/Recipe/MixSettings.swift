internal import Core

/// How often and how much images of a batch are mixed with one another: by mixup or by cutmix.
public struct MixSettings: Hashable, Sendable {
  /// The ways.
  enum Way {
    /// Zhang et al., 2018: a weighted mean of two images.
    case mixup
    /// Yun et al., 2019: a box of one image in another.
    case cutmix
  }

  /// Both parameters of the beta distribution that an image's share is drawn from.
  public let alpha: Double
  /// How likely an image is mixed.
  public let probability: Double

  /// Reads `{alpha: …, probability: …}`.
  ///
  /// Defaults: mixup 0.2 and 1, as for ImageNet in the paper; cutmix 1 and 0.5, as for CIFAR in the paper.
  init(settings: SettingsNode, of way: Way) throws(SettingsError) {
    var reader = try settings.mapping()
    let isMixup = way == .mixup
    alpha = try reader.optional("alpha")?.double(in: 0.001...1000) ?? (isMixup ? 0.2 : 1)
    probability = try reader.optional("probability")?.double(in: 0...1) ?? (isMixup ? 1 : 0.5)
    try reader.finish()
  }

  var json: JSON { ["alpha": .number(alpha), "probability": .number(probability)] }
}
