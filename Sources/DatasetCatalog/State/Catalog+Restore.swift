internal import Core
internal import GRDB

extension Catalog {
  /// Makes the dataset what it was when a snapshot was taken, by appending to the journal.
  ///
  /// What was decided since is undone, then what still differs (samples that came later, or a snapshot from
  /// another workspace) is decided anew, then the split is put back. All of it is one batch, and undoing that
  /// batch takes the decisions back and brings back the split that was replaced.
  /// - Throws: `CatalogError`, `.unknownSnapshot`, or `.cannotRestore` where no decision can give the state; then
  ///   all is as before.
  @discardableResult
  public func restore(
    snapshotNamed name: String, author: String, recordedAt: String? = nil
  ) throws(CatalogError) -> RestoreSummary {
    try write { db in
      let snapshot = try Self.snapshot(named: name, db)
      let (wanted, record) = try Self.content(of: snapshot, db)
      var summary = RestoreSummary()
      guard wanted.classNames == taxonomy.classNames else {
        throw CatalogError.cannotRestore(
          name: name, reason: "its classes are \(wanted.classNames.joined(separator: ", "))")
      }
      // Restored once already, its own decisions stand: to undo and repeat them would say nothing new.
      if try state(db) == wanted { return summary }
      var batch: Int64?
      func open() throws -> Int64 {
        let number = try batch ?? Self.newBatch("restore", db)
        batch = number
        return number
      }
      func undo(_ rows: [Int64]) throws {
        guard !rows.isEmpty else { return }
        let number = try open()
        try Self.appendUndoings(
          of: rows, reason: "not in the snapshot \(name)", author: author, recordedAt: recordedAt,
          to: number, db)
        summary.undone += rows.count
      }
      if let position = snapshot.batch {
        let undone = try DecisionRow.undone(db)
        let later = try Int64.fetchAll(
          db, sql: "SELECT id FROM decisions WHERE batch > ? ORDER BY id DESC",
          arguments: [position])
        try undo(later.filter { !undone.contains($0) })
      }
      var effects = try DecisionEffects(db, taxonomy: taxonomy)
      var plan = RestorePlan(wanted: wanted, snapshot: name, taxonomy: taxonomy)
      try plan.compare(try sampleSummaries(db, effects), effects)
      if !plan.isEmpty {
        try undo(plan.rowsToUndo(try DecisionRow.all(db)))
        let decisions = try plan.decisions(author: author, recordedAt: recordedAt)
        if !decisions.isEmpty {
          summary.decided = try append(decisions, to: try open(), db).count
        }
        effects = try DecisionEffects(db, taxonomy: taxonomy)
      }
      let summaries = try sampleSummaries(db, effects)
      if try state(db, effects, summaries) != wanted {
        let before = try ReplacedSplit(db)
        let split = try plan.assignments(of: summaries)
        try Self.storeSplit(
          split, certificate: Self.numbered(record, split, summaries) ?? .null, db)
        try Self.noteSplit(
          of: try open(), before: before, reason: "as in the snapshot \(name)", author: author,
          recordedAt: recordedAt, db)
        summary.isSplitRestored = true
      }
      guard try state(db, effects, summaries) == wanted else {
        throw CatalogError.cannotRestore(
          name: name, reason: "its samples are not those of this workspace")
      }
      return summary
    }
  }

  /// The record of a split as a snapshot keeps it: without the numbers that samples have in this workspace.
  static func unnumbered(_ record: JSON?) -> JSON? {
    guard var members = record?.objectValue else { return record }
    members["dropped_samples"] = nil
    return .object(members)
  }

  /// The record with the numbers that the samples have here which a repair left out of all splits.
  private static func numbered(
    _ record: JSON?, _ split: [SplitAssignment], _ samples: [SampleSummary]
  ) -> JSON? {
    guard var members = record?.objectValue, let dropped = members["dropped"]?.arrayValue else {
      return record
    }
    let keys = Set(dropped.compactMap(\.stringValue))
    let assigned = Set(split.map(\.sampleID))
    let left = samples.filter {
      !$0.isExcluded && !assigned.contains($0.id) && !keys.isEmpty
        && keys.contains($0.sampleKey.digest.hex)
    }
    members["dropped_samples"] = .array(left.map { .integer(Int($0.id)) })
    return .object(members)
  }
}
