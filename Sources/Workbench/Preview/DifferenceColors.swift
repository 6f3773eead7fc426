internal import Imaging

/// Colors for what was added to or taken from gray levels: blue is darker, orange is brighter, white is equal.
enum DifferenceColors {
  static let darker = Canvas.Color(0x1F5FA8)
  static let brighter = Canvas.Color(0xC2500A)

  private static let low = (31, 95, 168)
  private static let high = (194, 80, 10)

  /// An image of differences, in parts of a gray level.
  ///
  /// - Parameter full: the difference that has the full color.
  static func image(
    _ differences: [Int], width: Int, height: Int, full: Int
  ) throws(ImageError) -> Image {
    var pixels: [UInt8] = []
    pixels.reserveCapacity(differences.count * 3)
    for difference in differences {
      let ink = difference < 0 ? low : high
      let share = min(256, abs(difference) * 256 / max(1, full))
      for channel in [ink.0, ink.1, ink.2] {
        pixels.append(UInt8(clamping: 255 - (255 - channel) * share / 256))
      }
    }
    return try Image(width: width, height: height, channels: 3, pixels: pixels)
  }

  /// What one image has more than another, in gray levels of the luma.
  static func image(
    of changed: Image, minus original: Image, full: Int
  ) throws(ImageError) -> Image {
    let differences = zip(changed.grayscale().pixels, original.grayscale().pixels)
      .map { Int($0) - Int($1) }
    return try image(differences, width: original.width, height: original.height, full: full)
  }
}
