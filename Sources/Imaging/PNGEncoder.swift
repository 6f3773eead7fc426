internal import CPNG

/// Writes images as 8-bit PNG files without interlace and without any chunk that is not needed.
public enum PNGEncoder {
  /// The image as a PNG file.
  ///
  /// - Throws: ``ImageError/cannotEncode(_:reason:)`` when it is too large for a PNG.
  public static func encode(_ image: Image) throws(ImageError) -> [UInt8] {
    var control = png_image()
    control.version = png_uint_32(PNG_IMAGE_VERSION)
    control.width = png_uint_32(image.width)
    control.height = png_uint_32(image.height)
    control.format = png_uint_32(image.isGray ? 0 : PNG_FORMAT_FLAG_COLOR)
    defer { png_image_free(&control) }
    var size = image.pixels.count + image.height + image.pixels.count / 8 + 4096
    return try [UInt8](unsafeUninitializedCapacity: size) {
      (buffer, initialized) throws(ImageError) in
      let status = image.withPixels { pixels in
        png_image_write_to_memory(
          &control, buffer.baseAddress, &size, 0, pixels.baseAddress, 0, nil)
      }
      guard status != 0 else {
        let reason = withUnsafeBytes(of: control.message) {
          String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        throw ImageError.cannotEncode(.png, reason: reason)
      }
      initialized = size
    }
  }
}
