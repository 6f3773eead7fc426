internal import Augmentation
public import Core
internal import DatasetCatalog
internal import Imaging
internal import Tensors

/// Rebuilds one row of a shard from the workspace and the recorded parameters, and compares the bytes.
public struct ReplayRow: Sendable {
  private let folder: String
  private let place: RowPlace

  /// Replays the row at a place of the shards in a folder.
  public init(folder: String, place: RowPlace) { (self.folder, self.place) = (folder, place) }

  /// Rebuilds and compares.
  public func run(workspace: String?, session: Session) throws(WorkbenchError) -> ReplayVerdict {
    let path = Files.join(folder, place.shard)
    let shard = try lifting { () throws(TensorError) in try ShardReader(path: path) }
    guard place.row < shard.count else {
      throw .usage("\(place.shard) has \(shard.count) rows, so there is no row \(place.row)")
    }
    let lines = try lifting { () throws(TensorError) in try RowsCSVReader(folder: folder) }
    guard let line = lines.line(shard: place.shard, row: place.row) else {
      throw .problem(
        "rows.csv does not describe \(place.shard):\(place.row); run verify on \(folder)")
    }
    let catalog = try WorkspaceOpening.reading(workspace)
    let (summary, sample) = try sample(line, shard, catalog)
    let expected =
      shard.layout.softTargets
      ? RowMaking.target(of: summary, classes: shard.classNames.count) : nil
    let image = try rebuilt(line, shard, catalog, region: sample.region)
    let planar = ShardRow.planar(interleaved: image.pixels, channels: image.channels)
    let stored = shard.pixels(at: place.row)
    let matches =
      shard.layout.imageType == .u8
      ? stored == planar : Self.matches(shard, place.row, planar)
    let label = shard.label(at: place.row)
    let sampleMatches =
      shard.contentID(at: place.row) == line.contentID
      && shard.copy(at: place.row) == line.copy
      && shard.sampleKey(at: place.row)
        == SampleKey(content: line.contentID, region: sample.region)
      && shard.target(at: place.row) == expected && shard.verifyRow(place.row)
      && shard.classNames.indices.contains(label)
      && shard.classNames[label] == line.label
    return ReplayVerdict(
      place: place, source: line.source, member: line.member, label: line.label, copy: line.copy,
      augmentation: line.augmentation, isEqual: matches && sampleMatches)
  }

  /// The sample that the row was made from: the one of the row's key, source and member.
  private func sample(
    _ line: RowsCSVLine, _ shard: ShardReader, _ catalog: Catalog
  ) throws(WorkbenchError) -> (SampleSummary, SampleDetails) {
    let key = shard.sampleKey(at: place.row)
    let found = try lifting { () throws(CatalogError) in
      let summaries = try catalog.sampleSummaries().filter { $0.sampleKey == key }
      return Array(zip(summaries, try catalog.details(for: summaries.map(\.id))))
    }
    let own = found.first { $0.1.source == line.source && $0.1.member == line.member }
    guard let sample = own ?? found.first else {
      throw .problem(
        "\(place.shard):\(place.row) was made from a sample that is not in the workspace; import "
          + "\(line.source) first, or name its workspace with --workspace")
    }
    return sample
  }

  private func rebuilt(
    _ line: RowsCSVLine, _ shard: ShardReader, _ catalog: Catalog, region: PixelBox?
  ) throws(WorkbenchError) -> Image {
    let bytes = try lifting { () throws(CatalogError) in
      try catalog.bytes(of: line.contentID)
    }
    let policy = try setting("augmentation", of: shard)
    let pipeline = try setting("pipeline_settings", of: shard)
    let (decoded, steps) = try lifting { () throws(SettingsError) in
      (try Pipeline(settings: pipeline), try AugmentationPolicy(settings: policy))
    }
    do {
      var decoder = try ImageDecoder()
      let options = DecodingOptions(maximumPixels: Int.max, acceptDamaged: true)
      let upright = try decoder.decode(bytes, options: options).image
      let frame = try PipelineRecord(text: line.pipeline).frame
      let cut = try FaceCutting.cut(upright, frame: frame, region: region)
      let canonical = try decoded.canonical(cut)
      guard line.copy > 0 else { return canonical }
      let trace = try AugmentationTrace(json: JSON(parsing: line.augmentation))
      return try steps.replay(trace, on: canonical)
    } catch {
      throw .problem("\(place.shard):\(place.row) cannot be replayed: \(error)")
    }
  }

  private func setting(_ key: String, of shard: ShardReader) throws(WorkbenchError) -> SettingsNode
  {
    guard let text = shard.metadata.extra[key], let json = try? JSON(parsing: text) else {
      throw .problem(
        "\(place.shard) does not record its \(key); only shards written by this program can be replayed"
      )
    }
    return SettingsNode(json: json, file: "\(place.shard), \(key)")
  }

  /// Compares with a floating-point shard through the shard's own reading of x / 255.
  private static func matches(_ shard: ShardReader, _ row: Int, _ planar: [UInt8]) -> Bool {
    var stored = [UInt8](repeating: 0, count: planar.count)
    stored.withUnsafeMutableBufferPointer { shard.copyPixels(at: row, into: $0) }
    return stored == planar
  }
}

/// Whether a row could be rebuilt.
public struct ReplayVerdict: Sendable {
  /// The row.
  public let place: RowPlace
  /// The source's name.
  public let source: String
  /// The member of the source.
  public let member: String
  /// The class.
  public let label: String
  /// The copy number, 0 for the original.
  public let copy: Int
  /// The recorded augmentation as JSON, empty for an original.
  public let augmentation: String
  /// Whether the rebuilt bytes are the stored ones.
  public let isEqual: Bool

  /// For programs.
  public var json: JSON {
    [
      "augmentation": augmentation.isEmpty ? .null : .string(augmentation), "copy": .integer(copy),
      "equal": .bool(isEqual), "label": .string(label), "member": .string(member),
      "row": .integer(place.row), "shard": .string(place.shard), "source": .string(source),
    ]
  }
}
