public import Core

/// What was written: a file's name in its folder, its length and its digest.
public struct FileSummary: Hashable, Sendable {
  /// The file's name, without its folder.
  public let name: String
  /// Its length in bytes.
  public let bytes: Int
  /// The SHA-256 of all its bytes.
  public let sha256: Digest

  /// A file of `bytes` bytes whose SHA-256 is `sha256`.
  public init(name: String, bytes: Int, sha256: Digest) {
    self.name = name
    self.bytes = bytes
    self.sha256 = sha256
  }
}
