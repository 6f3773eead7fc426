/// Bytes that are written one number after another.
typealias Bytes = [UInt8]

extension [UInt8] {
  /// A text's UTF-8.
  init(_ text: String) { self = Array(text.utf8) }

  /// Adds a number, its lowest byte first.
  mutating func little(_ value: some FixedWidthInteger, _ count: Int) {
    for byte in 0..<count { append(UInt8(truncatingIfNeeded: value >> (8 * byte))) }
  }

  /// Adds a number, its highest byte first.
  mutating func big(_ value: some FixedWidthInteger, _ count: Int) {
    for byte in (0..<count).reversed() { append(UInt8(truncatingIfNeeded: value >> (8 * byte))) }
  }

  /// Adds a text's UTF-8.
  mutating func text(_ text: String) { append(contentsOf: text.utf8) }

  /// Adds the same byte many times.
  mutating func fill(_ byte: UInt8, _ count: Int) {
    append(contentsOf: repeatElement(byte, count: Swift.max(0, count)))
  }

  /// Adds zeros up to a multiple of a size.
  mutating func pad(to size: Int) { fill(0, (size - count % size) % size) }
}

/// Bytes that look random and are the same in every run (xorshift64).
func noise(_ count: Int, seed: UInt64) -> Bytes {
  var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  return (0..<count).map { _ in
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return UInt8(truncatingIfNeeded: state >> 32)
  }
}
