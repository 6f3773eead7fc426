internal import Archives
internal import Core
internal import DatasetCatalog
internal import Layouts

/// One pass over a source: read a batch, examine it on all threads while the one before is committed, go on.
struct ImportPass: ~Copyable {
  private let layout: FolderLayout
  private let importing: ImportSession
  private let examiner: MemberExaminer
  private let session: Session
  private var reader: SourceReader
  /// The member that was read before the pass began.
  private var first: ArchiveMember?
  private var occurrences: [String: Int] = [:]
  private var evidence: [SplitEvidence: Int] = [:]
  private var batch: [PendingMember] = []
  /// Examined, but not committed yet.
  private var examined: [ImportRecord] = []
  private var members = 0
  private var added = 0
  private var known = 0

  /// A batch ends at this many members or bytes, whichever comes first.
  private static let batchMembers = 1024
  private static let batchBytes = 32 << 20

  init(
    reader: consuming SourceReader, first: ArchiveMember?, layout: FolderLayout,
    importing: ImportSession, options: MemberExaminer.Options, session: Session
  ) throws(WorkbenchError) {
    self.first = first
    (self.layout, self.importing, self.session) = (layout, importing, session)
    examiner = try MemberExaminer(options: options, workers: session.pool.threads)
    self.reader = reader
  }

  /// Imports to the end of the source.
  ///
  /// After a fault of the archive everything that was read whole is kept; importing a sound copy completes it.
  mutating func run(
    name: String, catalog: Catalog, renames: [String: String]
  ) throws(WorkbenchError) -> ImportSummary {
    var fault: ArchiveError?
    var isMore = true
    while isMore {
      do throws(ArchiveError) { isMore = try readBatch() } catch {
        fault = error
        isMore = false
      }
      try examineBatch(name: name)
    }
    try commit(examined)
    if let fault { throw .archive(fault) }
    let summary: ArchiveSummary
    do { summary = try reader.finish() } catch { throw .archive(error) }
    if let warning = summary.warning { session.warn("\(name): \(warning)") }
    var layoutJSON: [String: JSON] = [
      "layout": "folders", "map": .object(renames.mapValues(JSON.string)),
    ]
    if let warning = summary.warning { layoutJSON["warning"] = .string(warning) }
    let found = evidence.map { (text: "\($0.key)", count: $0.value) }.sorted { $0.text < $1.text }
    layoutJSON["official_split"] = .object(
      Dictionary(found.map { ($0.text, .integer($0.count)) }) { first, _ in first })
    let ledger = try lifting { () throws(CatalogError) in
      try importing.finish(
        rawDigest: summary.rawDigest, rawBytes: summary.rawBytes,
        layout: .object(layoutJSON))
    }
    return ImportSummary(
      source: name, workspace: catalog.path, classNames: catalog.taxonomy.classNames,
      ledger: ledger, added: added, known: known, digest: summary.rawDigest,
      evidence: found.map { "\($0.text): \($0.count)" })
  }

  /// Reads members until the batch is full; false at the end of the source.
  private mutating func readBatch() throws(ArchiveError) -> Bool {
    var bytes = 0
    while batch.count < Self.batchMembers, bytes < Self.batchBytes {
      guard let member = try nextMember() else { return false }
      let pending = try pending(member)
      bytes += pending.bytes.count
      batch.append(pending)
    }
    return true
  }

  private mutating func nextMember() throws(ArchiveError) -> ArchiveMember? {
    if let first = first.take() { return first }
    return try reader.next()
  }

  /// A member with its bytes, or with the reason why it has none.
  private mutating func pending(_ member: ArchiveMember) throws(ArchiveError) -> PendingMember {
    let path = member.path ?? member.displayName
    let occurrence = occurrences[path, default: 0]
    occurrences[path] = occurrence + 1
    func settled(_ outcome: ImportOutcome) -> PendingMember {
      PendingMember(path: path, occurrence: occurrence, content: .settled(outcome))
    }
    func unlabelled(_ outcome: ImportOutcome) -> PendingMember {
      PendingMember(path: path, occurrence: occurrence, content: .unlabelled(outcome))
    }
    switch member.kind {
    case .directory: return settled(.ignored(reason: "a folder"))
    case .link: return settled(.ignored(reason: "a link"))
    case .other:
      let reason = member.problem?.description ?? "not a regular file"
      return settled(.rejected(reason: reason, contentID: nil, bytes: nil))
    case .file: break
    }
    if let problem = member.problem {
      return settled(.rejected(reason: problem.description, contentID: nil, bytes: nil))
    }
    guard let name = member.path else {
      return settled(.rejected(reason: "its name is not UTF-8", contentID: nil, bytes: nil))
    }
    switch layout.interpret(path: name) {
    case .ignored(let reason): return unlabelled(.ignored(reason: reason))
    case .rejected(let reason):
      return unlabelled(.rejected(reason: reason, contentID: nil, bytes: nil))
    case .labelled(let label):
      var bytes: [UInt8] = []
      do { try reader.readData(into: &bytes) } catch  where error.concernsOneMember {
        return settled(.rejected(reason: error.description, contentID: nil, bytes: nil))
      }
      if let found = label.splitEvidence { evidence[found, default: 0] += 1 }
      return PendingMember(
        path: name, occurrence: occurrence, content: .labelled(label, bytes: bytes))
    }
  }

  /// Examines the batch on all threads, while one of them commits the batch before it.
  private mutating func examineBatch(name: String) throws(WorkbenchError) {
    if session.isCancelled() {
      try commit(examined)
      throw .cancelled(
        resume: "\(members) members of \(name) are in the ledger; import it again to complete it")
    }
    let (previous, pending) = (examined, batch)
    let (examiner, importing) = (examiner, importing)
    let commits = previous.isEmpty ? 0 : 1
    let results = try session.pool.tryMap(commits + pending.count) {
      index, worker throws(WorkbenchError) -> ImportRecord? in
      guard index < commits else {
        return try examiner.examine(pending[index - commits], importing: importing, worker: worker)
      }
      try lifting { () throws(CatalogError) in try importing.append(previous) }
      return nil
    }
    examined = results.compactMap { $0 }
    members += pending.count
    added += examined.count
    known += pending.count - examined.count
    batch.removeAll(keepingCapacity: true)
    session.report(
      Progress(step: "import", done: members, total: nil, unit: "members", note: share()))
  }

  private func commit(_ records: [ImportRecord]) throws(WorkbenchError) {
    guard !records.isEmpty else { return }
    try lifting { () throws(CatalogError) in try importing.append(records) }
  }

  private func share() -> String {
    guard let all = reader.rawBytes, all > 0 else { return "" }
    return "\(min(100, reader.rawBytesRead * 100 / all)) %"
  }
}
