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
  /// A batch of undoings is passed over, and so is one of which nothing is in force; so a second undo goes
  /// further back, and does not bring back what the first took. What a restoration had undone is in force again
  /// once this is taken back, and counts as any other: to take two back is to take one back twice. The split that a
  /// restoration replaced comes back, unless another was made since.
  /// - Parameter count: how many batches; nil for all.
  /// - Throws: `CatalogError`, `.tooFewBatches`; then nothing is undone.
  /// - Returns: The batches as they were, the latest first.
  @discardableResult
  public func undoBatches(
    _ count: Int?, reason: String, author: String, recordedAt: String? = nil
  ) throws(CatalogError) -> [DecisionBatch] {
    try write { db in
      func open() throws -> [DecisionBatch] {
        try Self.batches(db, undone: try DecisionRow.undone(db)).filter {
          $0.verb != DecisionBatch.undoVerb && $0.isInForce
        }
      }
      var left = try open()
      var chosen: [DecisionBatch] = []
      guard count ?? 1 <= 0 || !left.isEmpty else {
        if let count { throw CatalogError.tooFewBatches(count: 0, wanted: count) }
        return chosen
      }
      let batch = try Self.newBatch(DecisionBatch.undoVerb, db)
      while chosen.count < count ?? .max, let next = left.popLast() {
        let bringsBack = try Self.undo(
          next, in: batch, reason: reason, author: author, recordedAt: recordedAt, db)
        chosen.append(next)
        if bringsBack { left = try open() }
      }
      if let count, chosen.count < count {
        throw CatalogError.tooFewBatches(count: chosen.count, wanted: count)
      }
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
      guard batch.isInForce else { throw CatalogError.batchAlreadyUndone(number: number) }
      try Self.undo(
        batch, in: try Self.newBatch(DecisionBatch.undoVerb, db), reason: reason, author: author,
        recordedAt: recordedAt, db)
      return batch
    }
  }

  /// Takes a batch back within another; whether it had itself undone something, which is in force again.
  @discardableResult
  private static func undo(
    _ own: DecisionBatch, in batch: Int64, reason: String, author: String, recordedAt: String?,
    _ db: Database
  ) throws -> Bool {
    let undone = try DecisionRow.undone(db)
    // From the latest back: what a batch of both kinds undid is back once its undoings are undone.
    let rows = try Row.fetchAll(
      db, sql: "SELECT id, undoes FROM decisions WHERE batch = ? ORDER BY id DESC",
      arguments: [own.number]
    ).map { (id: $0[0] as Int64, undoes: $0[1] as Int64?) }.filter { !undone.contains($0.id) }
    try appendUndoings(
      of: rows.map(\.id), reason: reason, author: author, recordedAt: recordedAt, to: batch, db)
    for change in try BatchSplit.all(db).reversed()
    where change.batch == own.number && change.isInForce {
      try undoSplit(
        change, in: batch, reason: reason, author: author, recordedAt: recordedAt, db)
    }
    return rows.contains { $0.undoes != nil }
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
    let changes = Dictionary(grouping: try BatchSplit.all(db), by: \.batch)
    return try Row.fetchAll(db, sql: "SELECT number, verb FROM batches ORDER BY number").map {
      let number: Int64 = $0[0]
      return DecisionBatch(
        number: number, verb: $0[1], rows: counts[number]?.rows ?? 0,
        rowsInForce: counts[number]?.inForce ?? 0,
        split: changes[number].flatMap { own in
          own.first.map { first in
            DecisionBatch.SplitChange(
              reason: first.reason, author: first.author, recordedAt: first.recordedAt,
              isInForce: own.contains { $0.isInForce })
          }
        })
    }
  }
}
