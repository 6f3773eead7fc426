internal import Core
internal import GRDB

extension Catalog {
  /// Calls `body` with the rejected members whose bytes are kept, by source, path and occurrence.
  ///
  /// `body` runs outside the database and may append to a session of `beginRetry`; each member that
  /// was there at its turn comes once, whatever becomes of it.
  /// - Throws: `CatalogError`, `.unknownSource` for a name that is none, and what `body` throws.
  public func forEachRetryable(
    source: String? = nil, _ body: (RetryableMember) throws(CatalogError) -> Void
  ) throws(CatalogError) {
    var last: RetryableMember?
    while true {
      let page = try retryableMembers(source: source, after: last, limit: 1024)
      for member in page { try body(member) }
      guard page.count == 1024 else { return }
      last = page.last
    }
  }

  /// A page of the rejected members whose bytes are kept, by source, path and occurrence.
  ///
  /// - Parameters:
  ///   - source: The source, or nil for all.
  ///   - member: The last member of the page before; nil for the first page.
  ///   - limit: How many there are on a page at most.
  /// - Throws: `CatalogError`, `.unknownSource` for a name that is none.
  public func retryableMembers(
    source: String? = nil, after member: RetryableMember? = nil, limit: Int
  ) throws(CatalogError) -> [RetryableMember] {
    if let source, try self.source(named: source) == nil { throw .unknownSource(name: source) }
    return try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT sources.name, members.path, members.occurrence, members.reason, members.claim,
            contents.content_id, contents.pack, places.path, contents.source_path,
            contents.offset, contents.length
          FROM members
          JOIN sources ON sources.id = members.source_id
          JOIN contents ON contents.id = members.content
          LEFT JOIN sources AS places ON places.id = contents.source_id
          WHERE members.status = 1 AND (?1 IS NULL OR sources.name = ?1)
            AND (?2 IS NULL OR (sources.name, members.path, members.occurrence) > (?2, ?3, ?4))
          ORDER BY sources.name, members.path, members.occurrence LIMIT ?5
          """,
        arguments: [source, member?.source, member?.path, member?.occurrence, limit]
      ).map { row in
        let claim: String? = row[4]
        return RetryableMember(
          source: try row.required(0), path: try row.required(1), occurrence: try row.required(2),
          reason: try row.required(3), claim: try claim.map { try JSON(parsing: $0) },
          location: try row.location(
            contentID: 5, pack: 6, source: 7, file: 8, offset: 9, length: 10))
      }
    }
  }
}
