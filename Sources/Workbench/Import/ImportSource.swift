internal import Archives
internal import Core
internal import DatasetCatalog
internal import Layouts

/// Reads a labelled dataset into the catalog; every member ends in the ledger.
///
/// Two passes: the first walks the names and reads the label tables, so that the layout is known, told and
/// checked before anything is kept; the second reads the members in order, which are decoded and measured
/// on all threads and committed in batches. A few batches of members are in memory at a time.
public struct ImportSource: Sendable {
  private let paths: [String]
  private let options: ImportOptions
  private let taxonomy: Taxonomy?
  private let isTaxonomyNamed: Bool

  /// An import of an archive, a folder, a table of pixels, or "-", standard input; several paths are the
  /// consecutive parts of one archive.
  public init(_ paths: [String], options: ImportOptions = ImportOptions()) throws(WorkbenchError) {
    let taxonomy = try options.taxonomy.map { name throws(WorkbenchError) in
      try TaxonomyFile.named(name)
    }
    try self.init(paths, options: options, taxonomy: taxonomy, isTaxonomyNamed: taxonomy != nil)
  }

  init(
    _ paths: [String], options: ImportOptions, taxonomy: Taxonomy?, isTaxonomyNamed: Bool
  ) throws(WorkbenchError) {
    guard !paths.isEmpty else { throw .usage("name what is to be imported") }
    try options.limits.check()
    (self.paths, self.options) = (paths, options)
    (self.taxonomy, self.isTaxonomyNamed) = (taxonomy, isTaxonomyNamed)
  }

  /// Opens or makes the workspace and imports.
  public func run(workspace: String?, session: Session) throws(WorkbenchError) -> ImportSummary {
    let place = WorkspaceOpening.place(workspace)
    let source = try lifting { () throws(ArchiveError) in
      try SourceFiles(
        paths: paths, spoolFolder: WorkspaceOpening.spoolFolder(place),
        limits: options.limits.forArchives,
        excluding: place)
    }
    let name = options.name ?? source.name
    let existing = try WorkspaceOpening.existing(place, taxonomy: taxonomy)
    let sources = try existing.map { catalog throws(WorkbenchError) in
      try lifting { () throws(CatalogError) in try catalog.sources() }
    }
    let known = KnownSource(sources?.first { $0.name == name })
    let renames = known.map.merging(options.map) { _, new in new }
    // Nothing is kept before the survey is through: a wrong path, an empty archive, something that is none,
    // or labels that mean nothing must not leave a new workspace behind.
    let votes = try options.votes.map { path throws(WorkbenchError) in try VotesFile(path: path) }
    let survey = try SourceSurvey(
      source: source, limits: options.limits.forArchives, session: session
    ).run(try layoutOptions(existing?.taxonomy, renames: renames, votes: votes))
    try known.check(source, survey, name: name)
    let settings = options.settings(votes: votes?.digest)
    if let existing, survey.fault == nil,
      let same = try sameSource(
        in: existing, sources ?? [], source, survey, name, renames, settings)
    {
      return same
    }
    if let existing, known.isNew, survey.fault == nil {
      let check = CopyCheck(
        catalog: existing, resolver: ResolverCache(survey.choice.resolver), session: session)
      let original = try check.original(of: try feed(source, survey))
      if let held = sources?.first(where: { $0.name == original }) {
        return try summary(of: held, in: existing, survey, sameAs: held.name)
      }
    }
    for warning in survey.choice.warnings { session.warn("\(name): \(warning)") }
    let catalog: Catalog
    if let existing {
      catalog = existing
    } else {
      catalog = try WorkspaceOpening.made(place, taxonomy: survey.choice.resolver.taxonomy)
      guard try lifting({ () throws(CatalogError) in try catalog.sources() }).isEmpty else {
        throw .problem(
          "another import made the workspace \(place) meanwhile; import \(source.displayPath) again"
        )
      }
    }
    let importing = try lifting { () throws(CatalogError) in
      try catalog.beginImport(source: name, path: source.path, kind: source.kind.rawValue)
    }
    if sources?.first(where: { $0.name == name })?.layout == nil {
      // Kept from the start, so that an import that breaks off is completed the way it began.
      let begun = SourceRecord(
        survey: survey, renames: renames, settings: settings, splitEvidence: [:])
      try lifting { () throws(CatalogError) in
        try catalog.setLayout(begun.json, ofSource: name)
      }
    }
    let feed = try feed(source, survey)
    var pass = ImportPass(
      feed: feed, importing: importing,
      examiner: try examiner(survey.choice.resolver, session: session), name: name,
      session: session)
    let outcome = try pass.run(isWhole: survey.fault == nil)
    if let fault = survey.fault { throw .archive(fault) }
    guard feed.members == survey.members else {
      throw .problem(
        "\(source.path) changed while it was read: it had \(survey.members) members, then \(feed.members); "
          + "what was read is kept, import it again to complete it")
    }
    if let warning = survey.summary.warning { session.warn("\(name): \(warning)") }
    if options.references, outcome.copied > 0 {
      session.warn(
        "\(name): \(outcome.copied) images were copied although --reference was given, since the source "
          + "does not hold them uncompressed in one file that stays")
    }
    let record = SourceRecord(
      survey: survey, renames: renames, settings: settings, splitEvidence: feed.evidence)
    let ledger = try lifting { () throws(CatalogError) in
      try importing.finish(
        rawDigest: survey.summary.rawDigest, rawBytes: survey.summary.rawBytes,
        layout: record.json)
    }
    if ledger.acceptedCount == 0 {
      session.warn("\(name): not one member became a sample; the reasons are in the ledger")
    }
    return ImportSummary(
      source: name, catalog: catalog, ledger: ledger, layout: record.json,
      digest: survey.summary.rawDigest, outcome: outcome)
  }

  private func layoutOptions(
    _ own: Taxonomy?, renames: [String: String], votes: VotesFile?
  ) throws(WorkbenchError) -> LayoutOptions {
    var layout = LayoutOptions()
    layout.layout = options.layout
    layout.taxonomy = own ?? taxonomy
    layout.isTaxonomyNamed = isTaxonomyNamed
    layout.renames = renames
    layout.columns = options.columns
    layout.voteRule = try choice(options.voteRule, "--vote-rule")
    (layout.peakFrames, layout.neutralFrames) = (options.peakFrames, options.neutralFrames)
    let taxonomy = layout.taxonomy
    layout.dialect = try options.dialect.map { text throws(WorkbenchError) in
      try reading(paths[0]) { () throws(LayoutError) in
        try Dialect.named(text, taxonomy: taxonomy)
      }
    }
    layout.votes = votes?.table
    return layout
  }

  private func feed(
    _ source: SourceFiles, _ survey: SourceSurvey.Result
  ) throws(WorkbenchError) -> MemberFeed {
    let limits = options.limits.forArchives
    let reader = try lifting { () throws(ArchiveError) in
      try source.reader(limits: limits, hashing: false)
    }
    return MemberFeed(
      reader: reader, layout: survey.choice.layout,
      options: MemberFeed.Options(
        keepsRejected: options.keepsRejected, references: options.references, limits: limits))
  }

  private func examiner(
    _ resolver: ClassResolver, session: Session
  ) throws(WorkbenchError) -> MemberExaminer {
    try MemberExaminer(
      options: MemberExaminer.Options(
        acceptDamaged: options.acceptDamaged, maximumPixels: options.limits.pixels,
        keepsRejected: options.keepsRejected),
      resolver: resolver, workers: session.pool.threads)
  }

  /// The source that already holds these very bytes, read the same way with nothing left to do for it.
  private func sameSource(
    in catalog: Catalog, _ sources: [SourceSummary], _ source: SourceFiles,
    _ survey: SourceSurvey.Result, _ name: String, _ renames: [String: String], _ settings: JSON
  ) throws(WorkbenchError) -> ImportSummary? {
    let isNew = !sources.contains { $0.name == name }
    for held in sources where held.isComplete && held.rawDigest == survey.summary.rawDigest {
      guard let layout = held.layout, layout["warning"]?.stringValue == nil,
        layout["map"] == .object(renames.mapValues(JSON.string)), layout["settings"] == settings,
        held.name == name || isNew
      else { continue }
      let (ledger, isReferenced) = try lifting { () throws(CatalogError) in
        (try catalog.ledger(source: held.name), try catalog.hasReferences(to: held))
      }
      // Rejected members may be accepted now, and bytes that lie in the source may be wanted in the packs, or
      // be elsewhere now.
      let isDone = ledger.rejectedCount == 0 && !isReferenced
      guard held.name != name || isDone else { continue }
      return try summary(of: held, in: catalog, survey, sameAs: held.name)
    }
    return nil
  }

  /// What is told of a source that adds nothing.
  private func summary(
    of held: SourceSummary, in catalog: Catalog, _ survey: SourceSurvey.Result, sameAs: String
  ) throws(WorkbenchError) -> ImportSummary {
    let ledger = try lifting { () throws(CatalogError) in try catalog.ledger(source: held.name) }
    return ImportSummary(
      source: held.name, catalog: catalog, ledger: ledger, layout: held.layout ?? .null,
      digest: survey.summary.rawDigest,
      outcome: ImportPass.Outcome(known: ledger.memberCount), sameAs: sameAs)
  }
}

/// What the workspace knows of a source of the name that is to be imported.
struct KnownSource {
  private let held: SourceSummary?

  init(_ held: SourceSummary?) { self.held = held }

  /// Whether nothing of that name was imported before.
  var isNew: Bool { held == nil }

  /// The words mapped in earlier imports.
  var map: [String: String] {
    held?.layout?["map"]?.objectValue?.compactMapValues(\.stringValue) ?? [:]
  }

  /// Refuses to add to a complete source what another archive or folder of the same name holds.
  func check(
    _ source: SourceFiles, _ survey: SourceSurvey.Result, name: String
  ) throws(WorkbenchError) {
    // A tar without its end marker may have been cut between two members.
    guard let held, held.isComplete, held.layout?["warning"]?.stringValue == nil else { return }
    if source.kind == .folder {
      // A folder may grow; another folder is another source.
      guard held.kind == "folder", held.path == source.path else {
        throw .problem(
          "the workspace has a source '\(name)' read from \(held.path); import \(source.path) under another --name"
        )
      }
    } else if held.rawDigest != survey.summary.rawDigest {
      throw .problem(
        "the workspace has a source '\(name)' of other bytes than \(source.path); import this one under another --name"
      )
    }
  }
}

/// FER+'s label file, as a person named it.
struct VotesFile {
  let table: VoteTable
  let digest: Digest

  init(path: String) throws(WorkbenchError) {
    let bytes = try lifting { () throws(FileError) in try Files.read(path, limit: 256 << 20) }
    table = try reading(path) { () throws(LayoutError) in
      try VoteTable(parsing: bytes, name: Files.lastComponent(path))
    }
    digest = Digest.sha256(of: bytes)
  }
}
