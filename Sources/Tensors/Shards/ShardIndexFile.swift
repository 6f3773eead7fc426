/// One shard in the index.
public struct ShardIndexFile: Hashable, Sendable {
  /// The file.
  public let file: FileSummary
  /// Its number of rows.
  public let rows: Int
}
