/// What removes noise, with its parameters.
public enum Denoiser: Hashable, Sendable {
  /// The median of 3 × 3 or 5 × 5.
  case median(size: Int)
  /// A Gaussian blur; sigma in pixels.
  case gaussian(sigma: Double)
  /// The bilateral filter; the diameter and sigma-space in pixels, sigma-color in gray levels.
  case bilateral(diameter: Int, sigmaColor: Double, sigmaSpace: Double)
  /// Non-local means; the strength in gray levels, the sides of template and search window in pixels.
  case nonLocalMeans(strength: Double, template: Int, search: Int)

  /// The word for it in a settings file.
  public var name: String {
    switch self {
    case .median(let size): "median\(size)"
    case .gaussian: "gaussian"
    case .bilateral: "bilateral"
    case .nonLocalMeans: "non-local-means"
    }
  }

  /// Its name and parameters in a few characters, such as "bilateral 5 25 2".
  public var caption: String {
    switch self {
    case .median(let size): "median \(size)"
    case .gaussian(let sigma): "gaussian \(ShortNumber.text(sigma))"
    case .bilateral(let diameter, let sigmaColor, let sigmaSpace):
      "bilateral \(diameter) \(ShortNumber.text(sigmaColor)) \(ShortNumber.text(sigmaSpace))"
    case .nonLocalMeans(let strength, _, _): "nl-means \(ShortNumber.text(strength))"
    }
  }

  /// The image without its noise.
  ///
  /// - Throws: ``ImageError`` for parameters out of range.
  public func callAsFunction(_ image: Image) throws(ImageError) -> Image {
    switch self {
    case .median(let size): try image.medianDenoised(size: size)
    case .gaussian(let sigma): try image.gaussianBlurred(sigma: sigma)
    case .bilateral(let diameter, let sigmaColor, let sigmaSpace):
      try image.bilateralDenoised(
        diameter: diameter, sigmaColor: sigmaColor, sigmaSpace: sigmaSpace)
    case .nonLocalMeans(let strength, let template, let search):
      try image.nonLocalMeansDenoised(strength: strength, template: template, search: search)
    }
  }

  /// Each kind once, as its word alone has it: for showing them beside each other.
  public static let all: [Denoiser] = [
    .median(size: 3), .median(size: 5), .gaussian(sigma: 0.8),
    .bilateral(diameter: 5, sigmaColor: 25, sigmaSpace: 2),
    .nonLocalMeans(strength: 6, template: 7, search: 21),
  ]
}

/// The second step of a pipeline: a denoiser, always or by rule.
public struct Denoising: Hashable, Sendable {
  /// What removes the noise.
  public let denoiser: Denoiser
  /// The noise (``NoiseEstimate``, gray levels) above which it does; nil: always.
  public let above: Double?

  /// The noise above which `denoise: auto` denoises, in gray levels.
  ///
  /// Sharp noiseless 48 × 48 faces measure up to about this much; see docs/pipeline.md.
  public static let automaticThreshold = 8.0

  /// A denoiser for every image, or for those above a noise level.
  public init(_ denoiser: Denoiser, above: Double? = nil) {
    (self.denoiser, self.above) = (denoiser, above)
  }

  /// What `denoise: auto` means.
  public static let automatic = Denoising(
    .nonLocalMeans(strength: 6, template: 7, search: 21), above: automaticThreshold)
}
