/// Names the exact bytes of one file: their SHA-256.
@frozen
public struct ContentID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The SHA-256 of the file's bytes.
  public let digest: Digest

  /// Takes over a digest made elsewhere.
  @inlinable public init(_ digest: Digest) { self.digest = digest }

  /// The content id of these bytes.
  public static func of(_ bytes: UnsafeRawBufferPointer) -> ContentID {
    ContentID(.sha256(of: bytes))
  }

  /// The content id of these bytes.
  public static func of(_ bytes: [UInt8]) -> ContentID { ContentID(.sha256(of: bytes)) }

  /// Orders by the digest's bytes.
  @inlinable public static func < (left: ContentID, right: ContentID) -> Bool {
    left.digest < right.digest
  }

  /// The hexadecimal digits.
  public var description: String { digest.hex }
}
