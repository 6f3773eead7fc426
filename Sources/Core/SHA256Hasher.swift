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
    update(Array(text.utf8))
  }

  /// The digest of everything added so far; the hasher can go on.
  public func finalize() -> Digest {
    var words: [UInt64] = [0, 0, 0, 0]
    for (position, byte) in hash.finalize().enumerated() {
      words[position >> 3] = words[position >> 3] << 8 | UInt64(byte)
    }
    return Digest(words: words)
  }
}

extension Digest {
  fileprivate init(words: [UInt64]) {
    (w0, w1, w2, w3) = (words[0], words[1], words[2], words[3])
  }
}
