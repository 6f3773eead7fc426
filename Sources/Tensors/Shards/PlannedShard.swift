/// One shard still to be written: its file name, and which rows of its split it holds.
public struct PlannedShard: Hashable, Sendable {
  /// The file's name in the folder.
  public let name: String
  /// The rows of the split, in the split's order.
  public let rows: Range<Int>
}
