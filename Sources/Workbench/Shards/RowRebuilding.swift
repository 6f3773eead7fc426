internal import Augmentation
internal import Core
internal import DatasetCatalog
internal import Imaging
internal import Tensors

/// Rebuilds rows of one shard from original bytes and recorded parameters, and compares.
struct RowRebuilding: Sendable {
  let shard: ShardReader
  let name: String
  let reader: PackReader
  private let decoders: DecoderPool
  private let pipeline: Pipeline
  private let policy: AugmentationPolicy

  init(
    shard: ShardReader, name: String, reader: PackReader, decoders: DecoderPool
  ) throws(WorkbenchError) {
    (self.shard, self.name, self.reader, self.decoders) = (shard, name, reader, decoders)
    let policy = try Self.setting("augmentation", of: shard, name)
    let pipeline = try Self.setting("pipeline_settings", of: shard, name)
    (self.pipeline, self.policy) = try lifting { () throws(SettingsError) in
      (try Pipeline(settings: pipeline), try AugmentationPolicy(settings: policy))
    }
  }

  /// Whether the row that a line describes is what its sample gives.
  func isEqual(
    _ line: RowsCSVLine, summary: SampleSummary, details: SampleDetails, worker: Int
  ) throws(WorkbenchError) -> Bool {
    let row = line.row
    let expected =
      shard.layout.softTargets
      ? RowMaking.target(of: summary, classes: shard.classNames.count) : nil
    let label = shard.label(at: row)
    guard shard.contentID(at: row) == line.contentID, shard.copy(at: row) == line.copy,
      shard.sampleKey(at: row) == SampleKey(content: line.contentID, region: details.region),
      shard.target(at: row) == expected, shard.verifyRow(row),
      shard.classNames.indices.contains(label), shard.classNames[label] == line.label
    else { return false }
    let image = try rebuilt(line, details, worker: worker)
    let planar = ShardRow.planar(interleaved: image.pixels, channels: image.channels)
    guard shard.layout.imageType != .u8 else { return shard.pixels(at: row) == planar }
    // Through the shard's own reading of x / 255.
    var stored = [UInt8](repeating: 0, count: planar.count)
    stored.withUnsafeMutableBufferPointer { shard.copyPixels(at: row, into: $0) }
    return stored == planar
  }

  private func rebuilt(
    _ line: RowsCSVLine, _ details: SampleDetails, worker: Int
  ) throws(WorkbenchError) -> Image {
    let bytes = try lifting { () throws(CatalogError) in try reader.bytes(at: details.location) }
    do {
      let options = DecodingOptions(maximumPixels: Int.max, acceptDamaged: true)
      let upright = try decoders.decode(bytes, options: options, worker: worker).image
      let frame = try PipelineRecord(text: line.pipeline).frame
      let cut = try FaceCutting.cut(upright, frame: frame, region: details.region)
      let canonical = try pipeline.canonical(cut)
      guard line.copy > 0 else { return canonical }
      let trace = try AugmentationTrace(json: JSON(parsing: line.augmentation))
      return try policy.replay(trace, on: canonical)
    } catch {
      throw .problem("\(name):\(line.row) cannot be replayed: \(error)")
    }
  }

  private static func setting(
    _ key: String, of shard: ShardReader, _ name: String
  ) throws(WorkbenchError) -> SettingsNode {
    guard let text = shard.metadata.extra[key], let json = try? JSON(parsing: text) else {
      throw .problem(
        "\(name) does not record its \(key); only shards written by this program can be replayed")
    }
    return SettingsNode(json: json, file: "\(name), \(key)")
  }
}

/// The samples of a workspace by key: several where one content came more than once.
struct SampleIndex {
  private let byKey: [SampleKey: [SampleSummary]]
  private let catalog: Catalog

  init(_ catalog: Catalog) throws(WorkbenchError) {
    self.catalog = catalog
    byKey = Dictionary(
      grouping: try lifting { () throws(CatalogError) in try catalog.sampleSummaries() },
      by: \.sampleKey)
  }

  /// The samples that rows were made from: of each row's key, source and member.
  func samples(
    of lines: [RowsCSVLine], keys: [SampleKey]
  ) throws(WorkbenchError) -> [(summary: SampleSummary, details: SampleDetails)] {
    let candidates = keys.flatMap { byKey[$0] ?? [] }
    var details: [Int64: SampleDetails] = [:]
    for entry in try lifting({ () throws(CatalogError) in
      try catalog.details(for: Array(Set(candidates.map(\.id))))
    }) { details[entry.id] = entry }
    var found: [(summary: SampleSummary, details: SampleDetails)] = []
    for (line, key) in zip(lines, keys) {
      let own = (byKey[key] ?? []).compactMap { summary in
        details[summary.id].map { (summary: summary, details: $0) }
      }
      let exact = own.first { $0.details.source == line.source && $0.details.member == line.member }
      guard let sample = exact ?? own.first else {
        throw .problem(
          "\(line.shard):\(line.row) was made from a sample that is not in the workspace; import "
            + "\(line.source) first, or name its workspace with --workspace")
      }
      found.append(sample)
    }
    return found
  }
}
