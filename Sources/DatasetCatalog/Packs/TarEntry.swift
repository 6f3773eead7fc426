internal import Core

/// The header of one pack entry: ustar, no clock, no user, so equal content has equal bytes.
enum TarEntry {
  static let blockSize = 512

  /// The bytes an entry takes: header, content, and zeros up to a whole block.
  static func size(ofContent length: Int) -> Int64 {
    Int64(blockSize) + Int64((length + blockSize - 1) / blockSize * blockSize)
  }

  /// The largest content the eleven octal digits of a size can say.
  static let maximumLength = 0o77777777777

  /// The header of a content of `length` bytes, named by its id and what format it is in.
  static func header(_ content: ContentID, format: String?, length: Int) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: blockSize)
    func put(_ text: String, at offset: Int) {
      block.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
    }
    put(content.digest.hex + fileExtension(format), at: 0)
    put("0000644", at: 100)
    put("0000000", at: 108)
    put("0000000", at: 116)
    put(octal(length, digits: 11), at: 124)
    put("00000000000", at: 136)
    put("        ", at: 148)
    put("0", at: 156)
    put("ustar", at: 257)
    put("00", at: 263)
    put("0000000", at: 329)
    put("0000000", at: 337)
    let sum = block.reduce(0) { $0 + Int($1) }
    put(octal(sum, digits: 6) + "\0 ", at: 148)
    return block
  }

  private static func octal(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 8)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  /// Only what an image format is called; nothing a member could choose gets into a name.
  private static func fileExtension(_ format: String?) -> String {
    switch format {
    case "jpeg": ".jpg"
    case "png": ".png"
    case "pgm": ".pgm"
    default: ""
    }
  }
}
