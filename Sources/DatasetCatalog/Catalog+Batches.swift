internal import Core
internal import GRDB

extension Catalog {
  /// What each command wrote into the journal, oldest first.
  ///
  /// - Throws: `CatalogError`.
  public func batches() throws(CatalogError) -> [DecisionBatch] {
    try read { db in try Self.batches(db, undone: try DecisionRow.undone(db)) }
  }

  /// Takes the latest batches that are in force back, as one batch of undoings.
  ///
  /// A batch of undoings is passed over, and so is one of which no row is in force; so a second undo goes
  /// further back, and does not bring back what the first took.
  /// - Parameter count: how many batches; nil for all.
  /// - Throws: `CatalogError`, `.tooFewBatches`; then nothing is undone.
  /// - Returns: The batches as they were, the latest first.
  @discardableResult
  public func undoBatches(
    _ count: Int?, reason: String, author: String, recordedAt: String? = nil
  ) throws(CatalogError) -> [DecisionBatch] {
    try write { db in
      let undone = try DecisionRow.undone(db)
      let open = try Self.batches(db, undone: undone).reversed().filter {
        $0.verb != DecisionBatch.undoVerb && $0.rowsInForce > 0
      }
      if let count, count > open.count {
        throw CatalogError.tooFewBatches(count: open.count, wanted: count)
      }
      let chosen = Array(open.prefix(count ?? open.count))
      try undo(chosen, undone, reason: reason, author: author, recordedAt: recordedAt, db)
      return chosen
    }
  }

  /// Takes one batch back, whatever it did; taking a batch of undoings back brings back what it took.
  ///
  /// - Throws: `CatalogError`, `.unknownBatch` or `.batchAlreadyUndone`.
  /// - Returns: The batch as it was.
  @discardableResult
  public func undoBatch(
    numbered number: Int64, reason: String, author: String, recordedAt: String? = nil
  ) throws(CatalogError) -> DecisionBatch {
    try write { db in
      let undone = try DecisionRow.undone(db)
      guard let batch = try Self.batches(db, undone: undone).first(where: { $0.number == number })
      else { throw CatalogError.unknownBatch(number: number) }
      guard batch.rowsInForce > 0 else { throw CatalogError.batchAlreadyUndone(number: number) }
      try undo([batch], undone, reason: reason, author: author, recordedAt: recordedAt, db)
      return batch
    }
  }

  private func undo(
    _ batches: [DecisionBatch], _ undone: Set<Int64>, reason: String, author: String,
    recordedAt: String?, _ db: Database
  ) throws {
    guard !batches.isEmpty else { return }
    var rows: [Int64] = []
    for batch in batches {
      rows += try Int64.fetchAll(
        db, sql: "SELECT id FROM decisions WHERE batch = ? ORDER BY id DESC",
        arguments: [batch.number])
    }
    rows.removeAll { undone.contains($0) }
    // From the latest back: what a batch of both kinds undid is back once its undoings are undone.
    let batch = try Self.newBatch(DecisionBatch.undoVerb, db)
    try Self.appendUndoings(
      of: rows, reason: reason, author: author, recordedAt: recordedAt, to: batch, db)
  }

  static func batches(_ db: Database, undone: Set<Int64>) throws -> [DecisionBatch] {
    var counts: [Int64: (rows: Int, inForce: Int)] = [:]
    let rows = try Row.fetchCursor(
      db, sql: "SELECT id, batch FROM decisions WHERE batch IS NOT NULL")
    while let row = try rows.next() {
      let (id, batch): (Int64, Int64) = (row[0], row[1])
      counts[batch, default: (0, 0)].rows += 1
      if !undone.contains(id) { counts[batch, default: (0, 0)].inForce += 1 }
    }
    return try Row.fetchAll(db, sql: "SELECT number, verb FROM batches ORDER BY number").map {
      let number: Int64 = $0[0]
      return DecisionBatch(
        number: number, verb: $0[1], rows: counts[number]?.rows ?? 0,
        rowsInForce: counts[number]?.inForce ?? 0)
    }
  }
}
