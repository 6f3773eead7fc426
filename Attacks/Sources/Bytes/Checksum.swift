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

  /// The CRC-32 of as many zeros, by squaring: a terabyte of them takes no longer than a byte.
  static func crc32(zeros count: UInt64) -> UInt32 {
    var power: UInt32 = 1 << 23  // x^8, the step of one zero byte, reflected.
    var product: UInt32 = 1 << 31
    var rest = count
    while rest > 0 {
      if rest & 1 == 1 { product = multiply(product, power) }
      power = multiply(power, power)
      rest >>= 1
    }
    return ~multiply(product, ~0)
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
