public import Core
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

  /// Appends several decisions in one transaction, as one batch.
  ///
  /// - Parameter verb: the command that decides, for the log.
  /// - Throws: `CatalogError`; then none is stored.
  /// - Returns: The decisions' numbers.
  @discardableResult
  public func appendDecisions(
    _ decisions: [Decision], verb: String = "curate"
  ) throws(CatalogError) -> [Int64] {
    guard !decisions.isEmpty else { return [] }
    return try write { db in
      let batch = try Self.newBatch(verb, db)
      return try append(decisions, to: batch, db)
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
      guard
        try Bool.fetchOne(
          db, sql: "SELECT EXISTS (SELECT 1 FROM decisions WHERE id = ?)", arguments: [id]) == true
      else { throw CatalogError.unknownDecision(id: id) }
      guard try !DecisionRow.undone(db).contains(id) else {
        throw CatalogError.alreadyUndone(id: id)
      }
      let batch = try Self.newBatch(DecisionBatch.undoVerb, db)
      return try Self.appendUndoings(
        of: [id], reason: reason, author: author, recordedAt: recordedAt, to: batch, db)
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
        DecisionRecord(
          id: $0.id, batch: $0.batch, entry: $0.entry, isActive: active.contains($0.id))
      }
    }
  }

  /// The pairs of samples that were decided to be no duplicates.
  ///
  /// - Throws: `CatalogError`.
  public func notDuplicatePairs() throws(CatalogError) -> Set<SamplePair> {
    try read { db in try DecisionEffects(db, taxonomy: taxonomy).notDuplicates }
  }
}

extension Catalog {
  static func newBatch(_ verb: String, _ db: Database) throws -> Int64 {
    try db.execute(sql: "INSERT INTO batches (verb) VALUES (?)", arguments: [verb])
    return db.lastInsertedRowID
  }

  func append(_ decisions: [Decision], to batch: Int64, _ db: Database) throws -> [Int64] {
    let insert = try RowStatement(
      db,
      """
      INSERT INTO decisions
        (action, value, target_kind, target, reason, author, recorded_at, batch)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """)
    var ids: [Int64] = []
    ids.reserveCapacity(decisions.count)
    for decision in decisions {
      let action = try stored(decision.action)
      insert.begin()
      try insert.bind(action.word)
      try insert.bind(action.value)
      switch decision.target {
      case .sample(let key):
        try insert.bind("sample")
        try insert.bind(key.digest)
      case .content(let content):
        try insert.bind("content")
        try insert.bind(content.digest)
      }
      try insert.bind(decision.reason)
      try insert.bind(decision.author)
      try insert.bind(decision.recordedAt)
      try insert.bind(batch)
      try insert.execute()
      ids.append(db.lastInsertedRowID)
    }
    return ids
  }

  /// The number of the last undoing.
  @discardableResult
  static func appendUndoings(
    of rows: [Int64], reason: String, author: String, recordedAt: String?, to batch: Int64,
    _ db: Database
  ) throws -> Int64 {
    let insert = try RowStatement(
      db,
      "INSERT INTO decisions (undoes, reason, author, recorded_at, batch) VALUES (?, ?, ?, ?, ?)")
    for row in rows {
      insert.begin()
      try insert.bind(row)
      try insert.bind(reason)
      try insert.bind(author)
      try insert.bind(recordedAt)
      try insert.bind(batch)
      try insert.execute()
    }
    return db.lastInsertedRowID
  }

  /// An action as it is stored: a class by its own name.
  private func stored(_ action: Decision.Action) throws(CatalogError) -> Decision.Action {
    guard case .relabel(let name) = action else { return action }
    guard let label = taxonomy.classIndex(named: name) else {
      throw .unknownClass(name: name, nearest: taxonomy.nearestClassName(to: name))
    }
    return .relabel(taxonomy.classNames[label])
  }
}
