/// When an image fails a quality check: a measure, a threshold, and the side that is bad.
public struct QualityRule: Hashable, Sendable {
  /// Which side of the threshold is bad.
  public enum Side: String, Hashable, Sendable {
    /// Figures under the threshold.
    case below
    /// Figures over the threshold.
    case above
    /// Figures farther outside the quartiles of all images than the threshold times their distance.
    case outside
  }

  /// The check.
  public let check: Check
  /// What is compared.
  public let measure: QualityMeasure
  /// The side that is bad.
  public let side: Side
  /// What it is compared with.
  public var threshold: Double
  /// Checks that say the same better: an image that fails one of these is not told here again.
  public let unless: [Check]

  /// A rule.
  public init(
    _ check: Check, _ measure: QualityMeasure, _ side: Side, _ threshold: Double,
    unless: [Check] = []
  ) {
    (self.check, self.measure, self.side) = (check, measure, side)
    (self.threshold, self.unless) = (threshold, unless)
  }
}

/// A set of rules with a name.
public enum QualityPreset: String, CaseIterable, Hashable, Sendable {
  /// Fitted to aligned faces of 48 × 48 pixels (FER2013, CK+48) by looking at the worst of each measure.
  case faces
  /// CleanVision's defaults, version 0.3; no rule for what it does not check.
  case cleanVision = "cleanvision"

  /// The rules, in the order in which they are judged and told.
  public var rules: [QualityRule] {
    switch self {
    case .faces:
      [
        QualityRule(.blank, .contrast, .below, 0.02),
        QualityRule(.dark, .brightest, .below, 0.32, unless: [.blank]),
        QualityRule(.placeholder, .plainness, .above, 0.4, unless: [.blank, .dark]),
        QualityRule(.light, .darkest, .above, 0.65, unless: [.blank, .placeholder]),
        QualityRule(.lowContrast, .contrast, .below, 0.07, unless: [.blank, .placeholder]),
        QualityRule(.lowInformation, .entropy, .below, 4.5, unless: [.blank, .placeholder]),
        QualityRule(.blurred, .fineness, .below, 1, unless: [.blank, .placeholder]),
        QualityRule(.noisy, .noise, .above, 12),
        QualityRule(.oddAspect, .aspect, .below, 0.6),
        QualityRule(.oddSize, .side, .outside, 3),
      ]
    case .cleanVision:
      [
        QualityRule(.dark, .cleanVisionDark, .below, 0.32),
        QualityRule(.light, .cleanVisionLight, .below, 0.05),
        QualityRule(.lowInformation, .cleanVisionInformation, .below, 0.3),
        QualityRule(.blurred, .cleanVisionBlur, .below, 0.29),
        QualityRule(.oddAspect, .aspect, .below, 0.35),
        QualityRule(.oddSize, .side, .outside, 3),
      ]
    }
  }

  /// How narrow the quartiles may count, as a share of the median: with CleanVision's rule one image of
  /// 47 × 48 is odd among those of 48 × 48, with the faces' it is not.
  var narrowestSpread: Double { self == .faces ? 0.1 : 0 }

  /// Whether its rules need what only CleanVision measures.
  public var needsCleanVision: Bool { self == .cleanVision }
}
