/// The place of a row: a shard's name and the row in it.
public struct RowPlace: Hashable, Sendable {
  /// The shard's file name.
  public let shard: String
  /// The row in the shard, from 0.
  public let row: Int

  /// Reads "train-00000-of-00002:17"; the ending ".safetensors" may stand or not.
  public init(_ text: String) throws(WorkbenchError) {
    let parts = text.split(separator: ":")
    guard parts.count == 2, let row = Int(parts[1]), row >= 0 else {
      throw .usage("'\(text)' names no row; write SHARD:ROW, such as train-00000-of-00002:17")
    }
    shard = parts[0].hasSuffix(".safetensors") ? String(parts[0]) : "\(parts[0]).safetensors"
    self.row = row
  }
}
