public import Core

/// The split a dataset's authors published, kept as it is, with its leaks counted.
public struct OfficialSplit: Hashable, Sendable {
  /// The published split of each candidate; `nil` for a sample that has none.
  public let assignment: [Split?]
  /// Candidates without a published split, ascending.
  public let unassigned: [Int]
  /// What leaks across it.
  public let leaks: SplitLeaks

  /// Whether every candidate has a published split.
  public var isComplete: Bool { unassigned.isEmpty }

  /// Takes the published splits of the candidates; `nil` when none has one.
  ///
  /// - Throws: `SamplingError` for a group number out of range.
  public static func assess(
    _ candidates: [SplitCandidate]
  ) throws(SamplingError) -> OfficialSplit? {
    let assignment = candidates.map(\.officialSplit)
    let unassigned = assignment.indices.filter { assignment[$0] == nil }
    guard unassigned.count < candidates.count else { return nil }
    return OfficialSplit(
      assignment: assignment, unassigned: unassigned,
      leaks: try SplitLeaks(candidates, assignment: assignment))
  }
}
