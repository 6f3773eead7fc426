public import Core

/// Where the original bytes of a content lie.
public struct ContentLocation: Hashable, Sendable {
  /// What file the bytes are in.
  public enum Place: Hashable, Sendable {
    /// The pack of this number.
    case pack(Int)
    /// The source's own file, read in place, or a file below a source that is a folder.
    case source(path: String, file: String?)
  }

  /// Whose bytes they are.
  public let contentID: ContentID
  /// What file they are in.
  public let place: Place
  /// The first byte's position in the file.
  public let offset: Int64
  /// How many there are.
  public let length: Int

  /// A place for a content's bytes.
  public init(contentID: ContentID, place: Place, offset: Int64, length: Int) {
    self.contentID = contentID
    self.place = place
    self.offset = offset
    self.length = length
  }
}
