public import Core

/// What was written into one shard.
public struct ShardSummary: Hashable, Sendable {
  /// The split its rows belong to.
  public let split: Split
  /// The file.
  public let file: FileSummary
  /// The number of rows.
  public let rows: Int
  /// Rows of each class, in class order.
  public let classCounts: [Int]
  /// Rows of each class that are originals (copy 0), in class order.
  public let originalCounts: [Int]

  /// What one shard holds.
  public init(
    split: Split, file: FileSummary, rows: Int, classCounts: [Int], originalCounts: [Int]
  ) {
    self.split = split
    self.file = file
    self.rows = rows
    self.classCounts = classCounts
    self.originalCounts = originalCounts
  }
}
