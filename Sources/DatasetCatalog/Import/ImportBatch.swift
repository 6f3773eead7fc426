internal import Core
internal import GRDB

/// Writes the rows of one batch, inside its transaction.
struct ImportBatch {
  private let source: String
  private let known: KnownMembers
  private let plan: ContentPlan
  private var contents: ContentRows
  private var members: MemberRows
  private var samples: SampleRows

  init(
    _ db: Database, source: String, sourceID: Int64, known: KnownMembers, plan: ContentPlan
  ) throws {
    self.source = source
    self.known = known
    self.plan = plan
    contents = try ContentRows(db, sourceID: sourceID)
    members = try MemberRows(db, source: source, sourceID: sourceID)
    samples = try SampleRows(db, sourceID: sourceID)
  }

  mutating func store(_ batch: [ImportRecord], _ appended: PackFolder.Appended?) throws {
    let rows = try contents.store(plan, batch, appended)
    for (number, record) in batch.enumerated() {
      let entry = plan.entryOfRecord[number]
      try store(
        record, content: entry.flatMap { rows[$0] },
        digest: entry.map { plan.entries[$0].contentID.digest })
    }
  }

  private mutating func store(_ record: ImportRecord, content: Int64?, digest: Digest?) throws {
    var line = MemberRows.Line(status: record.outcome.status, content: content, digest: digest)
    switch record.outcome {
    case .accepted: break
    case .rejected(let reason, _, _, let claim): (line.reason, line.claim) = (reason, claim)
    case .ignored(let reason): line.reason = reason
    }
    let member: Int64
    switch known.state(path: record.path, occurrence: record.occurrence, content: digest) {
    case .changed: throw CatalogError.memberChanged(source: source, member: record.path)
    case .known(.accepted): return
    case .known: member = try members.update(record, line)
    case .new: member = try members.insert(record, line)
    }
    if case .accepted(let accepted) = record.outcome {
      guard let content else { throw BadColumn() }
      try samples.store(accepted, member: member, content: content)
    }
  }
}
