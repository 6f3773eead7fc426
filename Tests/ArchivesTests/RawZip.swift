/// Builds zips of stored members byte by byte, so that tests can make what no common writer makes.
struct RawZip {
  /// What is odd about one member.
  struct Oddities {
    var flags: UInt16 = 0
    var method: UInt16 = 0
    var isWide = false
    var hasDescriptor = false
    var declaredSize: UInt32?
    var overlapsFirst = false
  }

  private(set) var bytes: [UInt8]
  private var directory: [UInt8] = []
  private var count = 0
  private let prefixCount: Int

  init(prefix: [UInt8] = []) { (bytes, prefixCount) = (prefix, prefix.count) }

  mutating func add(_ name: [UInt8], _ data: [UInt8], _ odd: Oddities = Oddities()) {
    let offset = odd.overlapsFirst ? 0 : bytes.count - prefixCount
    let crc = RawZip.checksum(data)
    let size = odd.declaredSize ?? UInt32(data.count)
    let flags = odd.flags | (odd.hasDescriptor ? 8 : 0)
    let version: UInt16 = odd.isWide ? 45 : 20
    let shown: UInt32 = odd.isWide ? 0xFFFF_FFFF : size
    let wide = odd.isWide ? RawZip.wide([UInt64(size), UInt64(data.count)]) : []
    if !odd.overlapsFirst {
      bytes += RawZip.little(0x0403_4B50 as UInt32) + RawZip.little(version)
      bytes += RawZip.little(flags) + RawZip.little(odd.method) + [0, 0, 0x21, 0]
      let early: (UInt32, UInt32, UInt32) =
        odd.hasDescriptor ? (0, 0, 0) : (crc, odd.isWide ? shown : UInt32(data.count), shown)
      bytes += RawZip.little(early.0) + RawZip.little(early.1) + RawZip.little(early.2)
      bytes += RawZip.little(UInt16(name.count)) + RawZip.little(UInt16(wide.count))
      bytes += name + wide + data
      if odd.hasDescriptor {
        bytes += RawZip.little(0x0807_4B50 as UInt32) + RawZip.little(crc)
        bytes += RawZip.little(UInt32(data.count)) + RawZip.little(size)
      }
    }
    directory += RawZip.little(0x0201_4B50 as UInt32) + RawZip.little(version)
    directory += RawZip.little(version) + RawZip.little(flags) + RawZip.little(odd.method)
    directory += [0, 0, 0x21, 0] + RawZip.little(crc)
    directory += RawZip.little(odd.isWide ? shown : UInt32(data.count)) + RawZip.little(shown)
    directory += RawZip.little(UInt16(name.count)) + RawZip.little(UInt16(wide.count))
    directory += [UInt8](repeating: 0, count: 10) + RawZip.little(UInt32(offset)) + name + wide
    count += 1
  }

  mutating func add(_ name: String, _ data: [UInt8], _ odd: Oddities = Oddities()) {
    add(Array(name.utf8), data, odd)
  }

  /// The whole zip, with ZIP64 end records where wanted.
  func finished(isWide: Bool = false) -> [UInt8] {
    var whole = bytes + directory
    let start = UInt64(bytes.count - prefixCount)
    if isWide {
      let place = UInt64(whole.count - prefixCount)
      whole += RawZip.little(0x0606_4B50 as UInt32) + RawZip.little(44 as UInt64)
      whole += RawZip.little(45 as UInt16) + RawZip.little(45 as UInt16)
      whole += RawZip.little(0 as UInt64) + RawZip.little(UInt64(count))
      whole += RawZip.little(UInt64(count)) + RawZip.little(UInt64(directory.count))
      whole += RawZip.little(start)
      whole += RawZip.little(0x0706_4B50 as UInt32) + RawZip.little(0 as UInt32)
      whole += RawZip.little(place) + RawZip.little(1 as UInt32)
    }
    whole += RawZip.little(0x0605_4B50 as UInt32) + [0, 0, 0, 0]
    let shown = isWide ? 0xFFFF : UInt16(count)
    whole += RawZip.little(shown) + RawZip.little(shown)
    whole += RawZip.little(isWide ? 0xFFFF_FFFF : UInt32(directory.count))
    whole += RawZip.little(isWide ? 0xFFFF_FFFF : UInt32(start)) + [0, 0]
    return whole
  }

  static func of(_ members: [(String, [UInt8])]) -> [UInt8] {
    var zip = RawZip()
    for (name, data) in members { zip.add(name, data) }
    return zip.finished()
  }

  private static func wide(_ values: [UInt64]) -> [UInt8] {
    little(1 as UInt16) + little(UInt16(values.count * 8)) + values.flatMap { little($0) }
  }

  private static func little<Number: FixedWidthInteger>(_ value: Number) -> [UInt8] {
    (0..<(Number.bitWidth / 8)).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  /// CRC-32 as zip has it, a bit at a time.
  private static func checksum(_ data: [UInt8]) -> UInt32 {
    ~data.reduce(0xFFFF_FFFF as UInt32) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in
        sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1
      }
    }
  }
}
