public import Core

/// All samples with what the decisions make of them.
public struct DecidedSamples: Sendable {
  /// The samples in the order of `sampleSummaries`.
  public let samples: [SampleSummary]
  /// The names of the groups by the numbers in `SampleSummary.decidedGroup`.
  public let groupNames: [String]
  /// The pairs that are no duplicates.
  public let notDuplicates: Set<SamplePair>

  /// The name of a sample's decided group.
  public func groupName(of sample: SampleSummary) -> String? {
    sample.decidedGroup.map { groupNames[Int($0)] }
  }
}
