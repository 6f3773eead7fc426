/// Names one sample by content: SHA-256(content id ‖ region).
///
/// Luck, order, decisions and conflicts use the sample key, so they do not depend on where a file lies.
@frozen
public struct SampleKey: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The key's 32 bytes.
  public let digest: Digest

  /// Takes over a key read from a file.
  @inlinable public init(_ digest: Digest) { self.digest = digest }

  /// The key of a content, or of a box in it.
  ///
  /// The hashed bytes are the 32 of the content id and, with a region, its x, y, width and height as
  /// little-endian 64-bit numbers.
  public init(content: ContentID, region: PixelBox?) {
    var hasher = SHA256Hasher()
    content.digest.withBytes { hasher.update($0) }
    if let region {
      for number in [region.x, region.y, region.width, region.height] {
        withUnsafeBytes(of: Int64(number).littleEndian) { hasher.update($0) }
      }
    }
    digest = hasher.finalize()
  }

  /// Orders by the digest's bytes.
  @inlinable public static func < (left: SampleKey, right: SampleKey) -> Bool {
    left.digest < right.digest
  }

  /// The hexadecimal digits.
  public var description: String { digest.hex }
}
