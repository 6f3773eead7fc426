/// Writes TIFF files by hand: the directory first, then what its entries point to, then strips or tiles.
struct RawTIFF {
  var isBigEndian = false
  /// Tags and their values, which go out as SHORT up to 65535, else as LONG.
  var entries: [Int: [Int]] = [:]
  /// The strips, or the tiles when the entries have a tile's width.
  var blocks: [[UInt8]] = []
  /// The offset of the next directory.
  var next = 0

  /// A file of one strip.
  init(
    width: Int, height: Int, bits: [Int], photometric: Int, strip: [UInt8], more: [Int: [Int]] = [:]
  ) {
    entries = [
      256: [width], 257: [height], 258: bits, 259: [1], 262: [photometric], 277: [bits.count],
      278: [height],
    ]
    entries.merge(more) { _, new in new }
    blocks = [strip]
  }

  func number(_ value: Int, _ size: Int) -> [UInt8] {
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    return isBigEndian ? bytes.reversed() : bytes
  }

  func file() -> [UInt8] {
    let isTiled = entries[322] != nil
    let (offsetTag, countTag) = isTiled ? (324, 325) : (273, 279)
    var entries = entries
    if entries[offsetTag] == nil {
      entries[offsetTag] = [Int](repeating: 1 << 20, count: blocks.count)
    }
    if entries[countTag] == nil { entries[countTag] = blocks.map(\.count) }
    // The first pass finds where everything lies; the second has the right offsets.
    var bytes = assembled(entries)
    if self.entries[offsetTag] == nil {
      var place = bytes.count - blocks.reduce(0) { $0 + $1.count }
      entries[offsetTag] = blocks.map { block in
        defer { place += block.count }
        return place
      }
      bytes = assembled(entries, longs: [offsetTag])
    }
    return bytes
  }

  private func assembled(_ entries: [Int: [Int]], longs: Set<Int> = []) -> [UInt8] {
    let tags = entries.keys.sorted()
    var directory = number(tags.count, 2)
    var values: [UInt8] = []
    let start = 8 + 2 + 12 * tags.count + 4
    for tag in tags {
      let list = entries[tag] ?? []
      let size = longs.contains(tag) || list.contains { $0 > 65535 } ? 4 : 2
      let data = list.flatMap { number($0, size) }
      directory += number(tag, 2) + number(size == 2 ? 3 : 4, 2) + number(list.count, 4)
      if data.count <= 4 {
        directory += data + [UInt8](repeating: 0, count: 4 - data.count)
      } else {
        directory += number(start + values.count, 4)
        values += data
      }
    }
    let order: [UInt8] = isBigEndian ? [0x4D, 0x4D] : [0x49, 0x49]
    return order + number(42, 2) + number(8, 4) + directory + number(next, 4) + values
      + blocks.flatMap { $0 }
  }
}
