public import Core
internal import DatasetCatalog

/// Takes, lists, restores, removes and exchanges snapshots of the dataset's state.
public struct ManageSnapshots: Sendable {
  /// What is done.
  public enum Task: Hashable, Sendable {
    /// Name the present state.
    case create(String)
    /// Tell what there is.
    case list
    /// Forget one.
    case remove(String)
    /// Write one into a file.
    case export(String, path: String)
    /// Take one from a file, under its own name or another.
    case load(path: String, name: String?)
  }

  private let task: Task

  /// A use of snapshots.
  public init(_ task: Task) { self.task = task }

  /// Opens the workspace and does it.
  public func run(workspace: String?, session: Session) throws(WorkbenchError) -> SnapshotList {
    switch task {
    case .create(let name):
      try check(name)
      let catalog = try WorkspaceOpening.writing(workspace)
      let taken = try lifting { () throws(CatalogError) in try catalog.takeSnapshot(named: name) }
      return SnapshotList(action: "taken", [taken], current: taken.digest)
    case .list:
      let catalog = try WorkspaceOpening.reading(workspace)
      return try lifting { () throws(CatalogError) in
        SnapshotList(
          action: nil, try catalog.snapshots(), current: try catalog.state().digest)
      }
    case .remove(let name):
      let catalog = try WorkspaceOpening.writing(workspace)
      return try lifting { () throws(CatalogError) in
        let snapshot = try catalog.snapshot(named: name).snapshot
        try catalog.removeSnapshot(named: name)
        return SnapshotList(action: "removed", [snapshot], current: nil)
      }
    case .export(let name, let path):
      let catalog = try WorkspaceOpening.reading(workspace)
      let (snapshot, state, record) = try lifting { () throws(CatalogError) in
        try catalog.snapshot(named: name)
      }
      try SnapshotFile.write(snapshot, state, record, to: path)
      return SnapshotList(action: "written to \(path)", [snapshot], current: nil)
    case .load(let path, let given):
      let file = try SnapshotFile(path: path)
      let name = given ?? file.name
      try check(name)
      let catalog = try WorkspaceOpening.writing(workspace)
      let stored = try lifting { () throws(CatalogError) in
        try catalog.storeSnapshot(file.state, named: name, record: file.record)
      }
      return SnapshotList(action: "read from \(path)", [stored], current: nil)
    }
  }

  private func check(_ name: String) throws(WorkbenchError) {
    if let fault = StateReference.fault(inName: name) { throw .usage(fault) }
  }
}

/// Snapshots, and what was done with them.
public struct SnapshotList: Sendable {
  /// One snapshot.
  public struct Entry: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// The SHA-256 of the state.
    public let digest: Digest
    /// The number of samples in force.
    public let samples: Int
    /// The journal's last batch when it was taken; nil for one from elsewhere.
    public let batch: Int64?
    /// Whether the dataset is in this state now.
    public let isCurrent: Bool
  }

  /// What was done; nil for a list.
  public let action: String?
  /// The snapshots by name.
  public let entries: [Entry]

  init(action: String?, _ snapshots: [Snapshot], current: Digest?) {
    self.action = action
    entries = snapshots.map {
      Entry(
        name: $0.name, digest: $0.digest, samples: $0.samples, batch: $0.batch,
        isCurrent: $0.digest == current)
    }
  }

  /// For programs.
  public var json: JSON {
    [
      "action": action.map(JSON.string) ?? .null,
      "snapshots": .array(
        entries.map {
          [
            "batch": $0.batch.map { .integer(Int($0)) } ?? .null, "current": .bool($0.isCurrent),
            "digest": .string($0.digest.hex), "name": .string($0.name),
            "samples": .integer($0.samples),
          ]
        }),
    ]
  }
}
