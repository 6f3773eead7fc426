internal import Core
internal import GRDB

/// A row of the journal as stored.
struct DecisionRow {
  let id: Int64
  let undoes: Int64?
  let entry: DecisionRecord.Entry

  /// The whole journal, oldest first.
  static func all(_ db: Database) throws -> [DecisionRow] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT id, action, value, target_kind, target, undoes, reason, author, recorded_at
        FROM decisions ORDER BY id
        """
    ).map(DecisionRow.init)
  }

  private init(_ row: Row) throws {
    id = row[0]
    undoes = row[5]
    if let undoes {
      entry = .undone(undoes, reason: row[6], author: row[7], recordedAt: row[8])
      return
    }
    let digest = try row.requiredDigest(4)
    let target: Decision.Target =
      (row[3] as String) == "sample" ? .sample(SampleKey(digest)) : .content(ContentID(digest))
    let action: Decision.Action
    switch row[1] as String {
    case "keep": action = .keep
    case "exclude": action = .exclude
    case "relabel": action = .relabel(row[2])
    case "group": action = .group(row[2])
    default: throw BadColumn()
    }
    entry = .decided(
      Decision(action, target, reason: row[6], author: row[7], recordedAt: row[8]))
  }

  /// Which rows are in force.
  ///
  /// From the latest back: a row that is in force and undoes another takes
  /// this one out of force, so undoing an undoing brings the first back.
  static func active(_ rows: [DecisionRow]) -> Set<Int64> {
    var active: Set<Int64> = []
    var undone: Set<Int64> = []
    for row in rows.reversed() where !undone.contains(row.id) {
      active.insert(row.id)
      if let undoes = row.undoes { undone.insert(undoes) }
    }
    return active
  }
}
