public import Core
internal import Sampling

/// How the samples were dealt.
public struct SplitSummary: Sendable {
  /// What one pair of splits shares that it should not.
  public struct Leak: Hashable, Sendable {
    /// The earlier split.
    public let first: Split
    /// The later split.
    public let second: Split
    /// Groups on both sides.
    public let groups: Int
    /// Samples of such groups in the later split.
    public let samplesInSecond: Int
  }

  /// The classes in order.
  public let classNames: [String]
  /// Samples per split and class: `counts[split.order][label]`.
  public let counts: [[Int]]
  /// Whether the dataset's own split was kept.
  public let isOfficial: Bool
  /// The number of groups.
  public let groups: Int
  /// The samples of the largest group.
  public let largestGroup: Int
  /// Samples too many or too few per split, where shares were to be met.
  public let deviation: [Double]?
  /// What leaks across the split.
  public let leaks: [Leak]
  /// Contents that stand under two labels.
  public let conflicts: Int
  /// What was decided that the settings do not say.
  public let note: String?
  /// The certificate.
  public let certificate: JSON
  /// The folds, where they were asked for.
  public let folds: FoldDealSummary?
  /// The files that were written, certificates first.
  public internal(set) var files: [String] = []

  /// How near duplicates were looked for, and the closest pairs that are left on two sides.
  public var nearDuplicates: JSON { certificate["near_duplicates"] ?? .null }

  init(
    counts: SplitCertificate, certificate: JSON, deviation: [Double]?, conflicts: Int,
    notes: [String?], folds: FoldDealSummary?
  ) {
    let told = notes.compactMap { $0 }
    note = told.isEmpty ? nil : told.joined(separator: "; ")
    classNames = counts.classNames
    self.counts = counts.counts
    isOfficial = counts.origin == .official
    (groups, largestGroup) = (counts.groupCount, counts.largestGroup)
    leaks = counts.leaks.pairs.filter { $0.groups > 0 }.map {
      Leak(
        first: $0.first, second: $0.second, groups: $0.groups,
        samplesInSecond: $0.samplesInSecond)
    }
    (self.deviation, self.conflicts, self.folds) = (deviation, conflicts, folds)
    self.certificate = certificate
  }

  /// For programs.
  public var json: JSON {
    [
      "certificate": certificate, "conflicts": .integer(conflicts),
      "deviation": deviation.map { .array($0.map { JSON($0) }) } ?? .null,
      "files": .array(files.map(JSON.string)), "folds": folds?.certificate ?? .null,
      "note": note.map(JSON.string) ?? .null,
    ]
  }
}
