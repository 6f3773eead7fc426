public import Core

/// One thing that is wrong with a folder of shards.
public enum ShardFinding: Hashable, Sendable {
  /// The index cannot be used; the shards found in the folder were checked by themselves.
  case damagedIndex(reason: String)
  /// A file the index lists is not there or cannot be read.
  case missingFile(name: String, reason: String)
  /// A file's bytes are not those the index lists.
  case damagedFile(name: String)
  /// A shard whose header or tensors cannot be read.
  case unreadableShard(name: String, reason: String)
  /// A row whose bytes do not have the CRC-32C stored with them.
  case damagedRow(shard: String, row: Int)
  /// A shard that disagrees with the index or with the first shard of its split.
  case inconsistentShard(name: String, reason: String)
  /// The rows of a split do not have the counts per class of the index.
  case wrongCounts(split: Split, expected: [Int], found: [Int])
  /// A file that belongs to no set.
  case unexpectedFile(name: String)
}

extension ShardFinding: CustomStringConvertible {
  /// One sentence that names the file, and the row where there is one.
  public var description: String {
    switch self {
    case .damagedIndex(let reason): "index.json: \(reason)"
    case .missingFile(let name, let reason): "\(name): it cannot be read (\(reason))"
    case .damagedFile(let name): "\(name): its SHA-256 is not the one in index.json"
    case .unreadableShard(let name, let reason): "\(name): \(reason)"
    case .damagedRow(let shard, let row): "\(shard):\(row): the row's CRC-32C does not match"
    case .inconsistentShard(let name, let reason): "\(name): \(reason)"
    case .wrongCounts(let split, let expected, let found):
      "\(split.rawValue): the counts per class are \(found) and index.json says \(expected)"
    case .unexpectedFile(let name): "\(name): it is not part of the set"
    }
  }
}
