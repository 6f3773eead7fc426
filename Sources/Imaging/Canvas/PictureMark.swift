public import Core

/// Something drawn over a picture, placed in the picture's own pixels.
///
/// The picture may be shown larger or smaller than it is: lines keep their thickness on the sheet.
public enum PictureMark: Hashable, Sendable {
  /// An upright box from its upper left to its lower right corner, such as a detector's, with a tag such as
  /// its number; an empty tag draws none.
  case box(from: CanvasPoint, to: CanvasPoint, tag: String, Canvas.Color)
  /// A square, possibly turned: what is cut out.
  case frame(CropFrame, Canvas.Color)
  /// A small disc, such as a landmark; the radius is in 1/16 pixel of the sheet.
  case point(CanvasPoint, radius: Int, Canvas.Color)

  /// Draws the mark on a picture that is shown at another size.
  func draw(on canvas: inout Canvas, scale: PictureScale) {
    let casing = Canvas.Color(0x10151C)
    switch self {
    case .box(let first, let last, let tag, let color):
      let (start, end) = (scale.place(first), scale.place(last))
      let (left, top) = (start.x >> 4, start.y >> 4)
      let (width, height) = (max(2, end.x >> 4 - left), max(2, end.y >> 4 - top))
      canvas.outline(
        x: left - 1, y: top - 1, width: width + 2, height: height + 2, casing, thickness: 4)
      canvas.outline(x: left, y: top, width: width, height: height, color, thickness: 2)
      Self.draw(tag, atBoxFrom: left, top, on: &canvas, color)
    case .frame(let frame, let color):
      let corners = frame.corners.map(scale.place)
      canvas.polygon(corners, thickness: 64, casing)
      canvas.polygon(corners, thickness: 32, color)
    case .point(let point, let radius, let color):
      let center = scale.place(point)
      canvas.disc(center: center, radius: radius + 16, casing)
      canvas.disc(center: center, radius: radius, color)
    }
  }

  /// A filled tag that stands on a box's upper edge, or inside the box where there is no room above it.
  private static func draw(
    _ tag: String, atBoxFrom left: Int, _ top: Int, on canvas: inout Canvas, _ color: Canvas.Color
  ) {
    guard !tag.isEmpty else { return }
    let width = Canvas.width(of: tag, .small) + 5
    let height = Canvas.Style.small.lineHeight + 2
    let x = max(0, min(left, canvas.image.width - width))
    let y = top >= height ? top - height : max(0, top)
    canvas.fill(x: x, y: y, width: width, height: height, color)
    canvas.text(tag, x: x + 3, y: y + 1, Canvas.Color(0x10151C), .small)
  }
}

/// From places in a picture to places in the picture as it is shown.
struct PictureScale {
  let pictureWidth: Int
  let pictureHeight: Int
  let shownWidth: Int
  let shownHeight: Int

  func place(_ point: CanvasPoint) -> CanvasPoint {
    CanvasPoint(
      x: Self.scaled(point.x, shownWidth, pictureWidth),
      y: Self.scaled(point.y, shownHeight, pictureHeight))
  }

  /// Rounded down, so that neighbouring places never change sides.
  private static func scaled(_ value: Int, _ shown: Int, _ whole: Int) -> Int {
    let bounded = min(max(value, -1 << 32), 1 << 32) * shown
    return bounded >= 0 ? bounded / whole : -((-bounded + whole - 1) / whole)
  }
}
