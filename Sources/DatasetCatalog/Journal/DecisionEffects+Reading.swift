internal import Core
internal import GRDB

extension DecisionEffects {
  /// The effects of the journal, read row by row, so that a million decisions need little memory.
  ///
  /// - Parameters:
  ///   - batch: the last batch that counts; nil for all. What belongs to no batch always counts.
  ///   - further: decisions to be thought of as made after all others.
  init(
    _ db: Database, taxonomy: Taxonomy, upTo batch: Int64? = nil, adding further: [Decision] = []
  ) throws {
    self.init(taxonomy: taxonomy)
    let undone = try DecisionRow.undone(db, upTo: batch)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT id, action, value, target_kind, target FROM decisions
        WHERE undoes IS NULL AND (batch IS NULL OR batch <= ?) ORDER BY id
        """,
      arguments: [batch ?? .max])
    while let row = try rows.next() {
      let id: Int64 = row[0]
      if undone.contains(id) { continue }
      note(
        try DecisionRow.action(row[1], row[2]),
        DecisionRow.target(row[3], try row.requiredDigest(4)))
    }
    for decision in further { note(decision.action, decision.target) }
    finish()
  }
}
