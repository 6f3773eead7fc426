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

  /// Shards as the settings say, into the folder `out`.
  ///
  /// - Parameter replaces: whether a finished set in the folder may be replaced. It stays whole until the new
  ///   one is.
  public init(settings: ShardSettings, out: String, replaces: Bool) {
    (self.settings, self.out, self.replaces) = (settings, out, replaces)
  }

  /// Opens the workspace and writes.
  public func run(workspace: String?, session: Session) throws(WorkbenchError) -> ShardsSummary {
    try run(catalog: try WorkspaceOpening.reading(workspace), session: session)
  }

  func run(catalog: Catalog, session: Session) throws(WorkbenchError) -> ShardsSummary {
    if settings.balancing != .none, settings.pixels.policy.isEmpty {
      throw .usage(
        "oversampling makes augmented copies, but the augmentation has no steps; name a policy with steps"
      )
    }
    let content = try SplitContent(catalog: catalog)
    let plan = try ShardPlan(
      samples: content.samples, assignment: content.assignment,
      classNames: content.taxonomy.classNames, settings: settings)
    let (staging, old) = try lifting { () throws(FileError) in try openFolder() }
    guard replaces || !old.contains(ShardIndex.fileName) else {
      throw .problem(
        "\(out) already holds shards; choose another folder, or replace them with --replace")
    }
    let images = try CanonicalImages(
      reader: content.reader, pixels: settings.pixels, seed: settings.seed,
      workers: session.pool.threads)
    let pass = try TrainingPass(content: content, plan: plan, images: images, session: session)
    var writing = ShardWriting(
      settings: settings, content: content, plan: plan, images: images, pass: pass,
      folder: staging.path, session: session)
    let index = try writing.writeAll()
    try lifting { () throws(FileError) in
      try staging.commit(
        removing: [ShardIndex.fileName] + old.filter { $0 != ShardIndex.fileName },
        placing: index.files.map(\.name) + [ShardIndex.fileName])
    }
    return ShardsSummary(
      folder: out, index: index, balance: plan.balance, statistics: pass.statistics)
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
