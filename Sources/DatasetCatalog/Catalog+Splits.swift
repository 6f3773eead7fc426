public import Core
internal import GRDB

extension Catalog {
  /// Stores a split in place of the one before; the certificates of all are kept.
  ///
  /// - Throws: `CatalogError`; then the split before stays.
  /// - Returns: The split run's number.
  @discardableResult
  public func storeSplit(
    _ assignments: [SplitAssignment], certificate: JSON
  ) throws(CatalogError) -> Int64 {
    try write { db in try Self.storeSplit(assignments, certificate: certificate, db) }
  }

  /// A certificate of `.null` notes that there is no split.
  @discardableResult
  static func storeSplit(
    _ assignments: [SplitAssignment], certificate: JSON, _ db: Database
  ) throws -> Int64 {
    try db.execute(
      sql: "INSERT INTO split_runs (certificate) VALUES (?)", arguments: [certificate.text()])
    let id = db.lastInsertedRowID
    try db.execute(sql: "DELETE FROM assignments")
    let insert = try db.cachedStatement(
      sql: "INSERT INTO assignments (sample_id, split, group_id) VALUES (?, ?, ?)")
    for assignment in assignments {
      do {
        try insert.execute(
          arguments: [assignment.sampleID, assignment.split.order, assignment.group])
      } catch let error as DatabaseError
        where error.extendedResultCode == .SQLITE_CONSTRAINT_FOREIGNKEY
      {
        throw CatalogError.unknownSample(id: assignment.sampleID)
      }
    }
    return id
  }

  /// The latest split, or nil where there is none.
  ///
  /// - Throws: `CatalogError`.
  public func currentSplit() throws(CatalogError) -> StoredSplit? {
    try read { db in
      guard let (id, certificate) = try Self.latestCertificate(db) else { return nil }
      var assignments: [SplitAssignment] = []
      let rows = try Row.fetchCursor(
        db, sql: "SELECT sample_id, split, group_id FROM assignments ORDER BY sample_id")
      while let row = try rows.next() {
        guard let split = try row.split(1) else { throw BadColumn() }
        assignments.append(SplitAssignment(sampleID: row[0], split: split, group: row[2]))
      }
      return StoredSplit(id: id, certificate: certificate, assignments: assignments)
    }
  }

  static func latestCertificate(_ db: Database) throws -> (id: Int64, certificate: JSON)? {
    let row = try Row.fetchOne(
      db, sql: "SELECT id, certificate FROM split_runs ORDER BY id DESC LIMIT 1")
    guard let row else { return nil }
    let certificate = try JSON(parsing: row[1] as String)
    return certificate == .null ? nil : (row[0], certificate)
  }
}
