/// A SHA-256 digest: 32 bytes, compared and sorted as bytes.
@frozen
public struct Digest: Hashable, Comparable, Sendable {
  // Four big-endian words, so that comparing words is comparing bytes.
  @usableFromInline var w0: UInt64 = 0
  @usableFromInline var w1: UInt64 = 0
  @usableFromInline var w2: UInt64 = 0
  @usableFromInline var w3: UInt64 = 0

  /// The number of bytes of a digest.
  public static let byteCount = 32

  /// Takes over 32 bytes, or gives `nil` for any other number of them.
  @inlinable
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Digest.byteCount else { return nil }
    // Shift every byte in at the low end of the 256 bits.
    for byte in bytes {
      w0 = w0 << 8 | w1 >> 56
      w1 = w1 << 8 | w2 >> 56
      w2 = w2 << 8 | w3 >> 56
      w3 = w3 << 8 | UInt64(byte)
    }
  }

  /// Reads 64 hexadecimal digits of either case.
  public init?(hex: String) {
    let digits = Array(hex.utf8)
    guard digits.count == Digest.byteCount * 2 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Digest.byteCount)
    for position in stride(from: 0, to: digits.count, by: 2) {
      guard let high = Digest.value(ofHexDigit: digits[position]),
        let low = Digest.value(ofHexDigit: digits[position + 1])
      else { return nil }
      bytes.append(high << 4 | low)
    }
    self.init(bytes: bytes)
  }

  /// The 32 bytes, in order.
  public var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Digest.byteCount) { buffer, count in
      for (index, word) in [w0, w1, w2, w3].enumerated() {
        for byte in 0..<8 {
          buffer[index * 8 + byte] = UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * byte))
        }
      }
      count = Digest.byteCount
    }
  }

  /// Lends the 32 bytes.
  @inlinable
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let words: InlineArray<4, UInt64> = [w0.bigEndian, w1.bigEndian, w2.bigEndian, w3.bigEndian]
    let span = words.span
    return try span.withUnsafeBufferPointer { buffer throws(Failure) in
      try body(UnsafeRawBufferPointer(buffer))
    }
  }

  /// The 64 lowercase hexadecimal digits.
  public var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(unsafeUninitializedCapacity: 64) { buffer in
      for (index, byte) in bytes.enumerated() {
        buffer[2 * index] = digits[Int(byte >> 4)]
        buffer[2 * index + 1] = digits[Int(byte & 15)]
      }
      return 64
    }
  }

  /// The first eight bytes, read as a little-endian number.
  @inlinable public var first8: UInt64 { w0.byteSwapped }

  /// Compares as byte strings.
  @inlinable public static func < (left: Digest, right: Digest) -> Bool {
    if left.w0 != right.w0 { return left.w0 < right.w0 }
    if left.w1 != right.w1 { return left.w1 < right.w1 }
    if left.w2 != right.w2 { return left.w2 < right.w2 }
    return left.w3 < right.w3
  }

  private static func value(ofHexDigit digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension Digest: CustomStringConvertible {
  /// The hexadecimal digits.
  public var description: String { hex }
}

extension Digest {
  /// The SHA-256 of some bytes.
  public static func sha256(of bytes: [UInt8]) -> Digest {
    bytes.withUnsafeBytes { sha256(of: $0) }
  }

  /// The SHA-256 of the bytes of a buffer.
  public static func sha256(of bytes: UnsafeRawBufferPointer) -> Digest {
    var hasher = SHA256Hasher()
    hasher.update(bytes)
    return hasher.finalize()
  }

  /// The SHA-256 of a text's UTF-8.
  public static func sha256(of text: String) -> Digest {
    var hasher = SHA256Hasher()
    hasher.update(text)
    return hasher.finalize()
  }
}
