internal import Imaging

/// One figure of an image that a threshold can be set on.
///
/// The raw value is its name in reports.
public enum QualityMeasure: String, CaseIterable, Hashable, Sendable {
  /// The mean level.
  case brightness
  /// The 99th percentile of the levels.
  case brightest
  /// The 5th percentile of the levels.
  case darkest = "dark-percentile"
  /// The standard deviation of the levels.
  case contrast
  /// The entropy of the levels.
  case entropy
  /// The variance of the Laplacian.
  case sharpness
  /// The share of the finest details in all details.
  case fineness
  /// The standard deviation of the noise.
  case noise
  /// The shorter side by the longer.
  case aspect
  /// The square root of the area.
  case side
  /// The share of flat neighbourhoods times the share of the two commonest levels.
  case plainness
  /// The bytes of the file for each pixel.
  case bytesPerPixel = "bytes-per-pixel"
  /// CleanVision's 99th percentile of brightness.
  case cleanVisionDark = "cleanvision-dark"
  /// One less CleanVision's 5th percentile of brightness.
  case cleanVisionLight = "cleanvision-light"
  /// A tenth of CleanVision's entropy, at most 1.
  case cleanVisionInformation = "cleanvision-information"
  /// CleanVision's blur score.
  case cleanVisionBlur = "cleanvision-blur"

  /// The least distance of the 1st and the 99th percentile of a caption or an icon.
  static let leastRange = 0.25

  /// The figure of an image; nil where it was not measured.
  public func value(of figures: QualityFigures) -> Double? {
    switch self {
    case .brightness: figures.brightness
    case .brightest: figures.brightest
    case .darkest: figures.dark
    case .contrast: figures.contrast
    case .entropy: figures.entropy
    case .sharpness: figures.sharpness
    case .fineness: figures.texture.fineness
    case .noise: figures.texture.noise
    case .aspect:
      Double(min(figures.width, figures.height)) / Double(max(figures.width, figures.height))
    case .side: (Double(figures.width) * Double(figures.height)).squareRoot()
    case .plainness:
      // Whatever has hardly any range is flat and in two tones.
      figures.brightest - figures.darkest < Self.leastRange
        ? 0 : figures.texture.flatness * figures.texture.twoTone
    case .bytesPerPixel: Double(figures.bytes) / (Double(figures.width) * Double(figures.height))
    case .cleanVisionDark: figures.cleanVision?.brightest
    case .cleanVisionLight: figures.cleanVision.map { 1 - $0.darkest }
    case .cleanVisionInformation: figures.cleanVision.map { min(1, 0.1 * $0.entropy) }
    case .cleanVisionBlur: figures.cleanVision?.blurScore
    }
  }

  /// What it is, as a clause can say it.
  public var name: String {
    switch self {
    case .brightness: "mean brightness"
    case .brightest: "99th percentile of brightness"
    case .darkest: "5th percentile of brightness"
    case .contrast: "standard deviation of brightness"
    case .entropy: "entropy"
    case .sharpness: "variance of the Laplacian"
    case .fineness: "share of the finest details"
    case .noise: "noise"
    case .aspect: "shorter side by the longer"
    case .side: "square root of the area"
    case .plainness: "share that is flat, times the share in two tones"
    case .bytesPerPixel: "bytes per pixel"
    case .cleanVisionDark: "99th percentile of CleanVision's brightness"
    case .cleanVisionLight: "1 − 5th percentile of CleanVision's brightness"
    case .cleanVisionInformation: "CleanVision's information score"
    case .cleanVisionBlur: "CleanVision's blur score"
    }
  }

  /// What a figure is counted in; empty for a share or a ratio.
  public var unit: String {
    switch self {
    case .entropy: "bits"
    case .noise: "levels"
    case .side: "pixels"
    case .sharpness: "squared levels"
    case .bytesPerPixel: "bytes"
    default: ""
    }
  }

  /// Decimals that tell figures apart.
  public var decimals: Int {
    switch self {
    case .sharpness, .side: 0
    case .noise: 1
    case .entropy, .fineness: 2
    default: 3
    }
  }
}
