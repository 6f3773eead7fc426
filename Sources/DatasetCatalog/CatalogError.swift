public import Core

/// What can go wrong with a workspace.
public enum CatalogError: Error, Hashable, Sendable {
  /// A file of the workspace could not be read or written.
  case file(FileError)
  /// There is no workspace at or above a folder.
  case noWorkspace(folder: String)
  /// The workspace's creation was interrupted before it could be used.
  case unfinishedWorkspace(path: String)
  /// The catalog's file is damaged or is no catalog.
  case damagedCatalog(path: String, detail: String)
  /// The catalog was written by a later version of this program.
  case newerCatalog(path: String)
  /// The catalog was written by an earlier version and only a writer may bring it up to date.
  case olderCatalog(path: String)
  /// Another process holds the writer's lock.
  case locked(path: String, pid: Int32?)
  /// A catalog that was opened for reading was asked to change.
  case openForReading(path: String)
  /// The catalog's file or folder may not be written.
  case notWritable(path: String)
  /// The disk of the catalog is full.
  case diskFull(path: String)
  /// SQLite could not do what it was asked, in its words.
  case database(path: String, detail: String)
  /// The workspace has one taxonomy and another one was given.
  case taxonomyMismatch(workspace: String, given: String)
  /// A member is in the catalog already, with other bytes.
  case memberChanged(source: String, member: String)
  /// One import named the same occurrence of a member twice.
  case memberRepeated(source: String, member: String, occurrence: Int)
  /// What an import says about a member makes no sense.
  case badMember(member: String, reason: String)
  /// No source of this name.
  case unknownSource(name: String)
  /// No sample of this row number.
  case unknownSample(id: Int64)
  /// No content of this id.
  case unknownContent(ContentID)
  /// No class of this name; the nearest one, if any is near.
  case unknownClass(name: String, nearest: String?)
  /// A pack is not there, or shorter than the catalog says.
  case packCutShort(path: String, bytes: Int64, expected: Int64)
  /// Stored bytes do not have the digest the catalog says.
  case damagedContent(path: String, ContentID)
  /// A source that is read in place no longer has the bytes it had.
  case changedSource(path: String, ContentID)
  /// A source that is read in place is not there any more.
  case missingSource(path: String, ContentID)
  /// The catalog's file reached the largest size the system lets this process write.
  case fileTooLarge(path: String)
  /// No decision of this number.
  case unknownDecision(id: Int64)
  /// The decision was undone before.
  case alreadyUndone(id: Int64)
  /// No batch of decisions of this number.
  case unknownBatch(number: Int64)
  /// Nothing that the batch wrote is in force.
  case batchAlreadyUndone(number: Int64)
  /// More batches were to be undone than are in force.
  case tooFewBatches(count: Int, wanted: Int)
  /// No snapshot of this name; the nearest one, if any is near.
  case unknownSnapshot(name: String, nearest: String?)
  /// There is a snapshot of this name.
  case snapshotExists(name: String)
  /// No decisions can make this workspace's samples those of a snapshot.
  case cannotRestore(name: String, reason: String)
}

extension CatalogError: CustomStringConvertible {
  /// One sentence: what was wrong, then what to do about it.
  public var description: String {
    switch self {
    case .file(let error):
      "\(error)"
    case .noWorkspace(let folder):
      "there is no .fer-data workspace in '\(folder)' or above it; run fer-data import there first, "
        + "or name one with --workspace"
    case .unfinishedWorkspace(let path):
      "the workspace '\(path)' was never finished; run fer-data import again"
    case .damagedCatalog(let path, let detail):
      "the catalog '\(path)' is damaged (\(detail)); import the sources again into a new workspace"
    case .newerCatalog(let path):
      "the catalog '\(path)' was written by a later version of fer-data; use that version"
    case .olderCatalog(let path):
      "the catalog '\(path)' was written by an earlier version of fer-data; run fer-data split or "
        + "import once to bring it up to date"
    case .locked(let path, let pid):
      "the workspace '\(path)' is being written by \(pid.map { "process \($0)" } ?? "another process")"
        + "; wait until it ends or stop it"
    case .openForReading(let path):
      "the catalog '\(path)' was opened for reading only; open it for writing"
    case .notWritable(let path):
      "the catalog '\(path)' may not be written; check the permissions of its folder or name "
        + "another place with --workspace"
    case .diskFull(let path):
      "the disk of '\(path)' is full; free some space, then run it again"
    case .database(let path, let detail):
      "the catalog '\(path)' cannot be used (\(detail)); check the disk and run it again"
    case .taxonomyMismatch(let workspace, let given):
      "the workspace uses the taxonomy '\(workspace)', not '\(given)'; use its taxonomy or another "
        + "--workspace"
    case .memberChanged(let source, let member):
      "'\(member)' of source '\(source)' is already in the catalog with other bytes; import the "
        + "changed archive under a new name with --name"
    case .memberRepeated(let source, let member, let occurrence):
      "occurrence \(occurrence) of '\(member)' of source '\(source)' was imported twice at once; "
        + "number the occurrences of equal names"
    case .badMember(let member, let reason):
      "'\(member)' cannot be stored: \(reason); check the layout and the taxonomy"
    case .unknownSource(let name):
      "there is no source '\(name)' in the workspace; fer-data status lists them"
    case .unknownSample(let id):
      "there is no sample \(id) in the workspace; import or split again"
    case .unknownContent(let content):
      "there is no content \(content) in the workspace; import its source"
    case .unknownClass(let name, let nearest):
      "there is no class '\(name)' in the taxonomy; "
        + (nearest.map { "did you mean '\($0)'?" } ?? "fer-data status lists the classes")
    case .packCutShort(let path, let bytes, let expected):
      "the pack '\(path)' has \(bytes) of its \(expected) bytes; restore it from a backup or import "
        + "the sources again into a new workspace"
    case .damagedContent(let path, let content):
      "the bytes of \(content) in '\(path)' are damaged; restore the file from a backup or import "
        + "the sources again into a new workspace"
    case .changedSource(let path, let content):
      "the source '\(path)' no longer holds the bytes of \(content); restore it, or import it again "
        + "under a new name with --name"
    case .missingSource(let path, let content):
      "the source '\(path)', which holds the bytes of \(content), is not there any more; restore it, "
        + "or import it again under its name from where it is now"
    case .fileTooLarge(let path):
      "the catalog '\(path)' may not grow: the largest size of a file is limited; raise the limit "
        + "(ulimit -f) or use a disk that allows larger files, then run it again"
    case .unknownDecision(let id):
      "there is no decision \(id); fer-data curate log lists them"
    case .alreadyUndone(let id):
      "decision \(id) is already undone; undo the undoing to have it back"
    case .unknownBatch(let number):
      "there is no batch \(number); fer-data curate log lists them"
    case .batchAlreadyUndone(let number):
      "nothing of batch \(number) is in force; fer-data curate log shows what is"
    case .tooFewBatches(let count, let wanted):
      count == 0
        ? "there is nothing to undo; fer-data curate log shows what was decided"
        : "\(wanted) batches cannot be undone where \(count) are in force; give a smaller number, or --all"
    case .unknownSnapshot(let name, let nearest):
      "there is no snapshot '\(name)'; "
        + (nearest.map { "did you mean '\($0)'?" } ?? "fer-data snapshot list shows them")
    case .snapshotExists(let name):
      "there is a snapshot '\(name)' already; take another name, or remove it first with fer-data "
        + "snapshot remove"
    case .cannotRestore(let name, let reason):
      "the snapshot '\(name)' cannot be restored here: \(reason); fer-data snapshot diff \(name) now "
        + "shows what differs"
    }
  }
}
