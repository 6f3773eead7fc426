/// The checksums of zip, gzip, PNG and zlib.
enum Checksum {
  private static let polynomial: UInt32 = 0xEDB8_8320

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ polynomial : sum >> 1 }
  }

  /// The CRC-32 of some bytes.
  static func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { sum, byte in
      table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ sum >> 8
    }
  }

  /// The CRC-32 of as many zeros: a terabyte of them takes no longer than a byte.
  static func crc32(zeros count: UInt64) -> UInt32 { ~multiply(power(count), ~0) }

  /// The step of as many bytes, x^(8 × count) modulo the CRC's polynomial, by squaring.
  private static func power(_ count: UInt64) -> UInt32 {
    var square: UInt32 = 1 << 23  // x^8, reflected
    var product: UInt32 = 1 << 31
    var rest = count
    while rest > 0 {
      if rest & 1 == 1 { product = multiply(product, square) }
      square = multiply(square, square)
      rest >>= 1
    }
    return product
  }

  /// The CRC-32 of one text and another after it, from the CRC-32 of each.
  static func crc32(_ first: UInt32, then second: UInt32, length: UInt64) -> UInt32 {
    multiply(power(length), first) ^ second
  }

  /// The product of two polynomials modulo the CRC's own, coefficients reflected.
  private static func multiply(_ left: UInt32, _ right: UInt32) -> UInt32 {
    var (product, shifted) = (UInt32(0), right)
    for bit in (0..<32).reversed() {
      if left >> UInt32(bit) & 1 == 1 { product ^= shifted }
      shifted = shifted & 1 == 1 ? shifted >> 1 ^ polynomial : shifted >> 1
    }
    return product
  }

  /// The Adler-32 of some bytes.
  static func adler32(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var (low, high) = (UInt32(1), UInt32(0))
    for byte in bytes {
      low = (low + UInt32(byte)) % 65_521
      high = (high + low) % 65_521
    }
    return high << 16 | low
  }

  /// The Adler-32 of as many zeros.
  static func adler32(zeros count: UInt64) -> UInt32 { UInt32(count % 65_521) << 16 | 1 }
}
