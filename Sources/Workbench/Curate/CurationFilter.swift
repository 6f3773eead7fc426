public import Core
internal import Curation
internal import DatasetCatalog

/// A figure that import took of every image, and that a rule can ask for.
public enum CurationMeasure: String, CaseIterable, Hashable, Sendable {
  /// The mean gray level, 0…1.
  case brightness
  /// The standard deviation of the gray levels, 0…0.5.
  case contrast
  /// The variance of the Laplacian.
  case sharpness
  /// Shannon's entropy of the gray levels, in bits.
  case entropy
  /// The 1st percentile of the gray levels, 0…1.
  case darkest
  /// The 5th percentile of the gray levels, 0…1.
  case dark
  /// The 95th percentile of the gray levels, 0…1.
  case bright
  /// The 99th percentile of the gray levels, 0…1.
  case brightest
  /// The standard deviation of the noise, in gray levels.
  case noise
  /// The width of the upright image in pixels.
  case width
  /// The height of the upright image in pixels.
  case height

  /// The figure of one image; nil where it was never taken.
  func value(_ content: AuditContent) -> Double? {
    switch self {
    case .brightness: content.measures.brightness
    case .contrast: content.measures.contrast
    case .sharpness: content.measures.sharpness
    case .entropy: content.measures.entropy
    case .darkest: content.measures.darkest
    case .dark: content.measures.dark
    case .bright: content.measures.bright
    case .brightest: content.measures.brightest
    case .noise: content.measures.texture?.noise
    case .width: Double(content.width)
    case .height: Double(content.height)
    }
  }
}

/// A range of one measure.
public struct MeasureRange: Hashable, Sendable {
  /// The measure.
  public var measure: CurationMeasure
  /// The least figure that is in the range.
  public var atLeast: Double?
  /// The figure below which the range lies.
  public var below: Double?

  /// A range from "sharpness=50".
  ///
  /// - Throws: `.usage`.
  public init(flag: String, _ text: String, isLowerBound: Bool) throws(WorkbenchError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let value = Double(parts[1]), value.isFinite else {
      throw .usage("\(flag) is a measure and a number, such as \(flag) sharpness=50, not \(text)")
    }
    measure = try choice(String(parts[0]), flag)
    (atLeast, below) = isLowerBound ? (value, nil) : (nil, value)
  }

  init(_ measure: CurationMeasure, atLeast: Double?, below: Double?) {
    (self.measure, self.atLeast, self.below) = (measure, atLeast, below)
  }

  /// Whether a figure lies in the range; one that was never taken does not.
  func contains(_ value: Double?) -> Bool {
    guard let value else { return false }
    return (atLeast.map { value >= $0 } ?? true) && (below.map { value < $0 } ?? true)
  }
}

/// Which samples a rule is about, besides those it names: all conditions hold at once.
public struct CurationFilter: Hashable, Sendable {
  /// Samples of one of these classes; all classes where there is none.
  public var classes: [String] = []
  /// Samples of one of these sources; all sources where there is none.
  public var sources: [String] = []
  /// Samples of one of these splits, the present one or else the official one.
  public var splits: [Split] = []
  /// Samples whose figures lie in all of these ranges.
  public var ranges: [MeasureRange] = []

  /// No condition.
  public init() {}

  /// Whether there is no condition.
  public var isEmpty: Bool {
    classes.isEmpty && sources.isEmpty && splits.isEmpty && ranges.isEmpty
  }
}

/// Which of the samples of a finding are spared when the others are left out.
public enum KeepChoice: String, CaseIterable, Hashable, Sendable {
  /// The one with the most pixels, then the sharpest, then the least compressed (most bytes of the file for a
  /// pixel), then the one of most votes, then the smallest key.
  case best
  /// The first by source, member and occurrence.
  case first
  /// None.
  case none

  /// A choice from a flag.
  ///
  /// - Throws: `.usage` for a word that is none.
  public init(word: String) throws(WorkbenchError) { self = try choice(word, "--keep") }
}

/// What is to be decided about which samples.
public struct CurationRule: Hashable, Sendable {
  /// What is to be done.
  public var action: CurationAction
  /// The samples by name: the beginning of a key or content id, or `source:member`; all where there is none.
  public var names: [String] = []
  /// Samples that the latest audit found by this check.
  public var check: String?
  /// Which sample of a finding is spared.
  public var keep: KeepChoice?
  /// Further conditions.
  public var filter = CurationFilter()
  /// Why; nil for the check's or the rule's own words.
  public var reason: String?
  /// Where the rule stands in a file, for errors.
  public var place: String?

  /// A rule about no sample yet.
  public init(_ action: CurationAction) { self.action = action }
}
