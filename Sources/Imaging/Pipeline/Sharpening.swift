/// An unsharp mask, always or by rule.
public struct Sharpening: Hashable, Sendable {
  /// How much of the difference to the Gaussian mean is added.
  public let amount: Double
  /// Of the Gaussian, in pixels.
  public let sigma: Double
  /// The sharpness (variance of the Laplacian, squared gray levels) below which it sharpens; nil: always.
  public let below: Double?

  /// A mask for every image, or for those below a sharpness.
  public init(amount: Double = 1, sigma: Double = 1, below: Double? = nil) {
    (self.amount, self.sigma, self.below) = (amount, sigma, below)
  }
}

/// The mean and the deviation that every canonical image gets, in gray levels.
public struct Standardization: Hashable, Sendable {
  /// 0…255.
  public let mean: Int
  /// 1…127.
  public let deviation: Int

  /// Mid-gray, and half of what there is on either side, unless stated.
  public init(mean: Int = 128, deviation: Int = 64) {
    (self.mean, self.deviation) = (mean, deviation)
  }
}

/// How an image of another shape becomes one of the canonical shape.
public enum ResizeFit: Hashable, Sendable {
  /// Each side on its own: the picture is distorted.
  case stretch
  /// The whole picture, and bars beside it.
  case letterbox(LetterboxFill)
  /// The middle of the picture, and nothing beside it.
  case crop

  /// The word for it in a settings file.
  public var name: String {
    switch self {
    case .stretch: "stretch"
    case .letterbox: "letterbox"
    case .crop: "crop"
    }
  }
}
