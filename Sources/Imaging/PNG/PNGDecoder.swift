internal import CPNG

/// Decodes PNG files: every depth, colour type, palette and interlace.
///
/// Samples of less than 8 bits are scaled to the full range; samples of 16 bits become v / 257, to the
/// nearest. Alpha is composed over black: `(sample * alpha + 127) / 255`. Gamma, chromaticities and
/// profiles are not applied, so a file's samples are the image's samples.
enum PNGDecoder {
  /// The image as stored, not yet upright.
  static func decode(
    _ bytes: UnsafeRawBufferPointer, options: DecodingOptions
  ) throws(ImageError) -> (image: Image, warning: String?) {
    guard bytes.count >= 33, bytes[12...15].elementsEqual("IHDR".utf8) else {
      throw .undecodable(.png, reason: "the header is missing")
    }
    let (width, height) = (bigEndian(bytes, at: 16), bigEndian(bytes, at: 20))
    guard width >= 1, height >= 1 else { throw .undecodable(.png, reason: "a side is zero") }
    try options.check(width: width, height: height)
    let isGray = bytes[25] == 0 || bytes[25] == 4
    let stride = isGray ? 2 : 4
    var samples = [UInt8](repeating: 0, count: width * height * stride)
    var message = [CChar](repeating: 0, count: FER_PNG_MESSAGE)
    let outcome = samples.withUnsafeMutableBufferPointer { buffer in
      message.withUnsafeMutableBufferPointer { text in
        fer_png_decode(
          bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count, UInt32(width),
          UInt32(height), Int32(stride), buffer.baseAddress, text.baseAddress)
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
    let pixels = overBlack(samples, pixels: width * height, colors: stride - 1)
    let image = Image(
      checkedWidth: width, height: height, channels: stride - 1, pixels: pixels)
    return (image, warning)
  }

  /// The orientation of the eXIf chunk, or nil.
  static func orientation(in bytes: UnsafeRawBufferPointer) -> Int? {
    var position = 8
    while position + 12 <= bytes.count {
      let length = bigEndian(bytes, at: position)
      guard length <= bytes.count - position - 12 else { return nil }
      let name = bytes[(position + 4)..<(position + 8)]
      if name.elementsEqual("IEND".utf8) { return nil }
      if name.elementsEqual("eXIf".utf8) {
        return EXIF.orientation(
          inTIFF: UnsafeRawBufferPointer(
            rebasing: bytes[(position + 8)..<(position + 8 + length)]))
      }
      position += 12 + length
    }
    return nil
  }

  /// Drops the alpha sample of each pixel after scaling the colours by it.
  private static func overBlack(_ samples: [UInt8], pixels: Int, colors: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: pixels * colors) { target, initialized in
      samples.withUnsafeBufferPointer { source in
        let stride = colors + 1
        for pixel in 0..<pixels {
          let alpha = Int(source[pixel * stride + colors])
          for color in 0..<colors {
            let sample = Int(source[pixel * stride + color])
            target[pixel * colors + color] = UInt8((sample * alpha + 127) / 255)
          }
        }
      }
      initialized = pixels * colors
    }
  }

  private static func bigEndian(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Int {
    Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
  }
}
