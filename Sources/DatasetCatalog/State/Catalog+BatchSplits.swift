internal import Core
internal import Foundation
internal import GRDB

/// How a batch changed the split.
struct BatchSplit {
  let id: Int64
  let batch: Int64
  let reason: String
  let author: String
  let recordedAt: String?
  let isInForce: Bool

  /// All changes, oldest first.
  static func all(_ db: Database) throws -> [BatchSplit] {
    let rows = try Row.fetchAll(
      db,
      sql: "SELECT id, batch, undoes, reason, author, recorded_at FROM batch_splits ORDER BY id")
    let undone = DecisionRow.undone(
      rows.reversed().compactMap { row in (row[2] as Int64?).map { (row[0], $0) } })
    return rows.map {
      let id: Int64 = $0[0]
      return BatchSplit(
        id: id, batch: $0[1], reason: $0[3], author: $0[4], recordedAt: $0[5],
        isInForce: !undone.contains(id))
    }
  }
}

extension Catalog {
  /// Notes that a batch changed the split from `before` to the present one.
  static func noteSplit(
    of batch: Int64, before: ReplacedSplit, undoes: Int64? = nil, reason: String, author: String,
    recordedAt: String?, _ db: Database
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO batch_splits
          (batch, undoes, became, record, assignments, reason, author, recorded_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        batch, undoes, try ReplacedSplit(db).digest.blob, before.record?.text(),
        Data(before.assignments), reason, author, recordedAt,
      ])
  }

  /// Brings back the split that a batch replaced, where the present one is still the batch's.
  ///
  /// A split that was made since stays: it is no decision, and making it was not taken back.
  static func undoSplit(
    _ change: BatchSplit, in batch: Int64, reason: String, author: String, recordedAt: String?,
    _ db: Database
  ) throws {
    let row = try Row.fetchOne(
      db, sql: "SELECT became, record, assignments FROM batch_splits WHERE id = ?",
      arguments: [change.id])
    guard let row, let assignments: Data = row[2] else { throw BadColumn() }
    let present = try ReplacedSplit(db)
    if present.digest == (try row.requiredDigest(0)) {
      try ReplacedSplit(record: row[1], assignments: [UInt8](assignments)).store(db)
    }
    try noteSplit(
      of: batch, before: present, undoes: change.id, reason: reason, author: author,
      recordedAt: recordedAt, db)
  }
}
