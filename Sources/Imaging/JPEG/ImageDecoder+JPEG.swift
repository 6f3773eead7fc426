internal import CTurboJPEG

extension ImageDecoder {
  /// Decodes a JPEG: a file of one component to gray, any other to RGB; not yet upright.
  ///
  /// The inverse transform is the accurate integer one. Four components (CMYK, and YCCK, which libjpeg
  /// makes CMYK) are taken as 255 − ink, as Adobe writes them and as Pillow and OpenCV take them whether
  /// or not the file has Adobe's marker; see ``InkColor``. Three are what libjpeg makes of Adobe's marker,
  /// of JFIF's or of the component names: YCbCr or RGB.
  mutating func decodeJPEG(
    _ bytes: UnsafeRawBufferPointer, options: DecodingOptions
  ) throws(ImageError) -> StoredImage {
    try renewJPEGHandle()
    guard let header = JPEGHeader(bytes) else {
      throw .undecodable(.jpeg, reason: headerMessage(bytes))
    }
    if let feature = header.unreadFeature { throw .unsupported(.jpeg, feature: feature) }
    let (width, height) = (header.width, header.height)
    guard width >= 1, height >= 1 else { throw .undecodable(.jpeg, reason: "a side is zero") }
    try options.check(width: width, height: height)
    // The output never outgrows the buffer: TurboJPEG shrinks or refuses what the given sides do not hold.
    var pixels = [UInt8](repeating: 0, count: width * height * header.components)
    let status = pixels.withUnsafeMutableBufferPointer { buffer in
      tjDecompress2(
        jpegHandle, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt(bytes.count),
        buffer.baseAddress, Int32(width), 0, Int32(height),
        fer_jpeg_pixel_format(Int32(header.components)), fer_jpeg_decode_flags())
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
    if header.components == 4 { pixels = InkColor.rgb(pixels, areInverted: true) }
    let image = Image(
      checkedWidth: width, height: height, channels: header.components == 1 ? 1 : 3,
      pixels: pixels)
    return StoredImage(image: image, warning: warning, orientation: header.orientation ?? 1)
  }

  /// What libjpeg says of a file whose segments lead to no frame.
  private func headerMessage(_ bytes: UnsafeRawBufferPointer) -> String {
    var (width, height, subsampling, colorspace): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
    let status = tjDecompressHeader3(
      jpegHandle, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt(bytes.count), &width,
      &height, &subsampling, &colorspace)
    return status == 0 ? "the frame header is missing" : lastJPEGMessage
  }

  private var lastJPEGMessage: String { String(cString: tjGetErrorStr2(jpegHandle)) }
}
