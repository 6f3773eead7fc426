internal import Augmentation
internal import Core
internal import DatasetCatalog
internal import Imaging
internal import Sampling
internal import Tensors

/// Writes the train, val and test shards of the workspace's split.
public struct WriteShards: Sendable {
  private let settings: ShardSettings
  private let out: String
  private let replaces: Bool

  /// Shards as the settings say, into the folder `out`.
  public init(settings: ShardSettings, out: String, replaces: Bool) {
    (self.settings, self.out, self.replaces) = (settings, out, replaces)
  }

  /// Opens the workspace and writes.
  public func run(workspace: String?, session: Session) throws(WorkbenchError) -> ShardsSummary {
    try run(catalog: try WorkspaceOpening.reading(workspace), session: session)
  }

  func run(catalog: Catalog, session: Session) throws(WorkbenchError) -> ShardsSummary {
    let content = try SplitContent(catalog: catalog)
    try prepareFolder()
    let plan: ShardPlan
    do {
      plan = try ShardPlan(
        samples: content.samples, assignment: content.assignment,
        classCount: content.taxonomy.count, settings: settings)
    } catch { throw .sampling(error) }
    if settings.balancing != .none, settings.pixels.policy.isEmpty {
      throw .usage(
        "oversampling makes augmented copies, but the augmentation has no steps; name a policy with steps"
      )
    }
    let images = try CanonicalImages(
      reader: content.reader, pixels: settings.pixels, seed: settings.seed,
      workers: session.pool.threads)
    let statistics = try trainingStatistics(content, images, session)
    var writing = ShardWriting(
      settings: settings, content: content, plan: plan, images: images, statistics: statistics,
      out: out, session: session)
    return try writing.writeAll()
  }

  /// Creates the folder, or clears the shards out of it when they may be replaced.
  private func prepareFolder() throws(WorkbenchError) {
    try lifting { () throws(FileError) in try Files.createDirectories(out) }
    let names = try lifting { () throws(FileError) in try Files.list(out) }
    let own = names.filter {
      $0.hasSuffix(".safetensors") || [ShardIndex.fileName, RowsCSVWriter.fileName].contains($0)
    }
    guard !own.isEmpty else { return }
    guard replaces else {
      throw .problem(
        "\(out) already holds shards; choose another folder, or replace them with --replace")
    }
    // The index goes first, so that a folder half cleared never looks whole.
    for name in own.sorted(by: { left, _ in left == ShardIndex.fileName }) {
      try lifting { () throws(FileError) in try Files.remove(Files.join(out, name)) }
    }
  }

  /// Mean and deviation over the training originals, by integer sums.
  private func trainingStatistics(
    _ content: SplitContent, _ images: CanonicalImages, _ session: Session
  ) throws(WorkbenchError) -> PixelStatistics {
    let train = content.samples.indices.filter { content.assignment[$0] == .train }
    let channels = settings.pixels.pipeline.outputChannels
    var total = PixelStatistics(channels: channels)
    let chunk = 1024
    for start in stride(from: 0, to: train.count, by: chunk) {
      try session.checkCancelled("no shards were left half-written; run it again")
      let part = train[start..<min(start + chunk, train.count)]
      let details = try content.details(of: part.map { content.samples[$0] })
      // Sixteen parts, whatever the number of threads; sums of integers have no order.
      let step = (part.count + 15) / 16
      let parts = try session.pool.tryMap((part.count + step - 1) / step) {
        slice, worker throws(WorkbenchError) in
        var statistics = PixelStatistics(channels: channels)
        for position in slice * step..<min((slice + 1) * step, details.count) {
          let image = try images.canonical(details[position], worker: worker)
          statistics.add(planar: ShardRow.planar(interleaved: image.pixels, channels: channels))
        }
        return statistics
      }
      for statistics in parts { total.merge(statistics) }
      session.report(
        Progress(
          step: "measure", done: min(start + chunk, train.count), total: train.count,
          unit: "images"))
    }
    return total
  }
}
