/// Writes images as 8-bit PNG files without interlace and without any chunk that is not needed.
///
/// Filters and compression are our own, so that equal images give equal bytes whatever version of a
/// library is installed; a content id must not depend on that. The format: W3C PNG (third edition).
public enum PNGEncoder {
  /// The image as a PNG file.
  ///
  /// - Throws: ``ImageError/cannotEncode(_:reason:)`` when it is too large for a PNG.
  public static func encode(_ image: Image) throws(ImageError) -> [UInt8] {
    let rowBytes = image.width * image.channels
    guard image.pixels.count + image.height < 1 << 31 else {
      throw .cannotEncode(.png, reason: "it is over 2 GiB")
    }
    var header = word(image.width) + word(image.height)
    header += [8, image.isGray ? 0 : 2, 0, 0, 0]
    let rows = PNGFilter.filtered(image.pixels, rowBytes: rowBytes, pixelBytes: image.channels)
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    append("IHDR", header, to: &file)
    append("IDAT", Deflate.zlibStream(rows), to: &file)
    append("IEND", [], to: &file)
    return file
  }

  private static func append(_ name: String, _ data: [UInt8], to file: inout [UInt8]) {
    file += word(data.count)
    let start = file.count
    file += name.utf8
    file += data
    file += word(Int(checksum(file[start...])))
  }

  private static func word(_ number: Int) -> [UInt8] {
    stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  /// CRC-32 as PNG has it.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes { crc = table[Int(UInt8(truncatingIfNeeded: crc) ^ byte)] ^ crc >> 8 }
    return ~crc
  }

  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
  }
}
