/// Binary portable graymaps (P5), the canonical file of pixels that came from a table.
///
/// Read: any `maxval` up to 65535, scaled to 8 bits as `(v * 255 + maxval / 2) / maxval`, and comments.
/// Written: `P5\nWIDTH HEIGHT\n255\n` and the samples.
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
      try Netpbm.decode(UnsafeRawBufferPointer(buffer), format: .pgm, options: options).image
    }
  }
}
