internal import Core
internal import GRDB

extension Catalog {
  /// The decisions in force that commands wrote, in the order of the journal.
  ///
  /// What imports and crops decide themselves is left out: they decide it again wherever they are run.
  /// - Throws: `CatalogError`.
  public func decisionsInForce() throws(CatalogError) -> [Decision] {
    try read { db in
      let rows = try DecisionRow.all(db)
      let active = DecisionRow.active(rows)
      return rows.compactMap { row in
        guard row.batch != nil, active.contains(row.id), case .decided(let decision) = row.entry
        else { return nil }
        return decision
      }
    }
  }

  /// Appends decisions from elsewhere, as one batch, as far as they are not in force already.
  ///
  /// For each target and aspect the last of them is what they say. Where the workspace says the same, they are
  /// passed over, so a second time changes nothing; else all of that target and aspect are appended in their
  /// order. A decision on a content and one on a sample of it are weighed together.
  /// - Throws: `CatalogError`; then none is stored.
  /// - Returns: How many were appended.
  public func appendMissing(
    _ decisions: [Decision], verb: String
  ) throws(CatalogError) -> Int {
    try write { db in
      let missing = try MissingDecisions(decisions, self, db).list
      guard !missing.isEmpty else { return 0 }
      return try append(missing, to: try Self.newBatch(verb, db), db).count
    }
  }
}

/// The decisions of a list that a journal does not have in force.
private struct MissingDecisions {
  private struct Matter: Hashable {
    let target: Decision.Target
    let aspect: Decision.Action.Aspect

    init(_ action: Decision.Action, _ target: Decision.Target) {
      (self.target, aspect) = (target, action.aspect)
    }

    init(_ target: Decision.Target, _ aspect: Decision.Action.Aspect) {
      (self.target, self.aspect) = (target, aspect)
    }
  }

  let list: [Decision]

  init(_ decisions: [Decision], _ catalog: Catalog, _ db: Database) throws {
    var wanted: [Matter: Decision.Action] = [:]
    var hasContents = false
    for decision in decisions {
      wanted[Matter(decision.action, decision.target)] = decision.action
      if case .content = decision.target { hasContents = true }
    }
    var unknown = Set(wanted.keys)
    let undone = try DecisionRow.undone(db)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT id, action, value, target_kind, target FROM decisions
        WHERE undoes IS NULL ORDER BY id
        """)
    while let row = try rows.next() {
      let id: Int64 = row[0]
      if undone.contains(id) { continue }
      let action = try DecisionRow.action(row[1], row[2])
      let target = DecisionRow.target(row[3], try row.requiredDigest(4))
      if case .content = target { hasContents = true }
      let matter = Matter(action, target)
      guard let last = wanted[matter] else { continue }
      if last == action { unknown.remove(matter) } else { unknown.insert(matter) }
    }
    if hasContents { unknown.formUnion(try Self.outweighed(decisions, catalog, db)) }
    list = decisions.filter { unknown.contains(Matter($0.action, $0.target)) }
  }

  /// The matters in which a decision on a content or on its samples hides what the list says.
  private static func outweighed(
    _ decisions: [Decision], _ catalog: Catalog, _ db: Database
  ) throws -> Set<Matter> {
    let present = try DecisionEffects(db, taxonomy: catalog.taxonomy)
    var listed = DecisionEffects(taxonomy: catalog.taxonomy)
    for decision in decisions { listed.note(decision.action, decision.target) }
    listed.finish()
    let samples = try catalog.sampleSummaries(db, present)
    var hidden: [ContentID: Set<Decision.Action.Aspect>] = [:]
    for sample in samples {
      let said = listed.effect(on: sample.sampleKey, sample.contentID)
      let found = present.effect(on: sample.sampleKey, sample.contentID)
      var aspects: [Decision.Action.Aspect] = []
      if said.use != nil, said.use != found.use { aspects.append(.use) }
      if said.label != nil, said.label != found.label { aspects.append(.label) }
      if said.pin != nil, said.pin != found.pin { aspects.append(.pin) }
      if let group = said.group,
        found.group.map({ present.groupNames[Int($0)] }) != listed.groupNames[Int(group)]
      {
        aspects.append(.group)
      }
      if !aspects.isEmpty { hidden[sample.contentID, default: []].formUnion(aspects) }
    }
    // All samples of such a content, so that what is appended for it outweighs none of them wrongly.
    var matters: Set<Matter> = []
    for sample in samples {
      for aspect in hidden[sample.contentID] ?? [] {
        matters.insert(Matter(.sample(sample.sampleKey), aspect))
        matters.insert(Matter(.content(sample.contentID), aspect))
      }
    }
    return matters
  }
}
