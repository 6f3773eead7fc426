public import Core
internal import DatasetCatalog
internal import Layouts

/// Judges rejected members again from the bytes the workspace kept, after a fix or with other options.
///
/// The source itself is not needed. What is told of a member is what its layout said of it at its import;
/// words may be mapped anew, and limits raised.
public struct RetryImport: Sendable {
  private let options: ImportOptions
  /// Members whose bytes are in memory at a time.
  private static let batch = 256
  private static let batchBytes = 32 << 20

  /// A retry of one source (`options.name`), or of all.
  public init(options: ImportOptions) throws(WorkbenchError) {
    try options.limits.check()
    for (flag, isGiven) in [
      ("--layout", options.layout != nil), ("--dialect", options.dialect != nil),
      ("--votes", options.votes != nil), ("--column", !options.columns.isEmpty),
      ("--taxonomy", options.taxonomy != nil), ("--reference", options.references),
    ] where isGiven {
      throw .usage(
        "\(flag) changes how a source is read, which --retry does not do; import the source again with it"
      )
    }
    self.options = options
  }

  /// Opens the workspace and tries.
  public func run(workspace: String?, session: Session) throws(WorkbenchError) -> RetrySummary {
    let catalog = try WorkspaceOpening.writing(workspace)
    let sources = try lifting { () throws(CatalogError) in
      let all = try catalog.sources().sorted { $0.name < $1.name }
      if let name = options.name, !all.contains(where: { $0.name == name }) {
        throw CatalogError.unknownSource(name: name)
      }
      return all
    }
    var results: [RetrySummary.Source] = []
    for source in sources where options.name == nil || source.name == options.name {
      results.append(try retry(source, catalog, session: session))
    }
    return RetrySummary(workspace: catalog.path, sources: results)
  }

  private func retry(
    _ source: SourceSummary, _ catalog: Catalog, session: Session
  ) throws(WorkbenchError) -> RetrySummary.Source {
    let stored = source.layout?["map"]?.objectValue?.compactMapValues(\.stringValue) ?? [:]
    let renames = stored.merging(options.map) { _, new in new }
    let rule = source.layout?["vote_rule"]?.stringValue ?? options.voteRule
    let voteRule: VoteRule = try choice(rule, "--vote-rule")
    let resolver = try reading(source.name) { () throws(LayoutError) in
      try ClassResolver(taxonomy: catalog.taxonomy, renames: renames, rule: voteRule)
    }
    let examiner = try MemberExaminer(
      options: MemberExaminer.Options(
        acceptDamaged: options.acceptDamaged, maximumPixels: options.limits.pixels,
        keepsRejected: true),
      resolver: resolver, workers: session.pool.threads)
    let before = try lifting { () throws(CatalogError) in try catalog.ledger(source: source.name) }
    let importing = try lifting { () throws(CatalogError) in
      try catalog.beginRetry(source: source.name)
    }
    let reader = catalog.packReader()
    var (tried, last) = (0, RetryableMember?.none)
    while true {
      try session.checkCancelled("what was tried is in the ledger; run it again to go on")
      let after = last
      let page = try lifting { () throws(CatalogError) in
        try catalog.retryableMembers(source: source.name, after: after, limit: Self.batch)
      }
      let part = Self.light(page)
      if part.isEmpty { break }
      let records = try session.pool.tryMap(part.count) {
        index, worker throws(WorkbenchError) -> [Line] in
        try self.records(part[index], examiner, reader, worker)
      }
      let new = records.flatMap { $0 }.filter { record in
        record.isRow
          ? importing.state(ofMember: record.record.path, occurrence: 0) == .new : true
      }
      try lifting { () throws(CatalogError) in
        _ = try importing.append(new.map(\.record))
      }
      tried += part.count
      last = part.last
      session.report(Progress(step: "retry", done: tried, total: nil, unit: "members"))
    }
    try remember(renames, of: source, catalog)
    let ledger = try lifting { () throws(CatalogError) in try importing.finishRetry() }
    return RetrySummary.Source(
      tried: tried, acceptedBefore: before.acceptedCount,
      ledger: LedgerSummary(
        source: source.name, ledger: ledger, layout: source.layout,
        classNames: catalog.taxonomy.classNames, isComplete: source.isComplete))
  }

  /// As many members as are light enough to be in memory together, and at least one.
  private static func light(_ page: [RetryableMember]) -> [RetryableMember] {
    var bytes = 0
    return Array(
      page.prefix { member in
        defer { bytes += member.location.length }
        return bytes == 0 || bytes + member.location.length <= batchBytes
      })
  }

  /// A line of the ledger: a member's, or that of a row of its label table.
  private struct Line: Sendable {
    let record: ImportRecord
    let isRow: Bool
  }

  private func records(
    _ member: RetryableMember, _ examiner: MemberExaminer, _ reader: PackReader, _ worker: Int
  ) throws(WorkbenchError) -> [Line] {
    let bytes = try lifting { () throws(CatalogError) in try reader.bytes(at: member.location) }
    var claims: [LabelClaim] = []
    for claim in member.claim?.arrayValue ?? [] {
      claims.append(
        try reading(member.path) { () throws(LayoutError) in try LabelClaim(json: claim) })
    }
    guard !claims.isEmpty else { return [] }
    let (outcome, refused) = examiner.retried(bytes, claims: claims, worker: worker)
    let own = ImportRecord(path: member.path, occurrence: member.occurrence, outcome: outcome)
    return [Line(record: own, isRow: false)]
      + refused.map { row, reason in
        Line(
          record: ImportRecord(path: row, outcome: .rejected(reason: reason)), isRow: true)
      }
  }

  /// Keeps what was mapped now with the source, so that importing it again reads it alike.
  private func remember(
    _ renames: [String: String], of source: SourceSummary, _ catalog: Catalog
  ) throws(WorkbenchError) {
    guard case .object(var layout)? = source.layout else { return }
    layout["map"] = .object(renames.mapValues(JSON.string))
    try lifting { () throws(CatalogError) in
      try catalog.setLayout(.object(layout), ofSource: source.name)
    }
  }
}

/// What a retry came to.
public struct RetrySummary: Sendable {
  /// One source.
  public struct Source: Sendable {
    /// Members that were tried.
    public let tried: Int
    /// Members that were samples before.
    public let acceptedBefore: Int
    /// The ledger afterwards.
    public let ledger: LedgerSummary

    /// Members that became samples.
    public var gained: Int { ledger.accepted - acceptedBefore }
    /// Members that are rejected and whose bytes were not kept, or of which nothing was claimed.
    public var remaining: Int { ledger.rejected.reduce(0) { $0 + $1.count } }
  }

  /// The workspace's folder.
  public let workspace: String
  /// The sources that were tried, by name.
  public let sources: [Source]

  /// For programs.
  public var json: JSON {
    [
      "sources": .array(
        sources.map {
          [
            "gained": .integer($0.gained), "ledger": $0.ledger.json,
            "rejected": .integer($0.remaining), "tried": .integer($0.tried),
          ]
        }), "workspace": .string(workspace),
    ]
  }
}
