public import Core

/// What splitting needs to know of one sample: its key, class, group and official split.
public struct SplitCandidate: Hashable, Sendable {
  /// The sample's key; equal keys must lie in one group.
  public let key: SampleKey
  /// The class, counted from 0.
  public let label: Int
  /// The number of the sample's group; members of one group share a split.
  ///
  /// See `GroupBuilder`.
  public let group: Int
  /// The split the dataset's authors gave the sample, where they gave one.
  public let officialSplit: Split?

  /// One sample to be split.
  public init(key: SampleKey, label: Int, group: Int, officialSplit: Split? = nil) {
    (self.key, self.label, self.group, self.officialSplit) = (key, label, group, officialSplit)
  }
}
