public import Core

/// The latest split of a workspace.
public struct StoredSplit: Hashable, Sendable {
  /// The split run's number.
  public let id: Int64
  /// Its parameters and what it certifies.
  public let certificate: JSON
  /// Each sample's split, by sample number.
  public let assignments: [SplitAssignment]
}
