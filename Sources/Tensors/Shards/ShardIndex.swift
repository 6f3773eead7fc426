public import Core

/// What a finished folder of shards holds: the file `index.json`, written last.
public struct ShardIndex: Hashable, Sendable {
  /// The file's name in the folder.
  public static let fileName = "index.json"

  /// The taxonomy's name.
  public let taxonomy: String
  /// The classes in the order of their indices.
  public let classNames: [String]
  /// The splits present, in the order train, val, test.
  public let splits: [ShardIndexSplit]
  /// `rows.csv`.
  public let rows: FileSummary
  /// Where the rows come from: sources, split certificate, settings; outside the digest of the set.
  public let provenance: JSON

  /// The index of these shards, which must come in order inside each split.
  public init(
    taxonomy: String, classNames: [String], shards: [ShardSummary], rows: FileSummary,
    provenance: JSON = .object([:])
  ) {
    self.init(
      taxonomy: taxonomy, classNames: classNames,
      splits: Split.allCases.compactMap { split in
        let own = shards.filter { $0.split == split }
        guard !own.isEmpty else { return nil }
        let none = Array(repeating: 0, count: classNames.count)
        return ShardIndexSplit(
          split: split,
          classCounts: own.reduce(none) { zip($0, $1.classCounts).map { $0 + $1 } },
          originalCounts: own.reduce(none) { zip($0, $1.originalCounts).map { $0 + $1 } },
          shards: own.map { ShardIndexFile(file: $0.file, rows: $0.rows) })
      },
      rows: rows, provenance: provenance)
  }

  init(
    taxonomy: String, classNames: [String], splits: [ShardIndexSplit], rows: FileSummary,
    provenance: JSON
  ) {
    self.taxonomy = taxonomy
    self.classNames = classNames
    self.splits = splits
    self.rows = rows
    self.provenance = provenance
  }

  /// The entry of one split, or nil where the folder has none.
  public subscript(split: Split) -> ShardIndexSplit? { splits.first { $0.split == split } }

  /// Every file the digest covers: the shards and `rows.csv`.
  public var files: [FileSummary] {
    splits.flatMap { $0.shards.map(\.file) } + [rows]
  }

  /// The digest of the whole set: SHA-256 over the sorted lines `sha256  name`.
  ///
  /// `sha256sum *.safetensors rows.csv | LC_ALL=C sort | sha256sum` gives the same.
  public var setDigest: Digest {
    let lines = files.map { Array("\($0.sha256.hex)  \($0.name)\n".utf8) }
    return Digest.sha256(of: lines.sorted { $0.lexicographicallyPrecedes($1) }.flatMap { $0 })
  }
}
