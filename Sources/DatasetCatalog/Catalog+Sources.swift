internal import Core
internal import GRDB

extension Catalog {
  /// Begins or goes on with the import of a source.
  ///
  /// - Parameters:
  ///   - source: The source's name, unique in the workspace.
  ///   - path: Where it is read from.
  ///   - kind: "archive", "folder" or "csv".
  /// - Throws: `CatalogError`.
  public func beginImport(
    source: String, path: String, kind: String
  ) throws(CatalogError) -> ImportSession {
    let packs = try writablePacks()
    let sourceID = try write { db in
      try db.execute(
        sql: """
          INSERT INTO sources (name, path, kind) VALUES (?, ?, ?)
          ON CONFLICT (name) DO UPDATE SET path = excluded.path, kind = excluded.kind
          """,
        arguments: [source, path, kind])
      return try Int64.fetchOne(
        db, sql: "SELECT id FROM sources WHERE name = ?", arguments: [source]) ?? 0
    }
    return try session(source, sourceID, packs)
  }

  /// Begins to try the rejected members of a source again.
  ///
  /// Outcomes are appended as in an import: a member moves to its new line of the ledger.
  /// - Throws: `CatalogError`, `.unknownSource` for a name that is none.
  public func beginRetry(source: String) throws(CatalogError) -> ImportSession {
    let packs = try writablePacks()
    guard let known = try self.source(named: source) else { throw .unknownSource(name: source) }
    return try session(source, known.id, packs)
  }

  private func session(
    _ source: String, _ sourceID: Int64, _ packs: PackFolder
  ) throws(CatalogError) -> ImportSession {
    ImportSession(
      catalog: self, source: source, sourceID: sourceID, packs: packs,
      known: try knownMembers(sourceID))
  }

  private func knownMembers(_ sourceID: Int64) throws(CatalogError) -> KnownMembers {
    try read { db in
      var known = KnownMembers()
      known.reserve(
        try Int.fetchOne(
          db, sql: "SELECT count(*) FROM members WHERE source_id = ?", arguments: [sourceID]) ?? 0)
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT members.id, members.path, members.occurrence, members.status,
            coalesce(contents.content_id, members.digest),
            members.status = 0 AND contents.source_id IS NOT NULL,
            samples.label, samples.x, samples.y, samples.width, samples.height, samples.targets
          FROM members NOT INDEXED LEFT JOIN contents ON contents.id = members.content
            LEFT JOIN samples ON samples.member_id = members.id AND samples.is_detected = 0
          WHERE members.source_id = ?
          """,
        arguments: [sourceID])
      // Read in the order of the rows, not of the paths: then nothing is looked for far away. The
      // samples of one member come one after the other.
      var last: Int64?
      while let row = try rows.next() {
        let id: Int64 = try row.required(0)
        if id != last {
          guard let status = MemberStatus(rawValue: try row.required(3)) else { throw BadColumn() }
          known.add(
            path: try row.required(1), occurrence: try row.required(2),
            content: try row.digest(4), status: status, isByReference: try row.required(5))
          last = id
        }
        if let label: Int = row[6] {
          known.addSample(
            label: label, region: row.region(7),
            targets: try Targets.read(row, 11, classes: taxonomy.count) ?? [])
        }
      }
      known.finish()
      return known
    }
  }

  /// The sources in the order of their first import.
  ///
  /// - Throws: `CatalogError`.
  public func sources() throws(CatalogError) -> [SourceSummary] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT id, name, path, kind, raw_digest, raw_bytes, is_complete, layout
          FROM sources ORDER BY id
          """
      ).map { row in
        SourceSummary(
          id: row[0], name: row[1], path: row[2], kind: row[3], rawDigest: try row.digest(4),
          rawBytes: row[5], isComplete: row[6],
          layout: try (row[7] as String?).map { try JSON(parsing: $0) })
      }
    }
  }

  /// The source of this name, or nil.
  ///
  /// - Throws: `CatalogError`.
  public func source(named name: String) throws(CatalogError) -> SourceSummary? {
    try sources().first { $0.name == name }
  }
}
