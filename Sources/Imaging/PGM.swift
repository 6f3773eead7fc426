/// Binary portable graymaps (P5), the canonical file of pixels that came from a table.
///
/// Read: any `maxval` up to 255, scaled to 8 bits as `(v * 255 + maxval / 2) / maxval`, and comments.
/// Not read: 16-bit samples. Written: `P5\nWIDTH HEIGHT\n255\n` and the samples.
public enum PGM {
  /// The gray image as a P5 file; an RGB image is first made gray.
  public static func encode(_ image: Image) -> [UInt8] {
    let gray = image.grayscale()
    return [UInt8]("P5\n\(gray.width) \(gray.height)\n255\n".utf8) + gray.pixels
  }

  /// The image of a P5 file.
  ///
  /// - Throws: ``ImageError`` for a bad header, too many pixels, or too few samples unless
  ///   `acceptDamaged`, which leaves the missing ones black.
  public static func decode(
    _ bytes: [UInt8], options: DecodingOptions = DecodingOptions()
  ) throws(ImageError) -> Image {
    try bytes.withUnsafeBufferPointer { buffer throws(ImageError) in
      try decode(UnsafeRawBufferPointer(buffer), options: options).image
    }
  }

  static func decode(
    _ bytes: UnsafeRawBufferPointer, options: DecodingOptions
  ) throws(ImageError) -> (image: Image, warning: String?) {
    var position = 2
    let width = try number(in: bytes, at: &position)
    let height = try number(in: bytes, at: &position)
    let maximum = try number(in: bytes, at: &position)
    guard width >= 1, height >= 1 else { throw .undecodable(.pgm, reason: "a side is zero") }
    guard maximum >= 1 else { throw .undecodable(.pgm, reason: "the maximum value is zero") }
    guard maximum <= 255 else { throw .unsupported(.pgm, feature: "16 bits deep") }
    guard position < bytes.count, isSpace(bytes[position]) else {
      throw .undecodable(.pgm, reason: "the header ends too early")
    }
    position += 1
    try options.check(width: width, height: height)
    let count = width * height
    let present = min(count, bytes.count - position)
    let warning = present < count ? "the file ends too early" : nil
    if let warning, !options.acceptDamaged { throw .damaged(.pgm, reason: warning) }
    var pixels = [UInt8](repeating: 0, count: count)
    for index in 0..<present {
      let value = min(Int(bytes[position + index]), maximum)
      pixels[index] =
        maximum == 255 ? UInt8(value) : UInt8((value * 255 + maximum / 2) / maximum)
    }
    let image = Image(checkedWidth: width, height: height, channels: 1, pixels: pixels)
    return (image, warning)
  }

  /// The next decimal number, after white space and comments; at most nine digits.
  private static func number(
    in bytes: UnsafeRawBufferPointer, at position: inout Int
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
      throw .undecodable(.pgm, reason: "a number is missing in the header")
    }
    return value
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
