internal import CTurboJPEG

/// Writes images as baseline JPEG files.
///
/// Gray images are written with one component; RGB images with 4:2:0 chroma. The transform is the
/// accurate integer one and no clock or comment is written, so equal images give equal bytes.
public enum JPEGEncoder {
  /// The image as a JPEG file.
  ///
  /// - Parameters:
  ///   - quality: 1 (smallest) to 100 (best).
  ///   - exifOrientation: 1…8, written into an EXIF segment; the samples are written as they are.
  /// - Throws: ``ImageError`` for a quality, an orientation or a size that JPEG cannot hold.
  public static func encode(
    _ image: Image, quality: Int, exifOrientation: Int? = nil
  ) throws(ImageError) -> [UInt8] {
    guard (1...100).contains(quality) else { throw .invalidQuality(quality) }
    if let exifOrientation, !(1...8).contains(exifOrientation) {
      throw .invalidOrientation(exifOrientation)
    }
    guard image.width <= 65500, image.height <= 65500 else {
      throw .cannotEncode(.jpeg, reason: "a side is over 65500 pixels")
    }
    let bytes = try compress(image, quality: quality)
    guard let exifOrientation else { return bytes }
    return inserting(exifOrientation, into: bytes)
  }

  private static func compress(_ image: Image, quality: Int) throws(ImageError) -> [UInt8] {
    guard let handle = tjInitCompress() else { throw .codecUnavailable(.jpeg) }
    defer { tjDestroy(handle) }
    let channels = Int32(image.channels)
    let subsampling = fer_jpeg_subsampling(channels)
    let limit = tjBufSize(Int32(image.width), Int32(image.height), subsampling)
    guard limit != 0, limit != .max else {
      throw .cannotEncode(.jpeg, reason: "it is too large")
    }
    return try [UInt8](unsafeUninitializedCapacity: Int(limit)) {
      (buffer, initialized) throws(ImageError) in
      var destination: UnsafeMutablePointer<UInt8>? = buffer.baseAddress
      var size = UInt(limit)
      let status = image.withPixels { pixels in
        tjCompress2(
          handle, pixels.baseAddress, Int32(image.width), 0, Int32(image.height),
          fer_jpeg_pixel_format(channels), &destination, &size, subsampling, Int32(quality),
          fer_jpeg_encode_flags())
      }
      guard status == 0 else {
        throw ImageError.cannotEncode(.jpeg, reason: String(cString: tjGetErrorStr2(handle)))
      }
      initialized = Int(size)
    }
  }

  /// The file with an EXIF segment that holds the orientation alone, after the JFIF segment.
  private static func inserting(_ orientation: Int, into jpeg: [UInt8]) -> [UInt8] {
    var position = 2
    if jpeg.count > 6, jpeg[2] == 0xFF, jpeg[3] == 0xE0 {
      position += 2 + Int(jpeg[4]) << 8 + Int(jpeg[5])
    }
    let payload = [UInt8]("Exif\0\0".utf8) + EXIF.block(orientation: orientation)
    let length = payload.count + 2
    let segment = [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 0xFF)] + payload
    var result = jpeg
    result.insert(contentsOf: segment, at: position)
    return result
  }
}
