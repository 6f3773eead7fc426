internal import CPNG

/// Decodes PNG files: every depth, colour type, palette and interlace.
///
/// Samples of less than 8 bits are scaled to the full range; samples of 16 bits become v / 257, to the
/// nearest (Pillow and OpenCV cut to the high byte, which is darker by half a level on average). Alpha
/// (an alpha channel or tRNS) is composed over black, as ``Alpha`` does, row by row. A palette of grays alone gives one
/// channel. Of an animation the default image is read, which every reader shows.
///
/// gAMA, cHRM, sRGB and iCCP are skipped: a file's samples are the image's samples, as in Pillow and
/// OpenCV, with which the field's figures were made. (libpng's simplified interface would apply them, and
/// compose alpha in linear light; it is not used.)
enum PNGDecoder {
  /// The image as stored, not yet upright.
  static func decode(
    _ bytes: UnsafeRawBufferPointer, options: DecodingOptions
  ) throws(ImageError) -> StoredImage {
    guard bytes.count >= 33, bytes[12...15].elementsEqual("IHDR".utf8) else {
      throw .undecodable(.png, reason: "the header is missing")
    }
    let (width, height) = (bigEndian(bytes, at: 16), bigEndian(bytes, at: 20))
    guard width >= 1, height >= 1 else { throw .undecodable(.png, reason: "a side is zero") }
    try options.check(width: width, height: height)
    let isGray = bytes[25] == 0 || bytes[25] == 4 || (bytes[25] == 3 && hasGrayPalette(bytes))
    let channels = isGray ? 1 : 3
    var pixels = [UInt8](repeating: 0, count: width * height * channels)
    var message = [CChar](repeating: 0, count: FER_PNG_MESSAGE)
    let outcome = pixels.withUnsafeMutableBufferPointer { buffer in
      message.withUnsafeMutableBufferPointer { text in
        fer_png_decode(
          bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count, UInt32(width),
          UInt32(height), Int32(channels), buffer.baseAddress, text.baseAddress)
      }
    }
    var warning: String?
    if outcome != Int32(FER_PNG_DECODED) {
      let reason = message.withUnsafeBufferPointer { text in
        String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      }
      guard outcome == Int32(FER_PNG_DAMAGED) else {
        throw .undecodable(.png, reason: reason)
      }
      guard options.acceptDamaged else { throw .damaged(.png, reason: reason) }
      warning = reason
    }
    let image = Image(checkedWidth: width, height: height, channels: channels, pixels: pixels)
    return StoredImage(
      image: image, warning: warning, orientation: orientation(in: bytes) ?? 1)
  }

  /// The orientation of the eXIf chunk, or nil.
  private static func orientation(in bytes: UnsafeRawBufferPointer) -> Int? {
    chunk("eXIf", in: bytes).flatMap { EXIF.orientation(inTIFF: $0) }
  }

  /// Whether every entry of the palette is a gray.
  private static func hasGrayPalette(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let entries = chunk("PLTE", in: bytes) else { return false }
    return stride(from: 0, to: entries.count - 2, by: 3).allSatisfy {
      entries[$0] == entries[$0 + 1] && entries[$0] == entries[$0 + 2]
    }
  }

  /// The data of the first chunk of a name, or nil.
  private static func chunk(
    _ name: StaticString, in bytes: UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer? {
    let reader = ByteReader(bytes)
    var position = 8
    while position + 12 <= bytes.count, !reader.has("IEND", at: position + 4) {
      let length = bigEndian(bytes, at: position)
      guard length <= bytes.count - position - 12 else { return nil }
      if reader.has(name, at: position + 4) { return reader.part(position + 8, length) }
      position += 12 + length
    }
    return nil
  }

  private static func bigEndian(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Int {
    Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
  }
}
