public import Core

/// The split of one sample.
public struct SplitAssignment: Hashable, Sendable {
  /// The sample's row number.
  public let sampleID: Int64
  /// The split it is in.
  public let split: Split
  /// The group it is in; a group's samples share a split.
  public let group: Int64

  /// The split of one sample.
  public init(sampleID: Int64, split: Split, group: Int64) {
    self.sampleID = sampleID
    self.split = split
    self.group = group
  }
}
