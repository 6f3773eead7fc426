public import Core
internal import Foundation
internal import GRDB

extension Catalog {
  /// Stores what an audit found in place of what the one before did; the records of all are kept.
  ///
  /// - Parameter record: the audit's settings, its counts and its digest.
  /// - Throws: `CatalogError`; then the audit before stays.
  /// - Returns: The audit's number.
  @discardableResult
  public func storeFindings(
    _ findings: [StoredFinding], record: JSON
  ) throws(CatalogError) -> Int64 {
    try write { db in
      try db.execute(sql: "INSERT INTO audits (record) VALUES (?)", arguments: [record.text()])
      let id = db.lastInsertedRowID
      try db.execute(sql: "DELETE FROM findings")
      let insert = try RowStatement(
        db,
        """
        INSERT INTO findings (id, issue, samples, measure, threshold, reason)
        VALUES (?, ?, ?, ?, ?, ?)
        """)
      for (number, finding) in findings.enumerated() {
        var keys = Data(capacity: finding.samples.count * Digest.byteCount)
        for key in finding.samples { key.digest.withBytes { keys.append(contentsOf: $0) } }
        insert.begin()
        try insert.bind(number + 1)
        try insert.bind(finding.check)
        try insert.bind(keys)
        try insert.bind(finding.measure)
        try insert.bind(finding.threshold)
        try insert.bind(finding.reason)
        try insert.execute()
      }
      return id
    }
  }

  /// What the latest audit found, or nil where there was none.
  ///
  /// - Parameter check: only the findings of this check.
  /// - Throws: `CatalogError`.
  public func latestFindings(check: String? = nil) throws(CatalogError) -> StoredAudit? {
    try read { db in
      guard let (id, record) = try Self.latestAudit(db) else { return nil }
      var findings: [StoredFinding] = []
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT issue, samples, measure, threshold, reason FROM findings
          WHERE ? IS NULL OR issue = ? ORDER BY id
          """,
        arguments: [check, check])
      while let row = try rows.next() {
        findings.append(
          StoredFinding(
            check: try row.required(0), samples: try row.sampleKeys(1),
            measure: try row.required(2), threshold: try row.required(3),
            reason: try row.required(4)))
      }
      return StoredAudit(id: id, record: record, findings: findings)
    }
  }

  /// The settings, counts and digest of the latest audit, or nil where there was none.
  ///
  /// - Throws: `CatalogError`.
  public func latestAuditRecord() throws(CatalogError) -> JSON? {
    try read { db in try Self.latestAudit(db)?.record }
  }

  private static func latestAudit(_ db: Database) throws -> (id: Int64, record: JSON)? {
    let row = try Row.fetchOne(db, sql: "SELECT id, record FROM audits ORDER BY id DESC LIMIT 1")
    guard let row else { return nil }
    return (row[0], try JSON(parsing: row[1] as String))
  }
}

extension Row {
  /// The sample keys of a blob, 32 bytes each.
  fileprivate func sampleKeys(_ column: Int) throws -> [SampleKey] {
    try withUnsafeData(atIndex: column) { data in
      guard let data, data.count % Digest.byteCount == 0 else { throw BadColumn() }
      return try stride(from: 0, to: data.count, by: Digest.byteCount).map { start in
        let place = data.startIndex + start
        guard let digest = Digest(bytes: data[place..<place + Digest.byteCount]) else {
          throw BadColumn()
        }
        return SampleKey(digest)
      }
    }
  }
}
