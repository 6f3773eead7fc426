/// Writes GIF files of one frame by hand, with codes of nine bits and a clear code before they grow.
struct RawGIF {
  var screen: (width: Int, height: Int)
  var left = 0
  var top = 0
  var width: Int
  var height: Int
  /// Red, green and blue of 256 colours; fewer are filled with black.
  var palette: [[UInt8]]
  var isPaletteLocal = false
  var isInterlaced = false
  var transparent: Int?

  func file(_ index: (Int, Int) -> Int) -> [UInt8] {
    var colors = palette.flatMap { $0 }
    colors += [UInt8](repeating: 0, count: max(0, 768 - colors.count))
    var bytes = [UInt8]("GIF89a".utf8) + Self.pair(screen.width) + Self.pair(screen.height)
    bytes += [isPaletteLocal || palette.isEmpty ? 0x70 : 0xF7, 0, 0]
    if !isPaletteLocal, !palette.isEmpty { bytes += colors }
    if let transparent { bytes += [0x21, 0xF9, 4, 1, 0, 0, UInt8(transparent), 0] }
    bytes += [0x2C] + Self.pair(left) + Self.pair(top) + Self.pair(width) + Self.pair(height)
    bytes += [(isPaletteLocal ? 0x87 : 0) | (isInterlaced ? 0x40 : 0)]
    if isPaletteLocal { bytes += colors }
    let rows =
      isInterlaced
      ? [(0, 8), (4, 8), (2, 4), (1, 2)].flatMap { Array(stride(from: $0, to: height, by: $1)) }
      : Array(0..<height)
    return bytes + Self.packed(rows.flatMap { y in (0..<width).map { index($0, y) } }) + [0x3B]
  }

  private static func packed(_ indices: [Int]) -> [UInt8] {
    var codes: [Int] = []
    for (place, index) in indices.enumerated() {
      if place % 200 == 0 { codes.append(256) }
      codes.append(index)
    }
    codes.append(257)
    var (data, held, count): ([UInt8], Int, Int) = ([], 0, 0)
    for code in codes {
      held |= code << count
      count += 9
      while count >= 8 {
        data.append(UInt8(held & 255))
        held >>= 8
        count -= 8
      }
    }
    if count > 0 { data.append(UInt8(held)) }
    var bytes: [UInt8] = [8]
    for start in stride(from: 0, to: data.count, by: 255) {
      let part = data[start..<min(start + 255, data.count)]
      bytes += [UInt8(part.count)] + part
    }
    return bytes + [0]
  }

  private static func pair(_ number: Int) -> [UInt8] { [UInt8(number & 255), UInt8(number >> 8)] }
}
