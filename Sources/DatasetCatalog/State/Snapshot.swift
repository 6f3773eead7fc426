public import Core

/// A state that was given a name.
public struct Snapshot: Hashable, Sendable {
  /// Its name, unique in the workspace.
  public let name: String
  /// The digest of the state.
  public let digest: Digest
  /// The journal's last batch when it was taken; nil for one from elsewhere.
  public let batch: Int64?
  /// The number of samples in force.
  public let samples: Int
}

/// What a restoration did.
public struct RestoreSummary: Hashable, Sendable {
  /// Rows of the journal that were taken out of force.
  public var undone = 0
  /// Decisions that were appended.
  public var decided = 0
  /// Whether the split was put back.
  public var isSplitRestored = false

  /// Nothing was done.
  public init() {}
}
