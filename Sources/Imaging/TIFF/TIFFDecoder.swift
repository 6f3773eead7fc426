internal import CTIFF

/// Decodes the first page of a TIFF: strips or tiles, packed or planar.
///
/// Gray (either way round), RGB, CMYK of 1 to 16 bits; palettes up to 8 bits, which give one channel when
/// they have grays alone; YCbCr of 8 bits. Compressions: none, CCITT's, LZW, deflate, PackBits, JPEG.
/// Samples of 16 bits become v / 257, to the nearest. CMYK is taken as ink, see ``InkColor``. A fourth
/// sample of RGB (a second of gray) is alpha only when the file says so. Profiles are not applied.
enum TIFFDecoder {
  static func decode(
    _ bytes: UnsafeRawBufferPointer, options: DecodingOptions
  ) throws(ImageError) -> StoredImage {
    // Enough for any strip of an image within the limit, and for the tables of a file of this size.
    let (room, overflow) = options.maximumPixels.multipliedReportingOverflow(by: 16)
    let limit = min(overflow ? Int.max : max(room, 1 << 20), 1 << 40)
    let handle = try TIFFHandle(bytes, limit: limit)
    let layout = try TIFFLayout(handle, options: options)
    if layout.color == .luminance { return try whole(handle, layout, options) }
    if layout.isJPEG { fer_tiff_want_rgb(handle.tiff) }
    // Without this a palette would be an index out of bounds away.
    let palette = layout.color == .palette ? handle.palette(bits: layout.bits) : nil
    guard layout.color != .palette || palette != nil else {
      throw .undecodable(.tiff, reason: "the palette is missing")
    }
    try check(handle, layout)
    var samples = TIFFSamples(layout)
    let (isWhole, blocks) = samples.gather(handle)
    var warning: String?
    if !isWhole {
      let reason = handle.message
      guard blocks > 0 else { throw .undecodable(.tiff, reason: reason) }
      guard options.acceptDamaged else { throw .damaged(.tiff, reason: reason) }
      warning = reason
    }
    return StoredImage(
      image: image(layout, samples.samples, palette), warning: warning,
      orientation: layout.orientation)
  }

  /// libtiff's idea of a strip's or tile's size must be ours: it writes that much.
  private static func check(
    _ handle: borrowing TIFFHandle, _ layout: TIFFLayout
  ) throws(ImageError) {
    let size = layout.isTiled ? TIFFTileSize(handle.tiff) : TIFFStripSize(handle.tiff)
    guard Int(size) == layout.blockBytes else {
      throw .undecodable(.tiff, reason: "the size of its strips contradicts the header")
    }
  }

  private static func image(
    _ layout: TIFFLayout, _ samples: [UInt8], _ palette: Palette?
  ) -> Image {
    if let palette {
      return palette.image(width: layout.width, height: layout.height, indices: samples)
    }
    var pixels = samples
    if layout.color == .gray(whiteIsZero: true) {
      for place in stride(from: 0, to: pixels.count, by: layout.channels) { pixels[place] ^= 255 }
    }
    var channels = layout.channels
    if layout.extra == .alpha {
      channels -= 1
      pixels = Alpha.overBlack(pixels, colors: channels)
    } else if layout.color == .inks {
      channels = 3
      pixels = InkColor.rgb(pixels, areInverted: false)
    }
    return Image(
      checkedWidth: layout.width, height: layout.height, channels: channels, pixels: pixels)
  }

  /// Subsampled YCbCr, which libtiff puts together itself.
  private static func whole(
    _ handle: borrowing TIFFHandle, _ layout: TIFFLayout, _ options: DecodingOptions
  ) throws(ImageError) -> StoredImage {
    var samples = [UInt8](repeating: 0, count: layout.width * layout.height * 4)
    let isWhole = samples.withUnsafeMutableBytes {
      fer_tiff_read_rgba(
        handle.tiff, UInt32(layout.width), UInt32(layout.height), $0.baseAddress) != 0
    }
    var warning: String?
    if !isWhole {
      guard options.acceptDamaged else { throw .damaged(.tiff, reason: handle.message) }
      warning = handle.message
    }
    let image = Image(
      checkedWidth: layout.width, height: layout.height, channels: 3,
      pixels: Alpha.overBlack(samples, colors: 3))
    return StoredImage(image: image, warning: warning, orientation: layout.orientation)
  }
}
