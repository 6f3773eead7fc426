public import Core

/// Where a workspace stands.
public struct CatalogStatus: Hashable, Sendable {
  /// The sources in the order of their first import.
  public let sources: [SourceSummary]
  /// What became of all members.
  public let ledger: Ledger
  /// The number of samples, excluded ones included.
  public let sampleCount: Int
  /// The number of different contents.
  public let contentCount: Int
  /// The number of subjects.
  public let subjectCount: Int
  /// The bytes of all packs.
  public let packBytes: Int64
  /// Rejected members whose bytes are kept, to be tried again.
  public let quarantinedCount: Int
  /// The bytes that are kept for rejected members alone.
  public let quarantinedBytes: Int64
  /// The number of decisions in force.
  public let activeDecisions: Int
  /// The number of decisions in force, by the word of their action.
  public let decisionCounts: [String: Int]
  /// The latest split's certificate.
  public let certificate: JSON?
  /// Samples of the latest split, by split.
  public let splitCounts: [Split: Int]
  /// The number of runs of each kind.
  public let runCounts: [String: Int]
}
