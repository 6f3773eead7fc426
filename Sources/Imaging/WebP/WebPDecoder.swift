internal import CWebP

/// Decodes WebP files: lossy, lossless and with alpha, which lies over black; always RGB.
///
/// Of an animation the first frame is read, laid on a black canvas of the declared size. Colour profiles
/// are not applied. The orientation is that of the EXIF chunk.
enum WebPDecoder {
  static func decode(
    _ bytes: UnsafeRawBufferPointer, options: DecodingOptions
  ) throws(ImageError) -> StoredImage {
    let container = WebPContainer(bytes)
    if let canvas = container.canvas {
      try options.check(width: canvas.width, height: canvas.height)
    }
    var stored: StoredImage
    if let chunk = container.frame, let canvas = container.canvas {
      guard let frame = container.firstFrame(chunk) else {
        throw .undecodable(.webp, reason: "the first frame ends too early")
      }
      let part = try frame.file.withUnsafeBufferPointer { buffer throws(ImageError) in
        try still(UnsafeRawBufferPointer(buffer), options: options)
      }
      stored = StoredImage(
        image: try laid(part.image, frame.left, frame.top, canvas), warning: part.warning)
    } else {
      stored = try still(bytes, options: options)
    }
    stored.orientation = container.orientation ?? 1
    return stored
  }

  private static func still(
    _ bytes: UnsafeRawBufferPointer, options: DecodingOptions
  ) throws(ImageError) -> StoredImage {
    let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    var config = WebPDecoderConfig()
    guard WebPInitDecoderConfig(&config) != 0 else { throw .codecUnavailable(.webp) }
    let status = WebPGetFeatures(start, bytes.count, &config.input)
    guard status == VP8_STATUS_OK else {
      throw .undecodable(.webp, reason: message(status))
    }
    guard config.input.has_animation == 0 else {
      throw .undecodable(.webp, reason: "the animation has no frame")
    }
    let (width, height) = (Int(config.input.width), Int(config.input.height))
    guard width >= 1, height >= 1 else { throw .undecodable(.webp, reason: "a side is zero") }
    try options.check(width: width, height: height)
    var samples = [UInt8](repeating: 0, count: width * height * 4)
    let outcome = samples.withUnsafeMutableBufferPointer { buffer in
      config.output.colorspace = MODE_RGBA
      config.output.is_external_memory = 1
      config.output.u.RGBA.rgba = buffer.baseAddress
      config.output.u.RGBA.stride = Int32(width * 4)
      config.output.u.RGBA.size = buffer.count
      return WebPDecode(start, bytes.count, &config)
    }
    var warning: String?
    if outcome != VP8_STATUS_OK {
      let reason = message(outcome)
      guard
        outcome == VP8_STATUS_NOT_ENOUGH_DATA || outcome == VP8_STATUS_SUSPENDED
          || outcome == VP8_STATUS_BITSTREAM_ERROR
      else { throw .undecodable(.webp, reason: reason) }
      guard options.acceptDamaged else { throw .damaged(.webp, reason: reason) }
      warning = reason
    }
    let image = Image(
      checkedWidth: width, height: height, channels: 3,
      pixels: Alpha.overBlack(samples, colors: 3))
    return StoredImage(image: image, warning: warning)
  }

  /// The frame on its canvas; RFC 9649 has frames inside the canvas only.
  private static func laid(
    _ frame: Image, _ left: Int, _ top: Int, _ canvas: (width: Int, height: Int)
  ) throws(ImageError) -> Image {
    guard left + frame.width <= canvas.width, top + frame.height <= canvas.height else {
      throw .undecodable(.webp, reason: "the first frame lies outside the canvas")
    }
    if frame.width == canvas.width, frame.height == canvas.height { return frame }
    var pixels = [UInt8](repeating: 0, count: canvas.width * canvas.height * 3)
    for y in 0..<frame.height {
      let place = ((top + y) * canvas.width + left) * 3
      pixels.replaceSubrange(
        place..<(place + frame.width * 3),
        with: frame.pixels[(y * frame.width * 3)..<((y + 1) * frame.width * 3)])
    }
    return Image(
      checkedWidth: canvas.width, height: canvas.height, channels: 3, pixels: pixels)
  }

  private static func message(_ status: VP8StatusCode) -> String {
    switch status {
    case VP8_STATUS_OUT_OF_MEMORY: "out of memory"
    case VP8_STATUS_BITSTREAM_ERROR: "the bit stream is broken"
    case VP8_STATUS_UNSUPPORTED_FEATURE: "it uses a feature that libwebp does not know"
    case VP8_STATUS_NOT_ENOUGH_DATA, VP8_STATUS_SUSPENDED: "the file ends too early"
    default: "libwebp's status \(status.rawValue)"
    }
  }
}
