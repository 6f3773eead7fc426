internal import Core
internal import GRDB

/// A row of the journal as stored.
struct DecisionRow {
  let id: Int64
  let batch: Int64?
  let undoes: Int64?
  let entry: DecisionRecord.Entry

  /// The whole journal, oldest first.
  static func all(_ db: Database) throws -> [DecisionRow] {
    // Most rows share their reason and author: each text is kept once.
    var texts: [String: String] = [:]
    func shared(_ text: String) -> String {
      if let known = texts[text] { return known }
      texts[text] = text
      return text
    }
    var rows: [DecisionRow] = []
    let cursor = try Row.fetchCursor(
      db,
      sql: """
        SELECT id, action, value, target_kind, target, undoes, reason, author, recorded_at, batch
        FROM decisions ORDER BY id
        """)
    while let row = try cursor.next() { rows.append(try DecisionRow(row, shared)) }
    return rows
  }

  private init(_ row: Row, _ shared: (String) -> String) throws {
    id = row[0]
    batch = row[9]
    undoes = row[5]
    let (reason, author) = (shared(row[6]), shared(row[7]))
    let recordedAt = (row[8] as String?).map(shared)
    if let undoes {
      entry = .undone(undoes, reason: reason, author: author, recordedAt: recordedAt)
      return
    }
    entry = .decided(
      Decision(
        try Self.action(row[1], (row[2] as String?).map(shared)),
        Self.target(row[3], try row.requiredDigest(4)), reason: reason, author: author,
        recordedAt: recordedAt))
  }

  static func action(_ word: String, _ value: String?) throws -> Decision.Action {
    guard let action = Decision.Action(word: word, value: value) else { throw BadColumn() }
    return action
  }

  static func target(_ kind: String, _ digest: Digest) -> Decision.Target {
    kind == "sample" ? .sample(SampleKey(digest)) : .content(ContentID(digest))
  }

  /// Which rows are in force.
  ///
  /// From the latest back: a row that is in force and undoes another takes
  /// this one out of force, so undoing an undoing brings the first back.
  static func active(_ rows: [DecisionRow]) -> Set<Int64> {
    let undone = undone(rows.reversed().compactMap { row in row.undoes.map { (row.id, $0) } })
    return Set(rows.lazy.map(\.id).filter { !undone.contains($0) })
  }

  /// The rows that undoings take out of force, given the undoings from the latest back.
  static func undone(_ undoings: some Sequence<(id: Int64, undoes: Int64)>) -> Set<Int64> {
    var undone: Set<Int64> = []
    for (id, undoes) in undoings where !undone.contains(id) { undone.insert(undoes) }
    return undone
  }

  /// The rows that are not in force, of the batches up to `batch` and of none.
  static func undone(_ db: Database, upTo batch: Int64? = nil) throws -> Set<Int64> {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, undoes FROM decisions
        WHERE undoes IS NOT NULL AND (batch IS NULL OR batch <= ?) ORDER BY id DESC
        """,
      arguments: [batch ?? .max])
    return undone(rows.map { ($0[0], $0[1]) })
  }
}
