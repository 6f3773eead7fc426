public import Core
internal import GRDB

/// Every sample, measurement, decision and run of a workspace, and where the original bytes lie.
///
/// One process at a time may hold a catalog open for writing; readers never wait. Methods may be
/// called from any thread and take turns inside. Letting go of the catalog closes it.
public final class Catalog: Sendable {
  /// What a catalog is opened for.
  public enum Mode: Hashable, Sendable {
    /// Look only; never waits, changes nothing.
    case read
    /// Look and change; holds the workspace's lock.
    case write
  }

  /// The workspace's folder.
  public let path: String
  /// The classes of every label in the workspace.
  public let taxonomy: Taxonomy
  let queue: DatabaseQueue
  private let lock: WriterLock?
  private let packs: PackFolder?
  /// What is known of the contents stored, so that new ones need not be looked for.
  let contents: StoredContents

  init(
    path: String, taxonomy: Taxonomy, queue: DatabaseQueue, lock: WriterLock?, packs: PackFolder?,
    hasContents: Bool = true
  ) {
    self.path = path
    self.taxonomy = taxonomy
    self.queue = queue
    self.lock = lock
    self.packs = packs
    contents = StoredContents(areKnown: !hasContents)
  }

  /// What the catalog was opened for.
  public var mode: Mode { lock == nil ? .read : .write }

  var databasePath: String { Files.join(path, Workspace.catalogName) }

  /// The packs of a catalog that is open for writing.
  func writablePacks() throws(CatalogError) -> PackFolder {
    guard let packs else { throw .openForReading(path: path) }
    return packs
  }

  /// Runs `body` in a snapshot.
  func read<R>(_ body: (Database) throws -> R) throws(CatalogError) -> R {
    do { return try queue.read(body) } catch { throw CatalogError(error, path: databasePath) }
  }

  /// Runs `body` in one transaction, undone if it throws.
  func write<R>(_ body: (Database) throws -> R) throws(CatalogError) -> R {
    guard lock != nil else { throw .openForReading(path: path) }
    do { return try queue.write(body) } catch { throw CatalogError(error, path: databasePath) }
  }

  /// Runs `body` in one transaction that refers to rows of its own or to rows that stay.
  ///
  /// References are not looked up again for each row, which costs an import a tenth of its time.
  func append<R>(_ body: (Database) throws -> R) throws(CatalogError) -> R {
    guard lock != nil else { throw .openForReading(path: path) }
    do {
      return try queue.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA foreign_keys = OFF")
        defer { try? db.execute(sql: "PRAGMA foreign_keys = ON") }
        var result: R?
        try db.inTransaction {
          result = try body(db)
          return .commit
        }
        guard let result else { throw BadColumn() }
        return result
      }
    } catch { throw CatalogError(error, path: databasePath) }
  }

  /// Moves what is in the write-ahead log into the catalog's file and syncs it.
  ///
  /// Where there is no room for it, it stays in the log: that is just as safe.
  func checkpoint() throws(CatalogError) {
    do {
      _ = try queue.writeWithoutTransaction { db in try db.checkpoint(.passive) }
    } catch let error as DatabaseError
      where [.SQLITE_FULL, .SQLITE_IOERR, .SQLITE_BUSY].contains(error.resultCode)
    {
      return
    } catch { throw CatalogError(error, path: databasePath) }
  }
}
