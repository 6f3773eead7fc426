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
    let known = try read { db in
      var known = KnownMembers()
      known.reserve(
        try Int.fetchOne(
          db, sql: "SELECT count(*) FROM members WHERE source_id = ?", arguments: [sourceID]) ?? 0)
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT members.path, members.occurrence, members.status,
            coalesce(contents.content_id, members.digest), samples.label
          FROM members LEFT JOIN contents ON contents.id = members.content
            LEFT JOIN samples ON samples.member_id = members.id
          WHERE members.source_id = ?
          """,
        arguments: [sourceID])
      while let row = try rows.next() {
        guard let status = MemberStatus(rawValue: row[2]) else { throw BadColumn() }
        known.add(
          path: row[0], occurrence: row[1], content: try row.digest(3), status: status,
          label: row[4])
      }
      known.finish()
      return known
    }
    return ImportSession(
      catalog: self, source: source, sourceID: sourceID, packs: packs, known: known)
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
