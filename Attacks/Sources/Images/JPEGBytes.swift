/// JPEG files of one gray, and what can be done with their headers.
enum JPEGBytes {
  /// A sound baseline JPEG of 8-pixel blocks, all of one gray.
  static func gray(_ width: Int, _ height: Int, seed: UInt8 = 1) -> Bytes {
    var bits = BitStream()
    let blocks = ((width + 7) / 8) * ((height + 7) / 8)
    bits.addZeros(UInt64(blocks * 2))
    while bits.count % 8 != 0 { bits.add(1, 1) }
    return start(0xC0, width, height, quantum: seed) + scan(first: 0, last: 63, high: 0, low: 0)
      + bits.bytes + [0xFF, 0xD9]
  }

  /// A baseline JPEG with any size in its header and hardly any data.
  static func claiming(_ width: Int, _ height: Int) -> Bytes {
    start(0xC0, width, height, quantum: 1) + scan(first: 0, last: 63, high: 0, low: 0)
      + Bytes(repeating: 0, count: 200) + [0xFF, 0xD9]
  }

  /// A progressive JPEG in as many scans as the standard allows one component: 14 for each of 64
  /// coefficients, each of a few bytes and each a walk over the whole image.
  static func manyScans(side: Int) -> Bytes {
    let blocks = ((side + 7) / 8) * ((side + 7) / 8)
    var file = start(0xC2, side, side, quantum: 1)
    for low in (0...13).reversed() {
      file += scan(first: 0, last: 0, high: low == 13 ? 0 : low + 1, low: low)
      var bits = BitStream()
      bits.addZeros(UInt64(blocks))
      while bits.count % 8 != 0 { bits.add(1, 1) }
      file += bits.bytes
    }
    for coefficient in 1...63 {
      for low in (0...13).reversed() {
        file += scan(
          first: coefficient, last: coefficient, high: low == 13 ? 0 : low + 1, low: low)
        file += endOfBands(blocks)
      }
    }
    return file + [0xFF, 0xD9]
  }

  /// "Nothing more in the next 32767 blocks", as often as it takes.
  private static func endOfBands(_ blocks: Int) -> Bytes {
    var bits = BitStream()
    var left = blocks
    while left > 0 {
      let run = min(left, 32_767)
      let size = Int.bitWidth - 1 - run.leadingZeroBitCount
      // The table of these scans has the codes 0000 to 1110 for the runs of 2^0 to 2^14 and more.
      for bit in (0..<4).reversed() { bits.add(size >> bit & 1, 1) }
      for bit in (0..<size).reversed() { bits.add(run >> bit & 1, 1) }
      left -= run
    }
    while bits.count % 8 != 0 { bits.add(1, 1) }
    // A byte of ones in the data is followed by a zero, or it would be a marker.
    return bits.bytes.flatMap { $0 == 0xFF ? [0xFF, 0] : [$0] }
  }

  private static func start(_ kind: UInt8, _ width: Int, _ height: Int, quantum: UInt8) -> Bytes {
    var file: Bytes = [0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0]
    file.fill(quantum, 64)
    file += [0xFF, kind, 0, 11, 8]
    file.big(height, 2)
    file.big(width, 2)
    file += [1, 1, 0x11, 0]
    // One code of one bit for "no difference".
    file += [0xFF, 0xC4, 0, 20, 0x00, 1] + Bytes(repeating: 0, count: 15) + [0]
    guard kind == 0xC2 else {
      // One code of one bit for "end of block".
      return file + [0xFF, 0xC4, 0, 20, 0x10, 1] + Bytes(repeating: 0, count: 15) + [0]
    }
    // Fifteen codes of four bits for the ends of runs of blocks.
    file += [0xFF, 0xC4, 0, 34, 0x10, 0, 0, 0, 15] + Bytes(repeating: 0, count: 12)
    return file + (0..<15).map { UInt8($0 << 4) }
  }

  private static func scan(first: Int, last: Int, high: Int, low: Int) -> Bytes {
    [0xFF, 0xDA, 0, 8, 1, 1, 0, UInt8(first), UInt8(last), UInt8(high << 4 | low)]
  }
}
