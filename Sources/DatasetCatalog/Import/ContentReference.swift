/// Where a content's bytes lie in the source itself, uncompressed.
public struct ContentReference: Hashable, Sendable {
  /// The first byte's position in the file.
  public var offset: Int64
  /// How many there are.
  public var length: Int
  /// The file's path below a source that is a folder; nil for the source's own file.
  public var file: String?

  /// A place in the source itself.
  public init(offset: Int64, length: Int, file: String? = nil) {
    self.offset = offset
    self.length = length
    self.file = file
  }
}
