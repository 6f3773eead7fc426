public import Core
internal import GRDB

extension Catalog {
  /// Opens the catalog of the workspace at `path`.
  ///
  /// - Throws: `CatalogError` where there is none, it is damaged, of another version, or (for
  ///   writing) held by another process.
  public static func open(_ path: String, mode: Mode) throws(CatalogError) -> Catalog {
    guard Files.exists(Files.join(path, Workspace.catalogName)) else {
      throw .noWorkspace(folder: path)
    }
    return switch mode {
    case .read: try openForReading(path)
    case .write: try openForWriting(path, taxonomy: nil)
    }
  }

  /// Opens the catalog at `path` for writing, and makes the workspace if there is none.
  ///
  /// - Throws: `CatalogError`, `.taxonomyMismatch` where the workspace has another taxonomy.
  public static func openOrCreate(
    _ path: String, taxonomy: Taxonomy
  ) throws(CatalogError) -> Catalog {
    try openOrCreate(path, taxonomy: taxonomy, packBytes: PackFolder.standardRollBytes)
  }

  /// As the public one, with packs that roll at `packBytes`.
  package static func openOrCreate(
    _ path: String, taxonomy: Taxonomy, packBytes: Int64
  ) throws(CatalogError) -> Catalog {
    do {
      let isNew = !Files.isDirectory(path)
      try Files.createDirectories(Files.join(path, Workspace.packsName))
      if isNew { try Files.synchronizeDirectory(Files.parent(path)) }
    } catch { throw .file(error) }
    return try openForWriting(path, taxonomy: taxonomy, packBytes: packBytes)
  }

  private static func openForReading(_ path: String) throws(CatalogError) -> Catalog {
    let database = Files.join(path, Workspace.catalogName)
    do {
      let queue = try readingQueue(database)
      let taxonomy = try queue.read { db in
        if try Schema.migrator.hasBeenSuperseded(db) {
          throw CatalogError.newerCatalog(path: database)
        }
        guard try Schema.migrator.hasCompletedMigrations(db) else {
          throw try db.tableExists("workspace")
            ? CatalogError.olderCatalog(path: database) : .unfinishedWorkspace(path: path)
        }
        return try storedTaxonomy(db, database)
      }
      guard let taxonomy else { throw CatalogError.unfinishedWorkspace(path: path) }
      return Catalog(path: path, taxonomy: taxonomy, queue: queue, lock: nil, packs: nil)
    } catch { throw CatalogError(error, path: database) }
  }

  private static func openForWriting(
    _ path: String, taxonomy given: Taxonomy?, packBytes: Int64 = PackFolder.standardRollBytes
  ) throws(CatalogError) -> Catalog {
    let lock = try WriterLock(folder: path)
    let database = Files.join(path, Workspace.catalogName)
    do {
      var configuration = Configuration()
      configuration.journalMode = .wal
      configuration.busyMode = .timeout(10)
      configuration.prepareDatabase { db in
        // Digests come in no order, so their index wants room: 64 MB of pages (that of a million
        // contents), and 32 MB of log between checkpoints.
        try db.execute(
          sql: """
            PRAGMA cache_size = -65536;
            PRAGMA wal_autocheckpoint = 8192;
            """)
      }
      let queue = try DatabaseQueue(path: database, configuration: configuration)
      // GRDB lets the log be synced by checkpoints alone; here each commit is.
      try queue.inDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      if try queue.read({ try Schema.migrator.hasBeenSuperseded($0) }) {
        throw CatalogError.newerCatalog(path: database)
      }
      try Schema.migrator.migrate(queue)
      let taxonomy = try queue.write { db in
        if let stored = try storedTaxonomy(db, database) {
          guard given == nil || given == stored else {
            throw mismatch(stored, given)
          }
          return stored
        }
        guard let given else { throw CatalogError.unfinishedWorkspace(path: path) }
        try db.execute(
          sql: "INSERT INTO workspace (key, value) VALUES ('taxonomy', ?)",
          arguments: [json(of: given).text()])
        return given
      }
      try Files.synchronizeDirectory(path)
      let committed = try queue.read { db in
        try Row.fetchAll(db, sql: "SELECT number, bytes FROM packs ORDER BY number")
          .map { CommittedPack(number: $0[0], bytes: $0[1]) }
      }
      let packs = try PackFolder(
        path: Files.join(path, Workspace.packsName), committed: committed, rollBytes: packBytes)
      let hasContents = try queue.read { db in
        try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM contents)") ?? true
      }
      return Catalog(
        path: path, taxonomy: taxonomy, queue: queue, lock: lock, packs: packs,
        hasContents: hasContents)
    } catch { throw CatalogError(error, path: database) }
  }

  /// A queue for looking; on a place that cannot be written, one that needs no shared memory file.
  private static func readingQueue(_ database: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(10)
    do {
      let queue = try DatabaseQueue(path: database, configuration: configuration)
      // The shared memory file is only wanted by the first statement.
      _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
      return queue
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
      let log = database + "-wal"
      guard !Files.exists(log) || (try? Files.size(log)) == 0 else { throw error }
      return try DatabaseQueue(
        path: "file:\(uriPath(database))?immutable=1", configuration: configuration)
    }
  }

  private static func uriPath(_ path: String) -> String {
    var escaped = ""
    for character in path {
      switch character {
      case "%": escaped += "%25"
      case "?": escaped += "%3f"
      case "#": escaped += "%23"
      default: escaped.append(character)
      }
    }
    return escaped
  }

  private static func mismatch(_ stored: Taxonomy, _ given: Taxonomy?) -> CatalogError {
    func text(_ taxonomy: Taxonomy?) -> String {
      guard let taxonomy else { return "" }
      let names = taxonomy.classNames.joined(separator: ", ")
      return "\(taxonomy.name) (\(names))"
    }
    return .taxonomyMismatch(workspace: text(stored), given: text(given))
  }
}

extension Catalog {
  private static func json(of taxonomy: Taxonomy) -> JSON {
    [
      "name": .string(taxonomy.name),
      "classes": .array(
        taxonomy.classes.map { emotion in
          [
            "name": .string(emotion.name),
            "aliases": .array(emotion.aliases.map { .string($0) }),
          ]
        }),
    ]
  }

  private static func storedTaxonomy(_ db: Database, _ path: String) throws -> Taxonomy? {
    guard
      let text = try String.fetchOne(
        db, sql: "SELECT value FROM workspace WHERE key = 'taxonomy'")
    else { return nil }
    let json = try? JSON(parsing: text)
    guard let name = json?["name"]?.stringValue,
      let classes = json?["classes"]?.arrayValue?.compactMap({ entry in
        entry["name"]?.stringValue.map { name in
          Taxonomy.EmotionClass(
            name: name, aliases: entry["aliases"]?.arrayValue?.compactMap(\.stringValue) ?? [])
        }
      }),
      let taxonomy = try? Taxonomy(name: name, classes: classes)
    else { throw CatalogError.damagedCatalog(path: path, detail: "its taxonomy cannot be read") }
    return taxonomy
  }
}
