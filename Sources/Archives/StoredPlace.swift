/// Where a member's bytes lie uncompressed in the source's own file, so that they need not be
/// copied.
public struct StoredPlace: Hashable, Sendable {
  /// The place of the first byte.
  public let offset: Int64
  /// How many bytes.
  public let length: Int
  /// The file of a folder source, relative to the folder; `nil` where the source is one file.
  public let file: String?

  /// A place in a source's file.
  public init(offset: Int64, length: Int, file: String?) {
    (self.offset, self.length, self.file) = (offset, length, file)
  }
}
