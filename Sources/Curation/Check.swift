/// What an audit looks for.
///
/// The raw value is its name on the command line and in reports.
public enum Check: String, CaseIterable, Hashable, Sendable {
  /// The same upright pixels more than once, also across formats and containers.
  case exactDuplicate = "exact-duplicate"
  /// The same picture shifted, re-encoded, re-lit or mirrored.
  case nearDuplicate = "near-duplicate"
  /// The same pixels under two labels.
  case labelConflict = "label-conflict"
  /// A picture, or a subject, on two sides of a split.
  case leak
  /// Hardly any bright pixel.
  case dark
  /// Hardly any dark pixel.
  case light
  /// The gray levels lie close together.
  case lowContrast = "low-contrast"
  /// Few bits of entropy.
  case lowInformation = "low-information"
  /// Few fine details.
  case blurred
  /// Much noise.
  case noisy
  /// Far from square.
  case oddAspect = "odd-aspect"
  /// Much smaller or larger than the others.
  case oddSize = "odd-size"
  /// One gray level, or nearly so.
  case blank
  /// A caption or a placeholder instead of a face.
  case placeholder
  /// A detector looked and found no face.
  case noFace = "no-face"
  /// Out-of-fold predictions confidently disagree with the label.
  case wrongLabel = "wrong-label"
  /// Out-of-fold predictions cannot tell two or more classes apart.
  case ambiguousLabel = "ambiguous-label"
  /// A source or a split calls its classes by each other's names.
  case dialect
}

extension Check {
  /// Whether it rests on predictions, which `audit --labels` makes.
  public var needsPredictions: Bool {
    self == .wrongLabel || self == .ambiguousLabel || self == .dialect
  }

  /// Whether a finding is about samples beside each other, of which one may be spared; else each of its samples
  /// fails on its own, and several are pictures of equal pixels.
  public var isAboutSets: Bool {
    switch self {
    case .exactDuplicate, .nearDuplicate, .labelConflict, .leak: true
    case .dark, .light, .lowContrast, .lowInformation, .blurred, .noisy, .oddAspect, .oddSize,
      .blank, .placeholder, .noFace, .wrongLabel, .ambiguousLabel,
      .dialect:
      false
    }
  }
}
