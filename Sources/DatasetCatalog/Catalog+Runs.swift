public import Core
internal import GRDB

extension Catalog {
  /// Notes a run.
  ///
  /// - Throws: `CatalogError`.
  /// - Returns: The run's number.
  @discardableResult
  public func recordRun(kind: String, _ json: JSON) throws(CatalogError) -> Int64 {
    try write { db in
      try db.execute(
        sql: "INSERT INTO runs (kind, json) VALUES (?, ?)", arguments: [kind, json.text()])
      return db.lastInsertedRowID
    }
  }

  /// The runs of one kind, or all, oldest first.
  ///
  /// - Throws: `CatalogError`.
  public func runs(kind: String? = nil) throws(CatalogError) -> [RunRecord] {
    try read { db in
      try Row.fetchAll(
        db, sql: "SELECT id, kind, json FROM runs WHERE ? IS NULL OR kind = ? ORDER BY id",
        arguments: [kind, kind]
      ).map { RunRecord(id: $0[0], kind: $0[1], json: try JSON(parsing: $0[2] as String)) }
    }
  }
}
