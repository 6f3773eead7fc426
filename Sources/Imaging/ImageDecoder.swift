internal import CTurboJPEG

/// Decodes JPEG, PNG and PGM files into upright images.
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
      throw .unknownFormat(firstBytes: [UInt8](bytes.prefix(8)))
    }
    let stored: (image: Image, warning: String?)
    let orientation: Int
    switch format {
    case .jpeg:
      stored = try decodeJPEG(bytes, options: options)
      orientation = JPEGSegments.orientation(in: bytes) ?? 1
    case .png:
      stored = try PNGDecoder.decode(bytes, options: options)
      orientation = PNGDecoder.orientation(in: bytes) ?? 1
    case .pgm:
      stored = try PGM.decode(bytes, options: options)
      orientation = 1
    }
    return DecodedImage(
      image: try stored.image.rotatedUpright(orientation: orientation), format: format,
      orientation: orientation, warning: stored.warning)
  }
}
