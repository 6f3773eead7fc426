internal import DatasetCatalog

/// What samples can be sorted by, the worst first: figures that import took of the decoded pixels.
public enum WorstMeasure: String, CaseIterable, Hashable, Sendable {
  /// The lowest 99th percentile of the gray levels: nothing in the picture is bright.
  case dark
  /// The highest 5th percentile of the gray levels: nothing in the picture is dark.
  case bright
  /// The lowest standard deviation of the gray levels.
  case lowContrast = "low-contrast"
  /// The lowest variance of the Laplacian.
  case blurred
  /// The lowest entropy of the gray levels.
  case lowInformation = "low-information"

  /// A measure from a flag.
  ///
  /// - Throws: `.usage` for a word that is none.
  public init(word: String) throws(WorkbenchError) { self = try choice(word, "--worst") }

  /// How bad a sample is; the lowest is the worst.
  ///
  /// The mean brightness breaks ties of percentiles.
  func badness(_ measures: ContentMeasures) -> (first: Double, second: Double) {
    switch self {
    case .dark: (measures.brightest, measures.brightness)
    case .bright: (-measures.dark, -measures.brightness)
    case .lowContrast: (measures.contrast, 0)
    case .blurred: (measures.sharpness, 0)
    case .lowInformation: (measures.entropy, 0)
    }
  }

  /// The figure as it stands beside a sample.
  func note(_ measures: ContentMeasures) -> String {
    switch self {
    case .dark: "99 % below \(Figures.decimal(measures.brightest, places: 2))"
    case .bright: "95 % above \(Figures.decimal(measures.dark, places: 2))"
    case .lowContrast: "deviation \(Figures.decimal(measures.contrast, places: 3))"
    case .blurred: "Laplacian \(Figures.decimal(measures.sharpness, places: 1))"
    case .lowInformation: "entropy \(Figures.decimal(measures.entropy, places: 2))"
    }
  }

  /// The figure itself, for programs.
  func value(_ measures: ContentMeasures) -> Double {
    switch self {
    case .dark: measures.brightest
    case .bright: measures.dark
    case .lowContrast: measures.contrast
    case .blurred: measures.sharpness
    case .lowInformation: measures.entropy
    }
  }

  /// What the order is, for the legend.
  var explanation: String {
    switch self {
    case .dark: "by the 99th percentile of the gray levels (0 black, 1 white), the lowest first"
    case .bright: "by the 5th percentile of the gray levels (0 black, 1 white), the highest first"
    case .lowContrast: "by the standard deviation of the gray levels (0 to 0.5), the lowest first"
    case .blurred: "by the variance of the Laplacian, in squared gray levels, the lowest first"
    case .lowInformation: "by the entropy of the gray levels in bits, the lowest first"
    }
  }
}
