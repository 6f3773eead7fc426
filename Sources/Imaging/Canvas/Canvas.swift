/// An RGB picture that is drawn on: rectangles, images and text.
///
/// What falls outside is cut off. Drawing is exact, without blending, so equal calls give equal bytes.
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

  /// The weight of text.
  public enum Weight: Hashable, Sendable {
    /// For captions.
    case regular
    /// For headings.
    case bold
  }

  /// What has been drawn so far.
  public private(set) var image: Image

  /// The height of a line of text at scale 1, in pixels.
  public static let lineHeight = BitmapFont.cellHeight

  /// An empty canvas.
  ///
  /// - Throws: ``ImageError/invalidShape(width:height:channels:samples:)`` for an impossible size.
  public init(width: Int, height: Int, background: Color = Color(0xFFFFFF)) throws(ImageError) {
    image = try Image(width: width, height: height, channels: 3, repeating: background.red)
    fill(x: 0, y: 0, width: width, height: height, background)
  }

  /// The width of text at a scale, in pixels.
  public static func width(of text: String, scale: Int = 1) -> Int {
    text.unicodeScalars.count * BitmapFont.cellWidth * scale
  }

  /// Text shortened with two dots so that it is at most `width` pixels wide.
  public static func fitted(_ text: String, width: Int, scale: Int = 1) -> String {
    let room = max(0, width / (BitmapFont.cellWidth * scale))
    let scalars = text.unicodeScalars
    guard scalars.count > room else { return text }
    return String(String.UnicodeScalarView(scalars.prefix(max(0, room - 2))))
      + String(repeating: ".", count: min(2, room))
  }

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

  /// Draws the outline of a rectangle, one pixel wide, inside it.
  public mutating func outline(x: Int, y: Int, width: Int, height: Int, _ color: Color) {
    fill(x: x, y: y, width: width, height: 1, color)
    fill(x: x, y: y + height - 1, width: width, height: 1, color)
    fill(x: x, y: y, width: 1, height: height, color)
    fill(x: x + width - 1, y: y, width: 1, height: height, color)
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

  /// Draws one line of text with its upper left corner at (x, y); what is not ASCII is a question mark.
  public mutating func text(
    _ text: String, x: Int, y: Int, _ color: Color, weight: Weight = .regular, scale: Int = 1
  ) {
    let font = weight == .bold ? BitmapFont.bold : BitmapFont.regular
    for (position, character) in text.unicodeScalars.enumerated() {
      let left = x + position * BitmapFont.cellWidth * scale
      for row in 0..<BitmapFont.cellHeight {
        for column in 0..<BitmapFont.cellWidth where font.isInked(character, x: column, y: row) {
          fill(
            x: left + column * scale, y: y + row * scale, width: scale, height: scale, color)
        }
      }
    }
  }
}
