internal import Augmentation
internal import Core
internal import DatasetCatalog
internal import Sampling
internal import Tensors

/// Writes the train, val and test shards of the workspace's split.
public struct WriteShards: Sendable {
  private let settings: ShardSettings
  private let out: String
  private let replaces: Bool
  private let snapshot: String?

  /// Shards as the settings say, into the folder `out`.
  ///
  /// - Parameters:
  ///   - replaces: whether a finished set in the folder may be replaced. It stays whole until the new one is.
  ///   - snapshot: the snapshot whose state the dataset must be in; its name is recorded.
  public init(settings: ShardSettings, out: String, replaces: Bool, snapshot: String? = nil) {
    (self.settings, self.out, self.replaces) = (settings, out, replaces)
    self.snapshot = snapshot
  }

  /// Opens the workspace, writes, and notes the set in the workspace.
  public func run(workspace: String?, session: Session) throws(WorkbenchError) -> ShardsSummary {
    let summary = try run(catalog: try WorkspaceOpening.reading(workspace), session: session)
    do throws(WorkbenchError) {
      try note(summary, in: try WorkspaceOpening.writing(workspace))
    } catch {
      session.warn("the shards are written, but not noted in the workspace: \(error)")
    }
    return summary
  }

  /// What would be written, without writing anything.
  public func plan(
    workspace: String?, session: Session
  ) throws(WorkbenchError) -> ShardPlanSummary {
    let content = try SplitContent(catalog: try WorkspaceOpening.reading(workspace))
    let (_, summary) = try plan(content)
    for warning in summary.warnings { session.warn(warning) }
    return summary
  }

  private func plan(
    _ content: SplitContent
  ) throws(WorkbenchError) -> (ShardPlan, ShardPlanSummary) {
    if settings.balancing.fills, settings.pixels.policy.isEmpty {
      throw .usage(
        "oversampling makes augmented copies, but the augmentation has no steps; name a policy with steps"
      )
    }
    let plan = try ShardPlan(
      samples: content.samples, assignment: content.assignment, groups: content.groups,
      classNames: content.taxonomy.classNames, settings: settings)
    let summary = ShardPlanSummary(
      plan, classNames: content.taxonomy.classNames, settings: settings)
    return (plan, summary)
  }

  func run(catalog: Catalog, session: Session) throws(WorkbenchError) -> ShardsSummary {
    let state = try StateRecord(of: catalog, snapshot: snapshot)
    let content = try SplitContent(catalog: catalog)
    let (plan, summary) = try plan(content)
    let (staging, old) = try lifting { () throws(FileError) in try openFolder() }
    guard replaces || !old.contains(ShardIndex.fileName) else {
      throw .problem(
        "\(out) already holds shards; choose another folder, or replace them with --replace")
    }
    session.notice(summary.text)
    for warning in summary.warnings { session.warn(warning) }
    let images = try CanonicalImages(
      reader: content.reader, pixels: settings.pixels, seed: settings.seed,
      workers: session.pool.threads)
    let pass = try TrainingPass(content: content, plan: plan, images: images, session: session)
    var writing = ShardWriting(
      settings: settings, state: state, content: content, plan: plan, summary: summary,
      images: images, pass: pass, folder: staging.path, session: session)
    let index = try writing.writeAll()
    try lifting { () throws(FileError) in
      try staging.commit(
        removing: [ShardIndex.fileName] + old.filter { $0 != ShardIndex.fileName },
        placing: index.files.map(\.name) + [ShardIndex.fileName])
    }
    return ShardsSummary(
      folder: out, index: index, plan: summary, statistics: pass.statistics, state: state.json)
  }

  /// Notes the set and its plan among the workspace's runs, once.
  func note(_ summary: ShardsSummary, in catalog: Catalog) throws(WorkbenchError) {
    let record: JSON = [
      "folder": .string(Files.absolute(out)), "plan": summary.plan.json,
      "set_digest": .string(summary.setDigest.hex), "settings": settings.json,
      "state": summary.state,
    ]
    try lifting { () throws(CatalogError) in
      if try !catalog.runs(kind: "shards").contains(where: { $0.json == record }) {
        _ = try catalog.recordRun(kind: "shards", record)
      }
    }
  }

  /// The folder's staging folder, and the names of our own files that are in the folder now.
  private func openFolder() throws(FileError) -> (StagingFolder, [String]) {
    try Files.createDirectories(out)
    let staging = try StagingFolder(in: out)
    return (staging, try Files.list(out).filter(Self.isOwn))
  }

  /// Whether a name is one that this program gives in a folder of shards, finished or not.
  private static func isOwn(_ name: String) -> Bool {
    var bare = Substring(name)
    if bare.hasSuffix(FileWriter.temporaryEnding) {
      bare = bare.dropLast(FileWriter.temporaryEnding.count)
    }
    if [ShardIndex.fileName, RowsCSVWriter.fileName].contains(String(bare)) { return true }
    let parts = bare.split(separator: "-")
    return parts.count == 4 && Split(rawValue: String(parts[0])) != nil && parts[2] == "of"
      && bare.hasSuffix(".safetensors")
  }
}
