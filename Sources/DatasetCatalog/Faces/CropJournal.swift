internal import Core
internal import GRDB

/// The journal as cropping sees it: what others decided, and what cropping decided before.
public struct CropJournal: Sendable {
  /// The effects of everybody else's decisions.
  let others: DecisionEffects
  /// Cropping's own decisions in force, by sample.
  private var own: [SampleKey: [(id: Int64, reason: String)]] = [:]
  /// The samples for which somebody else has undone a decision of cropping's.
  private var overruled: Set<SampleKey> = []

  init(_ rows: [DecisionRow], taxonomy: Taxonomy) {
    let active = DecisionRow.active(rows)
    var authored: [Int64: SampleKey] = [:]
    for row in rows {
      guard case .decided(let decision) = row.entry, decision.author == Catalog.cropAuthor,
        case .sample(let key) = decision.target
      else { continue }
      authored[row.id] = key
      if active.contains(row.id) { own[key, default: []].append((row.id, decision.reason)) }
    }
    others = DecisionEffects(rows, leavingOut: Set(authored.keys), taxonomy: taxonomy)
    for row in rows {
      guard case .undone(let id, _, let author, _) = row.entry, author != Catalog.cropAuthor,
        active.contains(row.id), let key = authored[id]
      else { continue }
      overruled.insert(key)
    }
  }

  /// Appends what makes cropping's decisions those that are wanted, in the order of the keys.
  func reconcile(with wanted: [SampleKey: String], _ db: Database) throws {
    let undo = try db.makeStatement(
      sql: "INSERT INTO decisions (undoes, reason, author) VALUES (?, ?, ?)")
    for key in own.keys.sorted() {
      for (id, reason) in own[key] ?? [] where wanted[key] != reason {
        try undo.execute(
          arguments: [id, "cropped again with other settings", Catalog.cropAuthor])
      }
    }
    let exclude = try RowStatement(
      db,
      """
      INSERT INTO decisions (action, target_kind, target, reason, author)
      VALUES ('exclude', 'sample', ?, ?, ?)
      """)
    for (key, reason) in wanted.sorted(by: { $0.key < $1.key }) {
      let stands = own[key]?.contains { $0.reason == reason } ?? false
      if stands || overruled.contains(key) { continue }
      exclude.begin()
      try exclude.bind(key.digest)
      try exclude.bind(reason)
      try exclude.bind(Catalog.cropAuthor)
      try exclude.execute()
    }
  }
}
