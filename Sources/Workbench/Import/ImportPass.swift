internal import Archives
internal import Core
internal import DatasetCatalog
internal import Layouts

/// One pass over a source, in rounds: while a batch is examined on all threads, the one after it is
/// read, and those before it are committed.
struct ImportPass {
  typealias Appended = BatchWriter.Appended

  private let feed: MemberFeed
  private let importing: ImportSession
  private let writer: BatchWriter
  private let examiner: MemberExaminer
  private let session: Session
  private let name: String
  /// The bytes of the batch that was examined last.
  private var weight = 0
  private var members = 0

  /// Up to this many bytes the next batch is read while one is examined.
  private static let lightBatch = 64 << 20
  private var known = 0
  private var setAside: [String: Int] = [:]
  private var copied = 0

  init(
    feed: MemberFeed, importing: ImportSession, examiner: MemberExaminer, name: String,
    session: Session
  ) {
    (self.feed, self.importing, self.examiner) = (feed, importing, examiner)
    (self.name, self.session) = (name, session)
    writer = BatchWriter(importing, threads: session.pool.threads)
  }

  /// What the ledger gained.
  struct Outcome {
    var appended = Appended()
    var known = 0
    /// Samples that are excluded by decisions from the start, by reason.
    var setAside: [String: Int] = [:]
    /// Members whose bytes were copied.
    var copied = 0
  }

  /// Imports to the end of the source.
  ///
  /// After a fault of the archive everything that was read whole is kept; importing a sound copy completes it.
  ///
  /// - Parameter isWhole: whether the survey could read the source to its end.
  mutating func run(isWhole: Bool) throws(WorkbenchError) -> Outcome {
    do throws(WorkbenchError) {
      try walk(isWhole: isWhole)
    } catch {
      // What was examined is kept; a failure to keep it came first.
      _ = try writer.finish()
      throw error
    }
    return Outcome(
      appended: try writer.finish(), known: known, setAside: setAside, copied: copied)
  }

  private mutating func walk(isWhole: Bool) throws(WorkbenchError) {
    while true {
      if feed.batch.isEmpty, feed.table == nil, !feed.isAtEnd {
        // Members of hundreds of megabytes go through one batch at a time.
        if weight > Self.lightBatch { _ = try writer.finish() }
        feed.readBatch()
      }
      let current = feed.takeBatch()
      if current.isEmpty, feed.isAtEnd, feed.table == nil { break }
      if !current.isEmpty { try round(current) }
      if feed.table != nil, feed.batch.isEmpty {
        try feed.giveRows { rows throws(WorkbenchError) in try round(rows, readsAhead: false) }
      }
    }
    if let fault = feed.fault { throw .archive(fault) }
    // Behind a fault of the survey the images of the rest may well be there.
    if isWhole { try writer.take(unmatchedRows()) }
  }

  /// Examines a batch while the next is read, and hands it to the writer.
  private mutating func round(
    _ current: [PendingMember], readsAhead: Bool = true
  ) throws(WorkbenchError) {
    if session.isCancelled() {
      throw .cancelled(
        resume: "\(members) members of \(name) are in the ledger; import it again to complete it")
    }
    let (feed, examiner, importing) = (feed, examiner, importing)
    weight = current.reduce(0) { $0 + $1.size }
    // The slow single task comes first, so that the others fill the threads beside it.
    let reads =
      readsAhead && !feed.isAtEnd && feed.table == nil && weight <= Self.lightBatch ? 1 : 0
    let findings = try session.pool.tryMap(reads + current.count) {
      index, worker throws(WorkbenchError) -> MemberExaminer.Finding in
      guard index >= reads else {
        feed.readBatch()
        return MemberExaminer.Finding()
      }
      return try examiner.examine(current[index - reads], importing: importing, worker: worker)
    }
    var examined: [ImportRecord] = []
    examined.reserveCapacity(current.count)
    for finding in findings[reads...] {
      if let record = finding.record {
        count(record)
        examined.append(record)
      }
      examined += finding.rows.compactMap { placed($0) }
      if finding.isKnown { known += 1 }
    }
    try writer.take(examined)
    members += current.count
    session.report(
      Progress(step: "import", done: members, total: nil, unit: "members", note: feed.share))
  }

  private mutating func count(_ record: ImportRecord) {
    guard case .accepted(let member) = record.outcome else { return }
    if member.reference == nil { copied += 1 }
    for sample in member.samples {
      if let reason = sample.exclusion { setAside[reason, default: 0] += 1 }
    }
  }

  /// The rows of label tables that no member answered to, where the ledger does not have them yet.
  private func unmatchedRows() -> [ImportRecord] {
    feed.exhaustedLayout.unmatchedRows().compactMap { row in
      placed(ImportRecord(path: row.name, outcome: .rejected(reason: row.reason)))
    }
  }

  /// A row's line with its occurrence, unless the ledger says the same of it already.
  private func placed(_ row: ImportRecord) -> ImportRecord? {
    var row = row
    row.occurrence = feed.occurrence(of: row.path)
    switch importing.state(ofMember: row.path, occurrence: row.occurrence, contentID: nil) {
    case .new: return row
    case .known(.rejected): return row.outcome.status == .ignored ? row : nil
    case .known, .changed: return nil
    }
  }
}
