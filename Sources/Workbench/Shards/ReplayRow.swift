public import Core
internal import DatasetCatalog
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
    let sample = try SampleIndex(catalog).samples(
      of: [line], keys: [shard.sampleKey(at: place.row)])[0]
    let rebuilding = try RowRebuilding(
      shard: shard, name: place.shard, reader: catalog.packReader(),
      decoders: try DecoderPool(workers: 1))
    let isEqual = try rebuilding.isEqual(
      line, summary: sample.summary, details: sample.details, worker: 0)
    return ReplayVerdict(
      place: place, source: line.source, member: line.member, label: line.label, copy: line.copy,
      augmentation: line.augmentation, isEqual: isEqual)
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
