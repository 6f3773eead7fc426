/// Writes BMP files by hand.
struct RawBMP {
  var width: Int
  /// Negative: from top to bottom.
  var height: Int
  var depth: Int
  var headerSize = 40
  var compression = 0
  /// Blue, green, red (and a fourth byte, except with OS/2's header) of each entry.
  var palette: [UInt8] = []
  var colorsUsed = 0
  /// Red, green, blue and alpha; behind a header of 40 bytes, else inside.
  var masks: [Int] = []

  static func number(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  func file(_ samples: [UInt8]) -> [UInt8] {
    var header = Self.number(headerSize, 4)
    if headerSize == 12 {
      header += Self.number(width, 2) + Self.number(height, 2) + [1, 0] + Self.number(depth, 2)
    } else {
      header += Self.number(width, 4) + Self.number(height, 4) + [1, 0] + Self.number(depth, 2)
      header += Self.number(compression, 4) + [UInt8](repeating: 0, count: 12)
      header += Self.number(colorsUsed, 4) + [0, 0, 0, 0]
    }
    header += masks.flatMap { Self.number($0, 4) }
    header += [UInt8](repeating: 0, count: max(0, headerSize - header.count)) + palette
    let start = 14 + header.count
    return [0x42, 0x4D] + Self.number(start + samples.count, 4) + [0, 0, 0, 0]
      + Self.number(start, 4) + header + samples
  }
}
