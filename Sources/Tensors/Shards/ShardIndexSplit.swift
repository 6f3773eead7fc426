public import Core

/// One split in the index.
public struct ShardIndexSplit: Hashable, Sendable {
  /// The split.
  public let split: Split
  /// Rows of each class, in class order.
  public let classCounts: [Int]
  /// Rows of each class that are originals (copy 0), in class order.
  public let originalCounts: [Int]
  /// The shards in order.
  public let shards: [ShardIndexFile]

  /// The number of rows.
  public var rows: Int { shards.reduce(0) { $0 + $1.rows } }
}
