public import Core

/// Where one row of a shard came from and what was done to it.
public struct RowsCSVLine: Hashable, Sendable {
  /// The name of the shard's file.
  public var shard: String
  /// The row in this shard, from 0.
  public var row: Int
  /// The digest of the original file.
  public var contentID: ContentID
  /// The source's name.
  public var source: String
  /// The member's path in the source.
  public var member: String
  /// The name of the class.
  public var label: String
  /// 0 for the original, 1… for its augmented copies.
  public var copy: Int
  /// The augmentation's parameters as JSON; empty for an original.
  public var augmentation: String
  /// What the pipeline found and decided for this image as JSON: the face's frame, noise before and after;
  /// empty where nothing was recorded.
  public var pipeline: String
  /// The group of samples that must share a split (one subject, one content, near duplicates), as 16 hexadecimal
  /// digits; empty in shards of an earlier version.
  public var group: String

  /// A line of `rows.csv`.
  public init(
    shard: String, row: Int, contentID: ContentID, source: String, member: String, label: String,
    copy: Int, augmentation: String, pipeline: String = "", group: String = ""
  ) {
    self.shard = shard
    self.row = row
    self.contentID = contentID
    self.source = source
    self.member = member
    self.label = label
    self.copy = copy
    self.augmentation = augmentation
    self.pipeline = pipeline
    self.group = group
  }
}
