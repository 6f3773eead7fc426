internal import Augmentation
internal import Core
internal import DatasetCatalog
internal import Imaging
internal import Sampling
internal import Tensors

/// One run of writing shards, row chunk by row chunk.
struct ShardWriting {
  let settings: ShardSettings
  let state: StateRecord
  let content: SplitContent
  let plan: ShardPlan
  let summary: ShardPlanSummary
  let images: CanonicalImages
  let pass: TrainingPass
  let folder: String
  let session: Session
  /// Whether any sample's votes made soft targets: then every row of every split has them.
  private let hasSoftTargets: Bool
  private let groupNames: GroupNames
  private var done = 0
  private var findings = PipelineFindings()

  /// Rows made at a time, so that pixels outside the shard's own buffer are never many.
  private static let chunk = 1024

  init(
    settings: ShardSettings, state: StateRecord, content: SplitContent, plan: ShardPlan,
    summary: ShardPlanSummary, images: CanonicalImages, pass: TrainingPass, folder: String,
    session: Session
  ) {
    self.state = state
    (self.settings, self.content, self.plan, self.summary) = (settings, content, plan, summary)
    (self.images, self.pass, self.folder, self.session) = (images, pass, folder, session)
    hasSoftTargets = content.samples.contains { $0.targets != nil }
    groupNames = GroupNames(of: content)
  }

  private var pipeline: Pipeline { settings.pixels.pipeline }

  /// Writes every shard, then `rows.csv`, then the index.
  mutating func writeAll() throws(WorkbenchError) -> ShardIndex {
    let folder = folder
    let lines = try lifting { () throws(TensorError) in try RowsCSVWriter(folder: folder) }
    var shards: [ShardSummary] = []
    for split in Split.allCases {
      let rows = plan.rows[split] ?? []
      let layout = try layout(of: split)
      for planned in layout.plan(rows: rows.count, targetBytes: settings.shardBytes) {
        let metadata = metadata(of: split)
        let writer = try lifting { () throws(TensorError) in
          try ShardWriter(layout: layout, rows: planned.rows.count, metadata: metadata)
        }
        try write(rows[planned.rows], split, shard: planned.name, into: writer, lines)
        shards.append(
          try lifting { () throws(TensorError) in
            try writer.commit(to: Files.join(folder, planned.name))
          })
      }
    }
    if findings.stretched > 0 {
      session.warn(
        "images that are not of the canonical shape and were stretched: \(findings.stretched); the pipeline's "
          + "fit: letterbox or crop keeps their proportions")
    }
    let provenance = try provenance()
    let taxonomy = content.taxonomy
    return try lifting { () throws(TensorError) in
      let index = ShardIndex(
        taxonomy: taxonomy.name, classNames: taxonomy.classNames, shards: shards,
        rows: try lines.commit(), provenance: provenance)
      try index.write(to: folder)
      return index
    }
  }

  private func layout(of split: Split) throws(WorkbenchError) -> ShardLayout {
    try lifting { () throws(TensorError) in
      try ShardLayout(
        split: split, imageType: settings.imageType, channels: pipeline.outputChannels,
        height: pipeline.outputHeight, width: pipeline.outputWidth,
        classCount: content.taxonomy.count, softTargets: hasSoftTargets)
    }
  }

  private func metadata(of split: Split) -> ShardMetadata {
    var extra = [
      "augmentation": settings.pixels.policy.json.text(),
      "pipeline_settings": pipeline.settings.text(), "seed": String(settings.seed),
      "producer": "fer-data \(Version.current)",
    ]
    if content.faces != .null { extra["faces"] = content.faces.text() }
    if split == .train { extra[SamplerRecord.key] = summary.sampler?.text }
    return ShardMetadata(
      taxonomy: content.taxonomy.name, classNames: content.taxonomy.classNames,
      pipeline: pipeline.json, pipelineDigest: pipeline.digest, mean: pass.statistics.mean,
      standardDeviation: pass.statistics.standardDeviation,
      extra: extra)
  }

  /// Makes the rows of one shard and the lines that describe them.
  private mutating func write(
    _ rows: ArraySlice<ShardPlan.Row>, _ split: Split, shard: String, into writer: ShardWriter,
    _ lines: RowsCSVWriter
  ) throws(WorkbenchError) {
    let pass = pass
    let all = plan.rows.values.reduce(0) { $0 + $1.count }
    for start in stride(from: rows.startIndex, to: rows.endIndex, by: Self.chunk) {
      try session.checkCancelled("no shards were written; run it again")
      let part = rows[start..<min(start + Self.chunk, rows.endIndex)]
      let first = start - rows.startIndex
      let making = RowMaking(
        images: images, split: split, weights: plan.classWeights,
        targetCount: hasSoftTargets ? content.taxonomy.count : nil)
      let samples = part.map { content.samples[Int($0.sample)] }
      let details = try content.details(of: samples)
      let traces = try session.pool.tryMap(part.count) {
        index, worker throws(WorkbenchError) in
        let planned = part[part.startIndex + index]
        let (row, trace, record) = try making.row(
          planned.copy, draws: pass.draws(ofCopy: planned.copy, sample: planned.sample),
          of: samples[index], at: details[index], worker: worker)
        try lifting { () throws(TensorError) in try writer.setRow(first + index, row) }
        return (trace: trace, record: record)
      }
      for (index, row) in part.enumerated() {
        let line = RowsCSVLine(
          shard: shard, row: first + index, contentID: samples[index].contentID,
          source: details[index].source, member: details[index].member,
          label: content.taxonomy.classNames[samples[index].label], copy: Int(row.copy),
          augmentation: traces[index].trace, pipeline: traces[index].record.text,
          group: groupNames.name(ofSample: Int(row.sample)))
        if row.copy == 0 {
          findings.add(traces[index].record, of: details[index], pipeline: pipeline)
        }
        try lifting { () throws(TensorError) in try lines.add(line) }
      }
      done += part.count
      session.report(Progress(step: "shards", done: done, total: all, unit: "rows"))
    }
  }

  /// Where the rows come from, for the reports: no clock, no paths.
  private func provenance() throws(WorkbenchError) -> JSON {
    [
      "certificate": content.certificate, "faces": content.faces,
      "leaked_test_keys": content.leakedTestKeys(), "pipeline_findings": findings.json,
      "plan": summary.json, "settings": settings.json,
      "sources": try SplitContent.sources(of: content.catalog),
      "split": content.splitSettings, "state": state.json,
      "version": .string(Version.current),
    ]
  }
}
