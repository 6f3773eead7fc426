public import Core
internal import DatasetCatalog

/// Makes the dataset what it was when a snapshot was taken, by appending to the journal.
public struct RestoreSnapshot: Sendable {
  private let name: String
  private let author: String
  private let recordedAt: String?

  /// A restoration.
  public init(name: String, author: String, recordedAt: String?) {
    (self.name, self.author, self.recordedAt) = (name, author, recordedAt)
  }

  /// Opens the workspace and restores.
  public func run(workspace: String?, session: Session) throws(WorkbenchError) -> RestorationSummary
  {
    let catalog = try WorkspaceOpening.writing(workspace)
    let summary = try lifting { () throws(CatalogError) in
      try catalog.restore(snapshotNamed: name, author: author, recordedAt: recordedAt)
    }
    let digest = try lifting { () throws(CatalogError) in
      try catalog.snapshot(named: name).snapshot.digest
    }
    return RestorationSummary(
      name: name, digest: digest, undone: summary.undone, decided: summary.decided,
      isSplitRestored: summary.isSplitRestored)
  }
}

/// What a restoration did.
public struct RestorationSummary: Sendable {
  /// The snapshot.
  public let name: String
  /// The digest of the state that the dataset is in now.
  public let digest: Digest
  /// Decisions that were undone.
  public let undone: Int
  /// Decisions that were made.
  public let decided: Int
  /// Whether the split was put back.
  public let isSplitRestored: Bool

  /// For programs.
  public var json: JSON {
    [
      "decided": .integer(decided), "digest": .string(digest.hex), "snapshot": .string(name),
      "split_restored": .bool(isSplitRestored), "undone": .integer(undone),
    ]
  }
}
