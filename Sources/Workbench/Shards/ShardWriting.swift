internal import Augmentation
internal import Core
internal import DatasetCatalog
internal import Imaging
internal import Sampling
internal import Tensors

/// One run of writing shards, row chunk by row chunk.
struct ShardWriting {
  let settings: ShardSettings
  let content: SplitContent
  let plan: ShardPlan
  let images: CanonicalImages
  let statistics: PixelStatistics
  let out: String
  let session: Session
  private var done = 0

  /// Rows made at a time, so that pixels outside the shard's own buffer are never many.
  private static let chunk = 1024

  init(
    settings: ShardSettings, content: SplitContent, plan: ShardPlan, images: CanonicalImages,
    statistics: PixelStatistics, out: String, session: Session
  ) {
    (self.settings, self.content, self.plan) = (settings, content, plan)
    (self.images, self.statistics, self.out, self.session) = (images, statistics, out, session)
  }

  private var pipeline: Pipeline { settings.pixels.pipeline }

  /// Writes every shard, then `rows.csv`, then the index.
  mutating func writeAll() throws(WorkbenchError) -> ShardsSummary {
    let out = out
    let lines = try lifting { () throws(TensorError) in try RowsCSVWriter(folder: out) }
    var shards: [ShardSummary] = []
    for split in Split.allCases {
      let rows = plan.rows[split] ?? []
      let layout = try layout(of: split)
      for planned in layout.plan(rows: rows.count, targetBytes: settings.shardBytes) {
        let metadata = metadata()
        let writer = try lifting { () throws(TensorError) in
          try ShardWriter(layout: layout, rows: planned.rows.count, metadata: metadata)
        }
        try write(rows[planned.rows], split, shard: planned.name, into: writer, lines)
        shards.append(
          try lifting { () throws(TensorError) in
            try writer.commit(to: Files.join(out, planned.name))
          })
      }
    }
    let provenance = try provenance()
    let taxonomy = content.taxonomy
    let index = try lifting { () throws(TensorError) in
      let index = ShardIndex(
        taxonomy: taxonomy.name, classNames: taxonomy.classNames, shards: shards,
        rows: try lines.commit(), provenance: provenance)
      try index.write(to: out)
      return index
    }
    return ShardsSummary(folder: out, index: index, balance: plan.balance, statistics: statistics)
  }

  private func layout(of split: Split) throws(WorkbenchError) -> ShardLayout {
    try lifting { () throws(TensorError) in
      try ShardLayout(
        split: split, imageType: settings.imageType, channels: pipeline.outputChannels,
        height: pipeline.outputHeight, width: pipeline.outputWidth,
        classCount: content.taxonomy.count)
    }
  }

  private func metadata() -> ShardMetadata {
    ShardMetadata(
      taxonomy: content.taxonomy.name, classNames: content.taxonomy.classNames,
      pipeline: pipeline.json, pipelineDigest: pipeline.digest, mean: statistics.mean,
      standardDeviation: statistics.standardDeviation,
      extra: [
        "augmentation": settings.pixels.policy.json.text(),
        "pipeline_settings": pipeline.settings.text(), "seed": String(settings.seed),
        "producer": "fer-data \(Version.current)",
      ])
  }

  /// Makes the rows of one shard and the lines that describe them.
  private mutating func write(
    _ rows: ArraySlice<ShardPlan.Row>, _ split: Split, shard: String, into writer: ShardWriter,
    _ lines: RowsCSVWriter
  ) throws(WorkbenchError) {
    let all = plan.rows.values.reduce(0) { $0 + $1.count }
    for start in stride(from: rows.startIndex, to: rows.endIndex, by: Self.chunk) {
      try session.checkCancelled("no shards were left half-written; run it again")
      let part = rows[start..<min(start + Self.chunk, rows.endIndex)]
      let first = start - rows.startIndex
      let making = RowMaking(images: images, split: split, weights: plan.classWeights)
      let samples = part.map { content.samples[Int($0.sample)] }
      let details = try content.details(of: samples)
      let traces = try session.pool.tryMap(part.count) {
        index, worker throws(WorkbenchError) in
        let (row, trace) = try making.row(
          part[part.startIndex + index].copy, of: samples[index], at: details[index], worker: worker
        )
        try lifting { () throws(TensorError) in try writer.setRow(first + index, row) }
        return trace
      }
      for (index, row) in part.enumerated() {
        let line = RowsCSVLine(
          shard: shard, row: first + index, contentID: samples[index].contentID,
          source: details[index].source, member: details[index].member,
          label: content.taxonomy.classNames[samples[index].label], copy: Int(row.copy),
          augmentation: traces[index])
        try lifting { () throws(TensorError) in try lines.add(line) }
      }
      done += part.count
      session.report(Progress(step: "shards", done: done, total: all, unit: "rows"))
    }
  }

  /// Where the rows come from, for the reports: no clock, no paths.
  private func provenance() throws(WorkbenchError) -> JSON {
    [
      "certificate": content.certificate, "leaked_test_keys": content.leakedTestKeys(),
      "settings": settings.json, "sources": try content.sources(), "split": content.splitSettings,
      "version": .string(Version.current),
    ]
  }
}
