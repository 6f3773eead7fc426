internal import Archives
internal import Core
internal import DatasetCatalog
internal import Layouts
internal import Synchronization

/// One pass over a source, in rounds: while a batch is examined on all threads, the one before it is
/// committed and the one after it is read.
struct ImportPass {
  private let feed: MemberFeed
  private let importing: ImportSession
  private let examiner: MemberExaminer
  private let session: Session
  private let name: String
  /// Examined, but not committed yet.
  private var examined: [ImportRecord] = []
  private var members = 0
  private var known = 0
  private var appended = Appended()

  /// What the catalog said of the batches it took.
  struct Appended {
    var records = 0
    var newContents = 0
    /// Contents that another source had brought, by its name.
    var knownContents: [String: Int] = [:]
  }

  init(
    feed: MemberFeed, importing: ImportSession, examiner: MemberExaminer, name: String,
    session: Session
  ) {
    (self.feed, self.importing, self.examiner) = (feed, importing, examiner)
    (self.name, self.session) = (name, session)
  }

  /// What the ledger gained.
  struct Outcome {
    var appended = Appended()
    var known = 0
  }

  /// Imports to the end of the source.
  ///
  /// After a fault of the archive everything that was read whole is kept; importing a sound copy completes it.
  mutating func run() throws(WorkbenchError) -> Outcome {
    feed.readBatch()
    while true {
      let current = feed.takeBatch()
      if current.isEmpty, feed.isAtEnd, feed.table == nil { break }
      if !current.isEmpty { try round(current) }
      if feed.table != nil, feed.batch.isEmpty {
        try feed.giveRows { rows throws(WorkbenchError) in try round(rows, readsAhead: false) }
        if !feed.isAtEnd { feed.readBatch() }
      }
    }
    if let fault = feed.fault {
      try commit()
      throw .archive(fault)
    }
    examined += unmatchedRows()
    try commit()
    return Outcome(appended: appended, known: known)
  }

  /// Examines a batch while the one before it is committed and the next is read.
  private mutating func round(
    _ current: [PendingMember], readsAhead: Bool = true
  ) throws(WorkbenchError) {
    if session.isCancelled() {
      try commit()
      throw .cancelled(
        resume: "\(members) members of \(name) are in the ledger; import it again to complete it")
    }
    let (feed, examiner, importing, previous) = (feed, examiner, importing, examined)
    // The slow single tasks come first, so that the others fill the threads beside them.
    let commits = previous.isEmpty ? 0 : 1
    let reads = readsAhead && !feed.isAtEnd && feed.table == nil
    let singles = commits + (reads ? 1 : 0)
    let summary = Mutex(AppendSummary())
    let findings = try session.pool.tryMap(singles + current.count) {
      index, worker throws(WorkbenchError) -> MemberExaminer.Finding in
      if index < commits {
        let added = try lifting { () throws(CatalogError) in try importing.append(previous) }
        summary.withLock { $0 = added }
      } else if index < singles {
        feed.readBatch()
      } else {
        return try examiner.examine(
          current[index - singles], importing: importing, worker: worker)
      }
      return MemberExaminer.Finding()
    }
    note(summary.withLock { $0 }, previous.count)
    examined = []
    for finding in findings[singles...] {
      if let record = finding.record { examined.append(record) }
      examined += finding.rows
      if finding.isKnown { known += 1 }
    }
    members += current.count
    session.report(
      Progress(step: "import", done: members, total: nil, unit: "members", note: feed.share))
  }

  /// The rows of label tables that no member answered to, where the ledger does not have them yet.
  private func unmatchedRows() -> [ImportRecord] {
    feed.exhaustedLayout.unmatchedRows().compactMap { row in
      guard importing.state(ofMember: row.name, occurrence: 0, contentID: nil) == .new else {
        return nil
      }
      return ImportRecord(
        path: row.name,
        outcome: .rejected(reason: row.reason, contentID: nil, bytes: nil, claim: nil))
    }
  }

  private mutating func commit() throws(WorkbenchError) {
    guard !examined.isEmpty else { return }
    let (records, importing) = (examined, importing)
    note(
      try lifting { () throws(CatalogError) in try importing.append(records) }, records.count)
    examined = []
  }

  private mutating func note(_ summary: AppendSummary, _ records: Int) {
    appended.records += records
    appended.newContents += summary.newContents
    appended.knownContents.merge(summary.knownContents, uniquingKeysWith: +)
  }
}
