/// How archives end their names and begin their bytes.
enum ArchiveSignature {
  /// Endings that promise an archive.
  ///
  /// A compression's alone (".gz") promises only compressed bytes.
  private static let endings: [String] = {
    let compressions = ["", ".gz", ".bz2", ".xz", ".lzma", ".zst", ".lz4"]
    return compressions.map { ".tar" + $0 }
      + [".tgz", ".tbz", ".tbz2", ".txz", ".tlz", ".tzst", ".zip", ".7z", ".rar"]
  }()

  private static let beginnings: [[UInt8]] = [
    [0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6], [0x50, 0x4B, 7, 8],
    [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], Array("Rar!\u{1A}\u{07}".utf8),
    [0x1F, 0x8B], Array("BZh".utf8), [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0],
    [0x28, 0xB5, 0x2F, 0xFD], [4, 0x22, 0x4D, 0x18], [0x5D, 0, 0],
  ]

  /// How many first bytes `isPresent` looks at.
  static let headBytes = 512

  /// Whether a name ends as an archive's does.
  static func isPromised(by name: String) -> Bool {
    // The last byte tells nearly all images apart from archives, and this runs for each member.
    guard let last = name.utf8.last, isLast(last | 0x20) else { return false }
    let tail = String(decoding: name.utf8.suffix(10), as: UTF8.self).lowercased()
    return endings.contains { tail.utf8.count > $0.utf8.count && tail.hasSuffix($0) }
  }

  /// Whether the first bytes are an archive's.
  static func isPresent(in head: [UInt8]) -> Bool {
    beginnings.contains { head.starts(with: $0) } || isTar(head)
  }

  /// Whether the first bytes are a tar header: one whose checksum is right.
  static func isTar(_ head: [UInt8]) -> Bool {
    guard head.count >= 512, head[0] != 0 else { return false }
    let digits = head[148..<156].drop { $0 == 0x20 }.prefix { (0x30...0x37).contains($0) }
    guard let stored = Int(String(decoding: digits, as: UTF8.self), radix: 8) else { return false }
    var sum = 8 * 0x20
    for (index, byte) in head.prefix(512).enumerated() where !(148..<156).contains(index) {
      sum += Int(byte)
    }
    return sum == stored
  }

  /// Whether an ending of an archive's name can end in this lower-case letter.
  private static func isLast(_ letter: UInt8) -> Bool {
    switch letter {
    case UInt8(ascii: "r"), UInt8(ascii: "z"), UInt8(ascii: "2"), UInt8(ascii: "a"),
      UInt8(ascii: "t"), UInt8(ascii: "4"), UInt8(ascii: "p"):
      true
    default: false
    }
  }
}
