internal import Core
internal import GRDB

extension Catalog {
  /// Where the workspace stands.
  ///
  /// - Throws: `CatalogError`.
  public func status() throws(CatalogError) -> CatalogStatus {
    let sources = try sources()
    let ledger = try ledger()
    return try read { db in
      func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
      var splits: [Split: Int] = [:]
      for row in try Row.fetchAll(
        db, sql: "SELECT split, count(*) FROM assignments GROUP BY split")
      {
        if let split = try row.split(0) { splits[split] = row[1] }
      }
      let runs = try Row.fetchAll(db, sql: "SELECT kind, count(*) FROM runs GROUP BY kind")
      let decisions = try Self.activeDecisions(db)
      return CatalogStatus(
        sources: sources, ledger: ledger, sampleCount: try count("SELECT count(*) FROM samples"),
        contentCount: try count("SELECT count(*) FROM contents"),
        subjectCount: try count("SELECT count(*) FROM subjects"),
        packBytes: Int64(try count("SELECT coalesce(sum(bytes), 0) FROM packs")),
        quarantinedCount: try count(
          "SELECT count(*) FROM members WHERE status = 1 AND content IS NOT NULL"),
        // A content without pixels is one that no accepted member ever had.
        quarantinedBytes: Int64(
          try count(
            "SELECT coalesce(sum(length), 0) FROM contents WHERE pixel_digest IS NULL")),
        activeDecisions: decisions.values.reduce(0, +), decisionCounts: decisions,
        certificate: try Self.latestCertificate(db)?.certificate, splitCounts: splits,
        runCounts: Dictionary(runs.map { ($0[0], $0[1]) }) { first, _ in first })
    }
  }

  /// How many decisions of each action are in force.
  private static func activeDecisions(_ db: Database) throws -> [String: Int] {
    let undone = try DecisionRow.undone(db)
    var counts: [String: Int] = [:]
    let rows = try Row.fetchCursor(
      db, sql: "SELECT id, action FROM decisions WHERE undoes IS NULL")
    while let row = try rows.next() {
      let id: Int64 = row[0]
      if !undone.contains(id) { counts[row[1] as String, default: 0] += 1 }
    }
    return counts
  }
}
