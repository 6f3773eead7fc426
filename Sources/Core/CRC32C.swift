/// CRC-32C (Castagnoli), as in iSCSI (RFC 3720) and ext4: reflected polynomial 0x82F63B78.
public enum CRC32C {
  /// The checksum of some bytes, or of more bytes after those of `continuing`.
  public static func checksum(
    _ bytes: UnsafeRawBufferPointer, continuing previous: UInt32 = 0
  ) -> UInt32 {
    var crc = ~previous
    var offset = 0
    let table = tables
    return table.withUnsafeBufferPointer { t in
      // Eight bytes a step ("slicing by eight", Kounavis and Berry, 2005).
      while offset &+ 8 <= bytes.count {
        let low =
          UInt32(
            littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)) ^ crc
        let high = UInt32(
          littleEndian: bytes.loadUnaligned(fromByteOffset: offset &+ 4, as: UInt32.self))
        let a = t[7 << 8 | Int(low & 255)] ^ t[6 << 8 | Int(low >> 8 & 255)]
        let b = t[5 << 8 | Int(low >> 16 & 255)] ^ t[4 << 8 | Int(low >> 24)]
        let c = t[3 << 8 | Int(high & 255)] ^ t[2 << 8 | Int(high >> 8 & 255)]
        let d = t[1 << 8 | Int(high >> 16 & 255)] ^ t[Int(high >> 24)]
        crc = a ^ b ^ c ^ d
        offset &+= 8
      }
      while offset < bytes.count {
        crc = crc >> 8 ^ t[Int((crc ^ UInt32(bytes[offset])) & 255)]
        offset &+= 1
      }
      return ~crc
    }
  }

  /// The checksum of some bytes.
  public static func checksum(_ bytes: [UInt8], continuing previous: UInt32 = 0) -> UInt32 {
    bytes.withUnsafeBytes { checksum($0, continuing: previous) }
  }

  /// Eight tables of 256 words: table n is the effect of a byte followed by n zero bytes.
  private static let tables: [UInt32] = {
    var words = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var crc = UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0x82F6_3B78 : crc >> 1 }
      words[byte] = crc
    }
    for table in 1..<8 {
      for byte in 0..<256 {
        let previous = words[(table - 1) << 8 | byte]
        words[table << 8 | byte] = previous >> 8 ^ words[Int(previous & 255)]
      }
    }
    return words
  }()
}
