internal import Core
internal import GRDB

extension Catalog {
  /// What became of the members of one source, or of all.
  ///
  /// - Throws: `CatalogError`, `.unknownSource` for a name that is none.
  public func ledger(source: String? = nil) throws(CatalogError) -> Ledger {
    let id = try source.map { name throws(CatalogError) in try sourceID(name) }
    return try read { db in
      var accepted = 0
      var reasons: [MemberStatus: [ReasonCount]] = [:]
      let members = try Row.fetchCursor(
        db,
        sql: """
          SELECT status, reason, count(*) FROM members WHERE ? IS NULL OR source_id = ?
          GROUP BY status, reason ORDER BY 3 DESC, 2
          """,
        arguments: [id, id])
      while let row = try members.next() {
        guard let status = MemberStatus(rawValue: row[0]) else { throw BadColumn() }
        if status == .accepted {
          accepted += row[2]
        } else {
          reasons[status, default: []].append(ReasonCount(reason: row[1], count: row[2]))
        }
      }
      let none = Array(repeating: 0, count: taxonomy.count)
      var official: [Split: [Int]] = [:]
      var unassigned = none
      let samples = try Row.fetchCursor(
        db,
        sql: """
          SELECT samples.label, samples.official_split, count(*)
          FROM samples JOIN members ON members.id = samples.member_id
          WHERE ? IS NULL OR members.source_id = ? GROUP BY 1, 2
          """,
        arguments: [id, id])
      while let row = try samples.next() {
        let label: Int = row[0]
        guard none.indices.contains(label) else { throw BadColumn() }
        if let split = try row.split(1) {
          official[split, default: none][label] += row[2]
        } else {
          unassigned[label] += row[2]
        }
      }
      let classes = official.values.reduce(unassigned) { zip($0, $1).map { $0 + $1 } }
      return Ledger(
        acceptedCount: accepted, sampleCount: classes.reduce(0, +),
        rejected: reasons[.rejected] ?? [],
        ignored: reasons[.ignored] ?? [], classCounts: classes, officialCounts: official,
        unassignedCounts: unassigned)
    }
  }

  /// Calls `body` with the ledger's lines, by source, path and occurrence, one at a time.
  ///
  /// - Throws: `CatalogError`, `.unknownSource` for a name that is none.
  public func forEachMember(
    source: String? = nil, status: MemberStatus? = nil, _ body: (LedgerMember) -> Void
  ) throws(CatalogError) {
    let id = try source.map { name throws(CatalogError) in try sourceID(name) }
    try read { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT sources.name, members.path, members.occurrence, members.status, members.reason,
            coalesce(contents.content_id, members.digest)
          FROM members JOIN sources ON sources.id = members.source_id
          LEFT JOIN contents ON contents.id = members.content
          WHERE (? IS NULL OR sources.id = ?) AND (? IS NULL OR members.status = ?)
          ORDER BY sources.name, members.path, members.occurrence
          """,
        arguments: [id, id, status?.rawValue, status?.rawValue])
      while let row = try rows.next() {
        guard let status = MemberStatus(rawValue: row[3]) else { throw BadColumn() }
        body(
          LedgerMember(
            source: row[0], path: row[1], occurrence: row[2], status: status, reason: row[4],
            contentID: try row.digest(5).map { ContentID($0) }))
      }
    }
  }

  private func sourceID(_ name: String) throws(CatalogError) -> Int64 {
    guard let source = try source(named: name) else { throw .unknownSource(name: name) }
    return source.id
  }
}

extension Row {
  /// A split column, or nil where it is NULL.
  func split(_ column: Int) throws -> Split? {
    guard let order: Int = self[column] else { return nil }
    guard let split = Split.allCases.first(where: { $0.order == order }) else {
      throw BadColumn()
    }
    return split
  }
}
