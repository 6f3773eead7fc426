internal import CGIF

/// Decodes the first frame of a GIF.
///
/// The frame is laid on a black canvas of the declared screen (of its own size when the screen has none);
/// what hangs over is cut off, the transparent colour is black. A palette of grays alone gives one channel.
/// What follows the first frame is not read.
enum GIFDecoder {
  static func decode(
    _ bytes: UnsafeRawBufferPointer, options: DecodingOptions
  ) throws(ImageError) -> StoredImage {
    var reader = try GIFReader(bytes)
    let frame = try reader.firstFrame(options: options)
    // Before the pixels are allocated: a header alone costs nothing.
    let shortage = reader.shortage(of: frame)
    if let shortage, !options.acceptDamaged { throw .damaged(.gif, reason: shortage) }
    let indices = try reader.indices(of: frame, acceptDamaged: options.acceptDamaged)
    return StoredImage(
      image: onScreen(frame, indices.rows), warning: indices.warning ?? shortage)
  }

  /// The frame on its screen; `rows` are the indices of the frame.
  private static func onScreen(_ frame: GIFFrame, _ rows: [UInt8]) -> Image {
    var palette = frame.palette
    if let transparent = frame.transparent { palette.blacken(transparent) }
    let picture = palette.image(width: frame.width, height: frame.height, indices: rows)
    let covers = frame.left == 0 && frame.top == 0
    if covers, frame.width == frame.screenWidth, frame.height == frame.screenHeight {
      return picture
    }
    let channels = picture.channels
    var pixels = [UInt8](
      repeating: 0, count: frame.screenWidth * frame.screenHeight * channels)
    let columns = min(frame.width, frame.screenWidth - frame.left)
    if columns > 0 {
      for y in 0..<frame.height where frame.top + y < frame.screenHeight {
        let place = ((frame.top + y) * frame.screenWidth + frame.left) * channels
        let source = y * frame.width * channels
        pixels.replaceSubrange(
          place..<(place + columns * channels),
          with: picture.pixels[source..<(source + columns * channels)])
      }
    }
    return Image(
      checkedWidth: frame.screenWidth, height: frame.screenHeight, channels: channels,
      pixels: pixels)
  }
}
