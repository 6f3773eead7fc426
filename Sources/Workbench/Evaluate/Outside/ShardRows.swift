internal import Core
internal import Tensors

/// The originals of shards, by split, with what rows.csv says of them: what predictions are matched with.
struct ShardRows: Sendable {
  /// The originals of one split in the order of its rows.
  struct Part: Sendable {
    let split: Split
    /// The number of rows, copies included.
    let total: Int
    /// The rows that are originals, ascending.
    var rows: [Int] = []
    var keys: [SampleKey] = []
    var contentIDs: [ContentID] = []
    var labels: [Int] = []
    var sources: [String] = []
    var members: [String] = []
    /// The groups as numbers; of shards of an earlier version, none.
    var groups: [UInt64] = []

    /// The groups, where every row has one.
    var allGroups: [UInt64]? {
      !rows.isEmpty && groups.count == rows.count && !groups.contains(0) ? groups : nil
    }

    /// The groups as scores take them: none where each has but one row.
    var sharedGroups: [UInt64]? { allGroups.flatMap(RowGroups.shared) }
  }

  let index: ShardIndex
  /// In the order train, val, test; only those that are there.
  let parts: [Part]

  /// Reads a folder of shards.
  init(folder: String) throws(WorkbenchError) {
    let index = try lifting { () throws(TensorError) in try ShardIndex(folder: folder) }
    var parts: [Part] = []
    // A shard's name gives its part and the first of its rows in the split.
    var starts: [String: (part: Int, row: Int)] = [:]
    for entry in index.splits {
      let set = try lifting { () throws(TensorError) in
        try ShardSet(folder: folder, split: entry.split)
      }
      var part = Part(split: entry.split, total: set.count)
      var start = 0
      for shard in entry.shards {
        starts[shard.file.name] = (parts.count, start)
        start += shard.rows
      }
      for row in 0..<set.count where set.copy(at: row) == 0 {
        part.rows.append(row)
        part.keys.append(set.sampleKey(at: row))
        part.contentIDs.append(set.contentID(at: row))
        part.labels.append(set.label(at: row))
      }
      parts.append(part)
    }
    let reader = try lifting { () throws(TensorError) in try RowsCSVReader(folder: folder) }
    var place = 0
    while true {
      let (lines, next) = reader.lines(from: place, limit: 4096)
      for line in lines where line.copy == 0 {
        guard let start = starts[line.shard] else { continue }
        let number = parts[start.part].members.count
        guard number < parts[start.part].rows.count,
          parts[start.part].rows[number] == start.row + line.row
        else {
          throw .problem(
            "rows.csv in \(folder) is not that of its shards; run fer-data verify \(folder)")
        }
        parts[start.part].sources.append(line.source)
        parts[start.part].members.append(line.member)
        if let group = UInt64(line.group, radix: 16) { parts[start.part].groups.append(group) }
      }
      if lines.isEmpty, next == place { break }
      if next == place { break }
      place = next
    }
    for part in parts where part.members.count != part.rows.count {
      throw .problem(
        "rows.csv in \(folder) has \(part.members.count) originals of \(part.split.rawValue) and the shards "
          + "\(part.rows.count); run fer-data verify \(folder)")
    }
    (self.index, self.parts) = (index, parts)
  }
}
