public import Core

/// What became of all members of a source or of the workspace; the sums balance.
public struct Ledger: Hashable, Sendable {
  /// Members that became samples.
  public let acceptedCount: Int
  /// Samples, of which a member may have several.
  public let sampleCount: Int
  /// Reasons of members that should have become samples, most frequent first.
  public let rejected: [ReasonCount]
  /// Reasons of members that were never meant to be samples, most frequent first.
  public let ignored: [ReasonCount]
  /// Samples of each class, in class order, as imported.
  public let classCounts: [Int]
  /// Samples of each class in each official split, in class order.
  public let officialCounts: [Split: [Int]]
  /// Samples of each class without an official split, in class order.
  public let unassignedCounts: [Int]

  /// Members that should have become samples.
  public var rejectedCount: Int { rejected.reduce(0) { $0 + $1.count } }
  /// Members that were never meant to be samples.
  public var ignoredCount: Int { ignored.reduce(0) { $0 + $1.count } }
  /// All members.
  public var memberCount: Int { acceptedCount + rejectedCount + ignoredCount }
}
