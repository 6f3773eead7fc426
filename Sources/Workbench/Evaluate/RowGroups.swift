internal import Core
internal import Evaluation
internal import Tensors

/// Which rows of shards belong together: one subject, one content, near duplicates.
///
/// What `rows.csv` names is kept as a number. A split in which no two originals share a group is one of
/// independent samples, and gets none.
struct RowGroups: Sendable {
  /// The group of each row, by split and shard file; 0 where the table has none.
  private var numbers: [Split: [UInt64]] = [:]
  private static let page = 8192

  /// Reads the table that the index describes; a folder that came without it has no groups.
  init(folder: String, index: ShardIndex) throws(WorkbenchError) {
    let path = Files.join(folder, index.rows.name)
    guard Files.exists(path) else { return }
    let digest = try lifting { () throws(FileError) in
      try MappedFile(path: path).withBytes { Digest.sha256(of: $0) }
    }
    guard digest == index.rows.sha256 else {
      throw .problem(
        "\(path) is not the one that index.json describes; run fer-data verify \(folder)")
    }
    var starts: [String: (split: Split, start: Int, count: Int)] = [:]
    for entry in index.splits {
      var start = 0
      for shard in entry.shards {
        starts[shard.file.name] = (entry.split, start, shard.rows)
        start += shard.rows
      }
      numbers[entry.split] = Array(repeating: 0, count: start)
    }
    let reader = try lifting { () throws(TensorError) in try RowsCSVReader(folder: folder) }
    var place = 0
    while true {
      let (lines, next) = reader.lines(from: place, limit: Self.page)
      guard !lines.isEmpty else { return }
      place = next
      for line in lines {
        guard let found = starts[line.shard], (0..<found.count).contains(line.row),
          let group = UInt64(line.group, radix: 16)
        else { continue }
        numbers[found.split]?[found.start + line.row] = group
      }
    }
  }

  /// The groups of some rows of a split; `nil` where one has none, or where each has its own.
  func groups(of rows: [Int], in split: Split) -> [UInt64]? {
    guard let all = numbers[split], rows.allSatisfy({ all.indices.contains($0) && all[$0] != 0 })
    else { return nil }
    return Self.shared(rows.map { all[$0] })
  }

  /// Groups, unless each has but one row: such rows are independent.
  static func shared(_ groups: [UInt64]) -> [UInt64]? {
    Set(groups).count < groups.count ? groups : nil
  }
}
