/// An RGB picture that is drawn on: rectangles, lines, discs, images and text.
///
/// What falls outside is cut off. Everything is whole numbers, so equal calls give equal bytes.
public struct Canvas: Sendable {
  /// A color in red, green and blue.
  public struct Color: Hashable, Sendable {
    let red: UInt8
    let green: UInt8
    let blue: UInt8

    /// A color from 0xRRGGBB.
    public init(_ rgb: UInt32) {
      red = UInt8(truncatingIfNeeded: rgb >> 16)
      green = UInt8(truncatingIfNeeded: rgb >> 8)
      blue = UInt8(truncatingIfNeeded: rgb)
    }
  }

  /// What has been drawn so far.
  public private(set) var image: Image

  /// An empty canvas.
  ///
  /// - Throws: ``ImageError/invalidShape(width:height:channels:samples:)`` for an impossible size.
  public init(width: Int, height: Int, background: Color = Color(0xFFFFFF)) throws(ImageError) {
    image = try Image(width: width, height: height, channels: 3, repeating: background.red)
    fill(x: 0, y: 0, width: width, height: height, background)
  }

  /// A canvas that begins with a picture; a gray one becomes RGB.
  public init(_ picture: Image) { image = picture.rgb() }

  /// Fills a rectangle.
  public mutating func fill(x: Int, y: Int, width: Int, height: Int, _ color: Color) {
    let (left, right) = (max(0, x), min(image.width, x + width))
    let (top, bottom) = (max(0, y), min(image.height, y + height))
    guard left < right, top < bottom else { return }
    let stride = image.width * 3
    image.withMutablePixels { pixels in
      for row in top..<bottom {
        for column in left..<right {
          let index = row * stride + column * 3
          pixels[index] = color.red
          pixels[index + 1] = color.green
          pixels[index + 2] = color.blue
        }
      }
    }
  }

  /// Draws the outline of a rectangle inside it, `thickness` pixels wide.
  public mutating func outline(
    x: Int, y: Int, width: Int, height: Int, _ color: Color, thickness: Int = 1
  ) {
    fill(x: x, y: y, width: width, height: thickness, color)
    fill(x: x, y: y + height - thickness, width: width, height: thickness, color)
    fill(x: x, y: y, width: thickness, height: height, color)
    fill(x: x + width - thickness, y: y, width: thickness, height: height, color)
  }

  /// Draws an image with its upper left corner at (x, y), each pixel `scale` × `scale`.
  public mutating func paste(_ picture: Image, x: Int, y: Int, scale: Int = 1) {
    let (rows, columns) = (image.height, image.width)
    image.withMutablePixels { pixels in
      picture.withPixels { source in
        for row in max(0, y)..<max(0, y, min(rows, y + picture.height * scale)) {
          for column in max(0, x)..<max(0, x, min(columns, x + picture.width * scale)) {
            let from =
              ((row - y) / scale * picture.width + (column - x) / scale) * picture.channels
            for channel in 0..<3 {
              pixels[(row * columns + column) * 3 + channel] =
                source[picture.isGray ? from : from + channel]
            }
          }
        }
      }
    }
  }

  /// Mixes a color into pixels of a rectangle by a coverage of 0…16 for each.
  mutating func blend(
    left: Int, top: Int, right: Int, bottom: Int, _ color: Color,
    coverage: (_ x: Int, _ y: Int) -> Int
  ) {
    let (width, height) = (image.width, image.height)
    image.withMutablePixels { pixels in
      for y in max(0, top)..<max(0, top, min(height, bottom)) {
        for x in max(0, left)..<max(0, left, min(width, right)) {
          let share = coverage(x, y)
          guard share > 0 else { continue }
          let index = (y * width + x) * 3
          for (channel, ink) in [color.red, color.green, color.blue].enumerated() {
            let under = Int(pixels[index + channel])
            pixels[index + channel] =
              UInt8(clamping: (under * (16 - share) + Int(ink) * share + 8) / 16)
          }
        }
      }
    }
  }
}
