/// Deflate streams (RFC 1951), made to be hostile: either not compressed at all, or as much as can be.
enum Deflated {
  /// Stored blocks: the bytes as they are.
  static func stored(_ bytes: Bytes) -> Bytes {
    var stream: Bytes = []
    var start = 0
    repeat {
      let end = min(start + 0xFFFF, bytes.count)
      stream.append(end == bytes.count ? 1 : 0)
      stream.little(end - start, 2)
      stream.little(~(end - start), 2)
      stream += bytes[start..<end]
      start = end
    } while start < bytes.count
    return stream
  }

  /// One block of as many zeros, 1032 to each byte: the most that deflate can.
  ///
  /// A zero, then copies of 258 bytes from one byte before, each told by two bits; what is left over is
  /// told zero by zero.
  static func zeros(_ count: UInt64) -> Bytes {
    var bits = BitStream()
    // A last block with its own code: "copy 258" has one bit, a zero and the end have two.
    bits.add(0b101, 3)
    bits.add(29, 5)  // 286 literals and lengths
    bits.add(0, 5)  // 1 distance
    bits.add(14, 4)  // 18 lengths of the code for code lengths, in RFC 1951's odd order:
    for symbol in [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1] {
      bits.add([18: 1, 1: 2, 2: 2][symbol] ?? 0, 3)
    }
    let one: (Int, Int) = (0b01, 2)  // codes are sent from the highest bit: 10 as 01
    let two: (Int, Int) = (0b11, 2)
    func unused(_ count: Int) {
      bits.add(0, 1)
      bits.add(count - 11, 7)
    }
    bits.add(two.0, two.1)
    unused(138)
    unused(117)
    bits.add(two.0, two.1)
    unused(28)
    bits.add(one.0, one.1)
    bits.add(one.0, one.1)
    // Symbol 285 is 0, symbol 0 is 10, symbol 256 is 11; the distance 1 is 0.
    if count > 0 {
      bits.add(0b01, 2)
      let copies = (count - 1) / 258
      bits.addZeros(copies * 2)
      for _ in 0..<((count - 1) % 258) { bits.add(0b01, 2) }
    }
    bits.add(0b11, 2)
    return bits.bytes
  }

  /// A zlib stream (RFC 1950) around stored bytes.
  static func zlib(stored bytes: Bytes) -> Bytes {
    var stream: Bytes = [0x78, 0x01] + stored(bytes)
    stream.big(Checksum.adler32(bytes), 4)
    return stream
  }

  /// A zlib stream of as many zeros.
  static func zlib(zeros count: UInt64) -> Bytes {
    var stream: Bytes = [0x78, 0xDA] + zeros(count)
    stream.big(Checksum.adler32(zeros: count), 4)
    return stream
  }

  /// A whole gzip file of a deflate stream.
  static func gzip(_ stream: Bytes, crc: UInt32, size: UInt64) -> Bytes {
    var file: Bytes = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255] + stream
    file.little(crc, 4)
    file.little(size, 4)
    return file
  }

  /// A whole gzip file of these bytes, not compressed.
  static func gzip(stored bytes: Bytes) -> Bytes {
    gzip(stored(bytes), crc: Checksum.crc32(bytes), size: UInt64(bytes.count))
  }
}

/// Bits in deflate's order: each byte is filled from its lowest bit.
struct BitStream {
  private(set) var bytes: Bytes = []
  private var used = 8

  /// How many bits there are.
  var count: Int { bytes.count * 8 - 8 + used }

  mutating func add(_ value: Int, _ count: Int) {
    for bit in 0..<count {
      if used == 8 {
        bytes.append(0)
        used = 0
      }
      if value >> bit & 1 == 1 { bytes[bytes.count - 1] |= 1 << UInt8(used) }
      used += 1
    }
  }

  mutating func addZeros(_ count: UInt64) {
    let first = min(count, UInt64(8 - used))
    let rest = count - first
    add(0, Int(first))
    bytes.fill(0, Int(rest / 8))
    add(0, Int(rest % 8))
  }
}
