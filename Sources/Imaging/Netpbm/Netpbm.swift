/// Binary portable graymaps (P5) and pixmaps (P6).
///
/// Any maximum up to 65535 is scaled to 8 bits as `(v * 255 + maximum / 2) / maximum`; over 255 a sample
/// is two bytes, the high one first. Comments in the header are skipped.
enum Netpbm {
  static func decode(
    _ bytes: UnsafeRawBufferPointer, format: ImageFormat, options: DecodingOptions
  ) throws(ImageError) -> StoredImage {
    var position = 2
    let width = try number(in: bytes, at: &position, format)
    let height = try number(in: bytes, at: &position, format)
    let maximum = try number(in: bytes, at: &position, format)
    guard width >= 1, height >= 1 else { throw .undecodable(format, reason: "a side is zero") }
    guard maximum >= 1 else { throw .undecodable(format, reason: "the maximum value is zero") }
    guard maximum <= 65535 else {
      throw .undecodable(format, reason: "the maximum value is over 65535")
    }
    guard position < bytes.count, isSpace(bytes[position]) else {
      throw .undecodable(format, reason: "the header ends too early")
    }
    position += 1
    try options.check(width: width, height: height)
    let channels = format == .ppm ? 3 : 1
    let count = width * height * channels
    let size = maximum > 255 ? 2 : 1
    let present = min(count, (bytes.count - position) / size)
    let warning = present < count ? "the file ends too early" : nil
    if let warning, !options.acceptDamaged { throw .damaged(format, reason: warning) }
    var pixels = [UInt8](repeating: 0, count: count)
    for index in 0..<present {
      let first = Int(bytes[position + index * size])
      let stored = size == 1 ? first : first << 8 | Int(bytes[position + index * size + 1])
      let value = min(stored, maximum)
      pixels[index] =
        maximum == 255 ? UInt8(value) : UInt8((value * 255 + maximum / 2) / maximum)
    }
    let image = Image(checkedWidth: width, height: height, channels: channels, pixels: pixels)
    return StoredImage(image: image, warning: warning)
  }

  /// The next decimal number, after white space and comments; at most nine digits.
  private static func number(
    in bytes: UnsafeRawBufferPointer, at position: inout Int, _ format: ImageFormat
  ) throws(ImageError) -> Int {
    while position < bytes.count, isSpace(bytes[position]) || bytes[position] == 0x23 {
      if bytes[position] == 0x23 {
        while position < bytes.count, bytes[position] != 0x0A { position += 1 }
      } else {
        position += 1
      }
    }
    var value = 0
    let start = position
    while position < bytes.count, (0x30...0x39).contains(bytes[position]), position - start < 9 {
      value = value * 10 + Int(bytes[position] - 0x30)
      position += 1
    }
    guard position > start else {
      throw .undecodable(format, reason: "a number is missing in the header")
    }
    return value
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
