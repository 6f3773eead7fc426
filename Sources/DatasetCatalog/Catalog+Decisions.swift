internal import Core
internal import GRDB

extension Catalog {
  /// Appends a decision to the journal.
  ///
  /// A class may be named by an alias; its own name is stored.
  /// - Throws: `CatalogError`, `.unknownClass` for a class the taxonomy does not have.
  /// - Returns: The decision's number.
  @discardableResult
  public func appendDecision(_ decision: Decision) throws(CatalogError) -> Int64 {
    try appendDecisions([decision])[0]
  }

  /// Appends several decisions in one transaction.
  ///
  /// - Throws: `CatalogError`; then none is stored.
  /// - Returns: The decisions' numbers.
  @discardableResult
  public func appendDecisions(_ decisions: [Decision]) throws(CatalogError) -> [Int64] {
    try write { db in
      let insert = try db.cachedStatement(
        sql: """
          INSERT INTO decisions
            (action, value, target_kind, target, reason, author, recorded_at)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """)
      return try decisions.map { decision in
        let (action, value) = try stored(decision.action)
        let (kind, target) =
          switch decision.target {
          case .sample(let key): ("sample", key.digest)
          case .content(let content): ("content", content.digest)
          }
        try insert.execute(
          arguments: [
            action, value, kind, target.blob, decision.reason, decision.author,
            decision.recordedAt,
          ])
        return db.lastInsertedRowID
      }
    }
  }

  /// Takes a decision out of force by appending that it is undone; undoing that brings it back.
  ///
  /// - Throws: `CatalogError`, `.unknownDecision` or `.alreadyUndone`.
  /// - Returns: The undoing's number.
  @discardableResult
  public func undoDecision(
    _ id: Int64, reason: String, author: String, recordedAt: String? = nil
  ) throws(CatalogError) -> Int64 {
    try write { db in
      let rows = try DecisionRow.all(db)
      guard rows.contains(where: { $0.id == id }) else {
        throw CatalogError.unknownDecision(id: id)
      }
      guard DecisionRow.active(rows).contains(id) else {
        throw CatalogError.alreadyUndone(id: id)
      }
      try db.execute(
        sql: "INSERT INTO decisions (undoes, reason, author, recorded_at) VALUES (?, ?, ?, ?)",
        arguments: [id, reason, author, recordedAt])
      return db.lastInsertedRowID
    }
  }

  /// The whole journal, oldest first.
  ///
  /// - Throws: `CatalogError`.
  public func decisions() throws(CatalogError) -> [DecisionRecord] {
    try read { db in
      let rows = try DecisionRow.all(db)
      let active = DecisionRow.active(rows)
      return rows.map {
        DecisionRecord(id: $0.id, entry: $0.entry, isActive: active.contains($0.id))
      }
    }
  }

  private func stored(
    _ action: Decision.Action
  ) throws(CatalogError) -> (action: String, value: String?) {
    switch action {
    case .keep: return ("keep", nil)
    case .exclude: return ("exclude", nil)
    case .group(let name): return ("group", name)
    case .relabel(let name):
      guard let label = taxonomy.classIndex(named: name) else {
        throw .unknownClass(name: name, nearest: taxonomy.nearestClassName(to: name))
      }
      return ("relabel", taxonomy.classNames[label])
    }
  }
}
