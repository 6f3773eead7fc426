#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The C library's own search for a byte, many times faster than a loop.
enum ByteSearch {
  /// The place of the first such byte from `start` on, or the count where there is none.
  static func first(_ byte: UInt8, in bytes: [UInt8], from start: Int) -> Int {
    guard start < bytes.count else { return bytes.count }
    return bytes.withUnsafeBytes { first(byte, in: $0, from: start) }
  }

  /// The place of the first such byte from `start` on, or the count where there is none.
  static func first(_ byte: UInt8, in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    guard start < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + start, Int32(byte), bytes.count - start)
    else { return bytes.count }
    return UnsafeRawPointer(found) - base
  }

  /// How often the byte stands there.
  static func count(_ byte: UInt8, in bytes: UnsafeRawBufferPointer) -> Int {
    var count = 0
    var position = first(byte, in: bytes, from: 0)
    while position < bytes.count {
      count += 1
      position = first(byte, in: bytes, from: position + 1)
    }
    return count
  }
}
