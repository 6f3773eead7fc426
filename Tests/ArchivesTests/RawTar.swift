/// Builds tar files byte by byte, so that tests can make what no honest writer would.
struct RawTar {
  private(set) var bytes: [UInt8] = []

  /// Adds a ustar member.
  ///
  /// `declaredSize` may lie; `data` is padded to blocks.
  mutating func add(
    _ name: [UInt8], _ data: [UInt8] = [], type: Character = "0", link: String = "",
    declaredSize: Int? = nil
  ) {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: [UInt8], at offset: Int) {
      for (index, byte) in text.enumerated() { header[offset + index] = byte }
    }
    put(Array(name.prefix(100)), at: 0)
    put(Array("0000644\0".utf8), at: 100)
    put(Array("0000000\0".utf8), at: 108)
    put(Array("0000000\0".utf8), at: 116)
    put(RawTar.octal(declaredSize ?? data.count, digits: 11), at: 124)
    put(Array("00000000000\0".utf8), at: 136)
    put(Array("        ".utf8), at: 148)
    put(Array(String(type).utf8), at: 156)
    put(Array(link.utf8), at: 157)
    put(Array("ustar\u{0}00".utf8), at: 257)
    let sum = header.reduce(0) { $0 + Int($1) }
    put(RawTar.octal(sum, digits: 6) + [0x20], at: 148)
    bytes += header + data + [UInt8](repeating: 0, count: (512 - data.count % 512) % 512)
  }

  mutating func add(_ name: String, _ data: [UInt8] = [], type: Character = "0", link: String = "")
  {
    add(Array(name.utf8), data, type: type, link: link)
  }

  /// Adds a member in GNU tar's old sparse format: one run of data in a file of the size given.
  mutating func addSparse(_ name: String, _ data: [UInt8], at offset: Int, size: Int) {
    let start = bytes.count
    add(Array(name.utf8), data, type: "S")
    func put(_ text: [UInt8], at place: Int) {
      bytes.replaceSubrange((start + place)..<(start + place + text.count), with: text)
    }
    put(Array("ustar  \0".utf8), at: 257)
    put(RawTar.octal(offset, digits: 11) + RawTar.octal(data.count, digits: 11), at: 386)
    put(RawTar.octal(size, digits: 11), at: 483)
    put(Array("        ".utf8), at: 148)
    let sum = bytes[start..<(start + 512)].reduce(0) { $0 + Int($1) }
    put(RawTar.octal(sum, digits: 6) + [0x20], at: 148)
  }

  /// Adds the two zero blocks that end a tar.
  mutating func end() { bytes += [UInt8](repeating: 0, count: 1_024) }

  /// A whole tar of these members.
  static func of(_ members: [(String, [UInt8])]) -> [UInt8] {
    var tar = RawTar()
    for (name, data) in members { tar.add(name, data) }
    tar.end()
    return tar.bytes
  }

  private static func octal(_ value: Int, digits: Int) -> [UInt8] {
    let text = String(value, radix: 8)
    return Array((String(repeating: "0", count: max(0, digits - text.count)) + text).utf8) + [0]
  }
}
