/// Writes PNG files of every kind by hand, so that decoding is tested against the format and not against
/// the library that reads it.
struct RawPNG {
  var width: Int
  var height: Int
  var depth: Int
  var colorType: Int
  var isInterlaced = false
  /// Whole chunks to go between IHDR and IDAT: name and data.
  var chunks: [(String, [UInt8])] = []

  /// The file; `samples` gives the values of the pixel (x, y), in the range of the depth.
  func file(_ samples: (Int, Int) -> [Int]) -> [UInt8] {
    var header = Self.word(width) + Self.word(height)
    header += [UInt8(depth), UInt8(colorType), 0, 0, isInterlaced ? 1 : 0]
    var body: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    body += Self.chunk("IHDR", header)
    for (name, data) in chunks { body += Self.chunk(name, data) }
    return body + Self.chunk("IDAT", Self.stored(rows(samples))) + Self.chunk("IEND", [])
  }

  private func rows(_ samples: (Int, Int) -> [Int]) -> [UInt8] {
    let passes =
      isInterlaced
      ? [
        (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
        (0, 1, 1, 2),
      ] : [(0, 0, 1, 1)]
    var bytes: [UInt8] = []
    for (left, top, right, down) in passes where left < width {
      for y in stride(from: top, to: height, by: down) {
        let values = stride(from: left, to: width, by: right).flatMap { samples($0, y) }
        bytes += [0] + packed(values)
      }
    }
    return bytes
  }

  private func packed(_ values: [Int]) -> [UInt8] {
    if depth == 16 { return values.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] } }
    var bytes: [UInt8] = []
    let perByte = 8 / depth
    for start in stride(from: 0, to: values.count, by: perByte) {
      var byte = 0
      for offset in 0..<perByte {
        let value = start + offset < values.count ? values[start + offset] : 0
        byte = byte << depth | value
      }
      bytes.append(UInt8(byte))
    }
    return bytes
  }

  static func word(_ number: Int) -> [UInt8] {
    [
      UInt8(number >> 24 & 255), UInt8(number >> 16 & 255), UInt8(number >> 8 & 255),
      UInt8(number & 255),
    ]
  }

  static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    let body = [UInt8](name.utf8) + data
    return word(data.count) + body + word(crc32(body))
  }

  /// A zlib stream of stored blocks.
  private static func stored(_ data: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [0x78, 0x01]
    var (a, b) = (1, 0)
    for byte in data { (a, b) = ((a + Int(byte)) % 65521, (b + a + Int(byte)) % 65521) }
    for start in stride(from: 0, to: data.count, by: 65535) {
      let part = data[start..<min(start + 65535, data.count)]
      let (low, high) = (UInt8(part.count & 255), UInt8(part.count >> 8))
      bytes += [start + part.count == data.count ? 1 : 0, low, high, ~low, ~high] + part
    }
    return bytes + word(b << 16 | a)
  }

  private static func crc32(_ bytes: [UInt8]) -> Int {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return Int(~crc)
  }
}
