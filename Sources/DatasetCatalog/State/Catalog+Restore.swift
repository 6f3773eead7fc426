internal import Core
internal import GRDB

extension Catalog {
  /// Makes the dataset what it was when a snapshot was taken, by appending to the journal.
  ///
  /// What was decided since is undone, then what still differs (samples that came later, or a snapshot from
  /// another workspace) is decided anew, then the split is put back. All of it is one batch, and undoing that
  /// batch takes the decisions back.
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
      func undo(_ rows: [Int64]) throws {
        guard !rows.isEmpty else { return }
        let number = try batch ?? Self.newBatch("restore", db)
        batch = number
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
          let number = try batch ?? Self.newBatch("restore", db)
          batch = number
          summary.decided = try append(decisions, to: number, db).count
        }
        effects = try DecisionEffects(db, taxonomy: taxonomy)
      }
      let summaries = try sampleSummaries(db, effects)
      if try state(db, effects, summaries) != wanted {
        let split = try plan.assignments(of: summaries)
        try Self.storeSplit(split, certificate: record ?? .null, db)
        summary.isSplitRestored = true
      }
      guard try state(db, effects, summaries) == wanted else {
        throw CatalogError.cannotRestore(
          name: name, reason: "its samples are not those of this workspace")
      }
      return summary
    }
  }
}
