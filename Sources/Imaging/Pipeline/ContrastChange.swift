/// What spreads the gray levels of an image, with its parameters.
public enum ContrastChange: Hashable, Sendable {
  /// Histogram equalization.
  case equalize
  /// Contrast limited adaptive equalization; the clip in multiples of an even histogram.
  case clahe(clip: Double, tiles: Int)
  /// Two percentiles of the gray levels become black and white.
  case percentile(low: Int, high: Int)
  /// A power of the levels; below 1 brightens.
  case gamma(Double)

  /// The word for it in a settings file.
  public var name: String {
    switch self {
    case .equalize: "equalize"
    case .clahe: "clahe"
    case .percentile: "percentile"
    case .gamma: "gamma"
    }
  }

  /// Its name and parameters in a few characters, such as "clahe 2 8".
  public var caption: String {
    switch self {
    case .equalize: "equalize"
    case .clahe(let clip, let tiles): "clahe \(ShortNumber.text(clip)) \(tiles)"
    case .percentile(let low, let high): "percentile \(low) \(high)"
    case .gamma(let gamma): "gamma \(ShortNumber.text(gamma))"
    }
  }

  /// The changed image.
  ///
  /// - Throws: ``ImageError`` for parameters out of range.
  public func callAsFunction(_ image: Image) throws(ImageError) -> Image {
    switch self {
    case .equalize: image.histogramEqualized()
    case .clahe(let clip, let tiles): try image.adaptivelyEqualized(clip: clip, tiles: tiles)
    case .percentile(let low, let high): try image.stretched(low: low, high: high)
    case .gamma(let gamma): try image.gammaCorrected(gamma)
    }
  }
}
