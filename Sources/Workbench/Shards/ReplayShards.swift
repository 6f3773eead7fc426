public import Core
internal import DatasetCatalog
internal import Tensors

/// Rebuilds every row of a set of shards from the workspace, and compares the bytes.
public struct ReplayShards: Sendable {
  private let folder: String

  /// Replays all shards of a folder.
  public init(folder: String) { self.folder = folder }

  /// Lines taken at a time.
  private static let chunk = 2048
  /// Rows that differ and are named.
  private static let named = 20

  /// Rebuilds and compares, on all threads.
  public func run(workspace: String?, session: Session) throws(WorkbenchError) -> ReplaySummary {
    let (index, lines) = try lifting { () throws(TensorError) in
      (try ShardIndex(folder: folder), try RowsCSVReader(folder: folder))
    }
    let catalog = try WorkspaceOpening.reading(workspace)
    let samples = try SampleIndex(catalog)
    let decoders = try DecoderPool(workers: session.pool.threads)
    var shards: [String: RowRebuilding] = [:]
    var left = 0
    for entry in index.splits.flatMap(\.shards) {
      let shard = try lifting { () throws(TensorError) in
        try ShardReader(path: Files.join(folder, entry.file.name))
      }
      left += shard.count
      shards[entry.file.name] = try RowRebuilding(
        shard: shard, name: entry.file.name, reader: catalog.packReader(), decoders: decoders)
    }
    let total = left
    var summary = ReplaySummary(folder: folder)
    var place = 0
    while true {
      try session.checkCancelled("nothing was changed; run it again")
      let page = lines.lines(from: place, limit: Self.chunk)
      guard !page.lines.isEmpty else { break }
      place = page.next
      let rows = try page.lines.map { line throws(WorkbenchError) in
        guard let shard = shards[line.shard], line.row >= 0, line.row < shard.shard.count else {
          throw .problem(
            "rows.csv describes \(line.shard):\(line.row), which is not there; run verify on \(folder)"
          )
        }
        return shard
      }
      let keys = zip(rows, page.lines).map { $0.shard.sampleKey(at: $1.row) }
      let found = try samples.samples(of: page.lines, keys: keys)
      let part = page.lines
      let equal = try session.pool.tryMap(part.count) { number, worker throws(WorkbenchError) in
        try rows[number].isEqual(
          part[number], summary: found[number].summary, details: found[number].details,
          worker: worker)
      }
      for (line, isEqual) in zip(part, equal) {
        summary.rows += 1
        if line.copy > 0 { summary.copies += 1 }
        guard !isEqual else { continue }
        summary.differing += 1
        if summary.named.count < Self.named { summary.named.append("\(line.shard):\(line.row)") }
      }
      left -= part.count
      session.report(
        Progress(step: "replay", done: summary.rows, total: total, unit: "rows"))
    }
    guard left == 0 else {
      throw .problem(
        "rows.csv describes \(summary.rows) of \(total) rows; run verify on \(folder)")
    }
    return summary
  }
}

/// How many rows could be rebuilt.
public struct ReplaySummary: Sendable {
  /// The folder of shards.
  public let folder: String
  /// Rows compared.
  public internal(set) var rows = 0
  /// Of them augmented copies.
  public internal(set) var copies = 0
  /// Rows whose rebuilt bytes are not the stored ones.
  public internal(set) var differing = 0
  /// The first of them.
  public internal(set) var named: [String] = []

  /// For programs.
  public var json: JSON {
    [
      "copies": .integer(copies), "differing": .integer(differing), "folder": .string(folder),
      "named": .array(named.map(JSON.string)), "rows": .integer(rows),
    ]
  }
}
