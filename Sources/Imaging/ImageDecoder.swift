internal import CTurboJPEG

/// Decodes JPEG, PNG, TIFF, WebP, GIF, BMP, PGM and PPM files into upright images.
///
/// What every format shares (`docs/formats.md` has what each adds):
/// - A file without colour (gray samples, or a palette of grays alone) gives one channel, any other RGB.
/// - Samples become 8 bits: v · 255 / maximum, to the nearest; so 16 bits are v / 257.
/// - Transparency lies over black: `(sample * alpha + 127) / 255`.
/// - Four inks become RGB by (255 − C) (255 − K) / 255, to the nearest.
/// - Gamma, chromaticities and colour profiles change nothing.
/// - Of several pictures (pages, frames) the first is read.
/// - The orientation that EXIF or TIFF declares, one of eight, is undone.
///
/// A decoder owns a libjpeg-turbo handle. It is noncopyable and its methods are `mutating`, so the
/// compiler keeps the handle on one thread at a time. Give each worker its own decoder. What a file gives
/// does not depend on the files before it.
public struct ImageDecoder: ~Copyable {
  private(set) var jpegHandle: tjhandle

  /// A decoder for one worker.
  ///
  /// - Throws: ``ImageError/codecUnavailable(_:)`` when the library gives no handle.
  public init() throws(ImageError) {
    guard let handle = tjInitDecompress() else { throw .codecUnavailable(.jpeg) }
    jpegHandle = handle
  }

  deinit { tjDestroy(jpegHandle) }

  /// Exchanges the handle for a new one, before each JPEG.
  ///
  /// libjpeg keeps the tables of one file for the next: a file without its own would decode, and a broken
  /// one could spoil the file after it. A new handle costs 0.4 microseconds.
  mutating func renewJPEGHandle() throws(ImageError) {
    guard let handle = tjInitDecompress() else { throw .codecUnavailable(.jpeg) }
    tjDestroy(jpegHandle)
    jpegHandle = handle
  }

  /// The image of a file, turned upright.
  ///
  /// The format is told from the first bytes. The size in the header is checked before anything of
  /// that size is allocated.
  /// - Throws: ``ImageError`` for bytes that are not one whole image within the options' limits.
  public mutating func decode(
    _ bytes: [UInt8], options: DecodingOptions = DecodingOptions()
  ) throws(ImageError) -> DecodedImage {
    try bytes.withUnsafeBufferPointer { buffer throws(ImageError) in
      try decode(UnsafeRawBufferPointer(buffer), options: options)
    }
  }

  /// The image of a file whose bytes lie in memory that someone else owns.
  ///
  /// - Throws: ``ImageError`` for bytes that are not one whole image within the options' limits.
  public mutating func decode(
    _ bytes: UnsafeRawBufferPointer, options: DecodingOptions = DecodingOptions()
  ) throws(ImageError) -> DecodedImage {
    guard !bytes.isEmpty else { throw .emptyFile }
    guard let format = ImageFormat(sniffing: bytes) else {
      if let name = ForeignFormat.name(sniffing: bytes) { throw .unreadFormat(name: name) }
      throw .unknownFormat(firstBytes: [UInt8](bytes.prefix(8)))
    }
    let stored =
      switch format {
      case .jpeg: try decodeJPEG(bytes, options: options)
      case .png: try PNGDecoder.decode(bytes, options: options)
      case .pgm, .ppm: try Netpbm.decode(bytes, format: format, options: options)
      case .tiff: try TIFFDecoder.decode(bytes, options: options)
      case .webp: try WebPDecoder.decode(bytes, options: options)
      case .gif: try GIFDecoder.decode(bytes, options: options)
      case .bmp: try BMPDecoder.decode(bytes, options: options)
      }
    return DecodedImage(
      image: try stored.image.rotatedUpright(orientation: stored.orientation), format: format,
      orientation: stored.orientation, warning: stored.warning)
  }
}
