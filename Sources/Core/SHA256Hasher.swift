internal import Crypto

/// SHA-256 of bytes that come in pieces.
public struct SHA256Hasher: Sendable {
  private var hash = SHA256()

  /// Starts with no bytes.
  public init() {}

  /// Adds bytes.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    hash.update(bufferPointer: bytes)
  }

  /// Adds bytes.
  public mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
  }

  /// Adds a text's UTF-8.
  public mutating func update(_ text: String) {
    var text = text
    text.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
  }

  /// The digest of everything added so far; the hasher can go on.
  public func finalize() -> Digest {
    hash.finalize().withUnsafeBytes { bytes in
      func word(_ number: Int) -> UInt64 {
        UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8 * number, as: UInt64.self))
      }
      return Digest(words: (word(0), word(1), word(2), word(3)))
    }
  }
}

extension Digest {
  fileprivate init(words: (UInt64, UInt64, UInt64, UInt64)) {
    (w0, w1, w2, w3) = words
  }
}
