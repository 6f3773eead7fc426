internal import Core
internal import Sampling
internal import Tensors

/// A row of one of several shard sets.
struct FoldRow: Hashable, Sendable {
  /// The place of the set in the list.
  let part: Int32
  /// The row in the set.
  let row: Int32
}

/// The rows that are dealt to folds, their groups, and the fold of each original.
struct FoldTable: Sendable {
  /// The shard sets, one a split.
  let sets: [ShardSet]
  /// The originals in the order of splits and rows.
  let originals: [FoldRow]
  /// The augmented copies, which are trained on wherever their originals are.
  let copies: [FoldRow]
  /// What the dealing knows of each original: key, class and group, numbered from 0.
  let candidates: [SplitCandidate]
  /// The group of each copy.
  let groupsOfCopies: [Int]
  /// The number of groups.
  let groupCount: Int
  /// The fold of each original, from 0.
  let folds: [Int]

  private static let page = 8192

  /// Reads which rows there are and deals them.
  init(
    folder: String, settings: FoldSettings, seed: UInt64, pool: WorkerPool
  ) throws(WorkbenchError) {
    let index = try lifting { () throws(TensorError) in try ShardIndex(folder: folder) }
    let splits = settings.scope.splits.filter { index[$0]?.shards.isEmpty == false }
    sets = try lifting { () throws(TensorError) in
      var sets: [ShardSet] = []
      for split in splits { sets.append(try ShardSet(folder: folder, split: split)) }
      return sets
    }
    try ShardIntegrity.check(index, folder: folder, splits: splits, pool: pool)
    let names = try Self.groupNames(folder: folder, index: index, sets: sets)
    var numbers: [String: Int] = [:]
    var (originals, copies): ([FoldRow], [FoldRow]) = ([], [])
    var candidates: [SplitCandidate] = []
    var groupsOfCopies: [Int] = []
    for (part, set) in sets.enumerated() {
      for row in 0..<set.count {
        let name = names[part][row]
        guard !name.isEmpty else {
          throw .problem(
            "the shards in \(folder) do not say which rows belong together (rows.csv has no groups); write "
              + "them again with this version of fer-data")
        }
        let group = numbers[name] ?? numbers.count
        numbers[name] = group
        let place = FoldRow(part: Int32(part), row: Int32(row))
        if set.copy(at: row) > 0 {
          copies.append(place)
          groupsOfCopies.append(group)
        } else {
          originals.append(place)
          candidates.append(
            SplitCandidate(key: set.sampleKey(at: row), label: set.label(at: row), group: group))
        }
      }
    }
    (self.originals, self.copies, self.candidates) = (originals, copies, candidates)
    (self.groupsOfCopies, groupCount) = (groupsOfCopies, numbers.count)
    let dealt = candidates
    folds = try lifting { () throws(SamplingError) in
      try GroupedFolds(count: settings.count, seed: seed, classCount: index.classNames.count)
        .assign(GroupedFolds.renumbered(dealt))
    }
  }

  /// The group of each of some originals, as a number.
  func groups(of rows: [FoldRow]) -> [UInt64] {
    let numbers = Dictionary(zip(originals, candidates.map(\.group))) { first, _ in first }
    return rows.map { UInt64(numbers[$0] ?? groupCount) }
  }

  /// The group's name of every row, from the `rows.csv` that the index describes.
  private static func groupNames(
    folder: String, index: ShardIndex, sets: [ShardSet]
  ) throws(WorkbenchError) -> [[String]] {
    let path = Files.join(folder, index.rows.name)
    let digest = try lifting { () throws(FileError) in
      try MappedFile(path: path).withBytes { Digest.sha256(of: $0) }
    }
    guard digest == index.rows.sha256 else {
      throw .problem(
        "\(path) is not the one that index.json describes; run fer-data verify \(folder)")
    }
    let reader = try lifting { () throws(TensorError) in try RowsCSVReader(folder: folder) }
    var names = sets.map { Array(repeating: "", count: $0.count) }
    var starts: [String: (part: Int, start: Int, count: Int)] = [:]
    for (part, set) in sets.enumerated() {
      var start = 0
      for shard in set.shards {
        starts[Files.lastComponent(shard.path)] = (part, start, shard.count)
        start += shard.count
      }
    }
    var place = 0
    while true {
      let (lines, next) = reader.lines(from: place, limit: page)
      guard !lines.isEmpty else { return names }
      place = next
      for line in lines {
        // Rows of splits that are not dealt have no place.
        guard let found = starts[line.shard], (0..<found.count).contains(line.row) else { continue }
        names[found.part][found.start + line.row] = line.group
      }
    }
  }
}
