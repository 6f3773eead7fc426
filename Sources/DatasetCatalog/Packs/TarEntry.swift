internal import Core

/// The header of one pack entry: ustar, no clock, no user, so equal content has equal bytes.
struct TarEntry {
  static let blockSize = 512

  /// The largest content the eleven octal digits of a size can say.
  static let maximumLength = 0o77777777777

  /// The bytes an entry takes: header, content, and zeros up to a whole block.
  static func size(ofContent length: Int) -> Int64 {
    Int64(blockSize) + Int64((length + blockSize - 1) / blockSize * blockSize)
  }

  /// A header with everything that is the same for all contents, its checksum field blank.
  private let template: [UInt8]
  private let templateSum: Int

  init() {
    var block = [UInt8](repeating: 0, count: Self.blockSize)
    func put(_ text: String, at offset: Int) {
      block.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
    }
    put("0000644", at: 100)
    put("0000000", at: 108)
    put("0000000", at: 116)
    put("00000000000", at: 136)
    put("        ", at: 148)
    put("0", at: 156)
    put("ustar", at: 257)
    put("00", at: 263)
    put("0000000", at: 329)
    put("0000000", at: 337)
    template = block
    templateSum = block.reduce(0) { $0 + Int($1) }
  }

  /// Appends a whole entry: header, content, padding.
  ///
  /// A content is named by its id and what format it is in.
  func append(_ content: PackContent, to part: inout [UInt8]) {
    let start = part.count
    part += template
    var sum = templateSum
    part.withUnsafeMutableBufferPointer { part in
      let header = UnsafeMutableBufferPointer(rebasing: part[start..<start + Self.blockSize])
      func put(_ byte: UInt8, at offset: Int) {
        header[offset] = byte
        sum += Int(byte)
      }
      content.contentID.digest.withBytes { bytes in
        for (index, byte) in bytes.enumerated() {
          put(Self.hexDigit(byte >> 4), at: 2 * index)
          put(Self.hexDigit(byte & 15), at: 2 * index + 1)
        }
      }
      for (index, byte) in Self.fileExtension(content.format).utf8.enumerated() {
        put(byte, at: 64 + index)
      }
      for digit in 0..<11 {
        put(Self.octalDigit(digit, of: content.bytes.count, digits: 11), at: 124 + digit)
      }
      for digit in 0..<6 { header[148 + digit] = Self.octalDigit(digit, of: sum, digits: 6) }
      header[154] = 0
    }
    part += content.bytes
    let padding = (Self.blockSize - content.bytes.count % Self.blockSize) % Self.blockSize
    part += repeatElement(0, count: padding)
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }

  private static func octalDigit(_ place: Int, of number: Int, digits: Int) -> UInt8 {
    UInt8(ascii: "0") + UInt8(number >> (3 * (digits - 1 - place)) & 7)
  }

  /// Only what an image format is called; nothing a member could choose gets into a name.
  private static func fileExtension(_ format: String?) -> String {
    switch format {
    case "jpeg": ".jpg"
    case "png": ".png"
    case "pgm": ".pgm"
    case "tiff": ".tif"
    case "webp": ".webp"
    case "bmp": ".bmp"
    case "gif": ".gif"
    default: ""
    }
  }
}
