/// Bits into bytes, the lowest first.
struct BitWriter {
  private(set) var bytes: [UInt8]
  private var pending: UInt64 = 0
  private var count = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Writes the lowest `length` bits (at most 32).
  mutating func write(_ bits: Int, _ length: Int) {
    pending |= UInt64(bits) << UInt64(count)
    count += length
    while count >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: pending))
      pending >>= 8
      count -= 8
    }
  }

  mutating func alignToByte() {
    if count > 0 { write(0, 8 - count) }
  }
}
