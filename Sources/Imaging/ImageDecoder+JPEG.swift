internal import CTurboJPEG

extension ImageDecoder {
  /// Decodes a JPEG: a file of one component to gray, any other to RGB; not yet upright.
  ///
  /// The inverse transform is the accurate integer one. A file of four components (CMYK, YCCK) is
  /// refused, for its colours mean nothing without a profile.
  mutating func decodeJPEG(
    _ bytes: UnsafeRawBufferPointer, options: DecodingOptions
  ) throws(ImageError) -> (image: Image, warning: String?) {
    try renewJPEGHandle()
    let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    let count = UInt(bytes.count)
    var (width, height, subsampling, colorspace): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
    let headerStatus = tjDecompressHeader3(
      jpegHandle, start, count, &width, &height, &subsampling, &colorspace)
    // A header with a warning, or with rare sampling factors, still has its size: go on and let the
    // decompression judge.
    guard headerStatus == 0 || (width > 0 && height > 0) else {
      throw .undecodable(.jpeg, reason: lastJPEGMessage)
    }
    guard fer_jpeg_is_cmyk(colorspace) == 0 else {
      throw .unsupported(.jpeg, feature: "in CMYK")
    }
    let (columns, rows) = (Int(width), Int(height))
    try options.check(width: columns, height: rows)
    let channels = fer_jpeg_is_gray(colorspace) != 0 ? 1 : 3
    var pixels = [UInt8](repeating: 0, count: columns * rows * channels)
    let status = pixels.withUnsafeMutableBufferPointer { buffer in
      tjDecompress2(
        jpegHandle, start, count, buffer.baseAddress, width, 0, height,
        fer_jpeg_pixel_format(Int32(channels)), fer_jpeg_decode_flags())
    }
    var warning: String?
    if status != 0 {
      let message = lastJPEGMessage
      guard fer_jpeg_last_error_is_warning(jpegHandle) != 0 else {
        throw .undecodable(.jpeg, reason: message)
      }
      guard options.acceptDamaged else { throw .damaged(.jpeg, reason: message) }
      warning = message
    }
    let image = Image(
      checkedWidth: columns, height: rows, channels: channels, pixels: pixels)
    return (image, warning)
  }

  private var lastJPEGMessage: String { String(cString: tjGetErrorStr2(jpegHandle)) }
}
