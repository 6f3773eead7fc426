internal import Imaging

extension Scene {
  /// The drawing as a picture on white paper, 2 pixels a unit.
  ///
  /// Letters are those of a bitmap font; all else is smoothed in whole numbers of 1/16 pixel, so that equal
  /// drawings give equal bytes everywhere.
  ///
  /// - Throws: `ImageError` where it is too large for a picture.
  func picture(_ palette: Palette = .light) throws(ImageError) -> Image {
    let margin = 12.0
    var canvas = try Canvas(
      width: Int((Scene.scale * (width + 2 * margin)).rounded(.up)),
      height: Int((Scene.scale * (height + 2 * margin + Scene.heading)).rounded(.up)),
      background: Canvas.Color(palette[.page]))
    let font = Canvas.Style.title
    canvas.text(
      Canvas.fitted(
        Scene.drawable(title), width: Int(Scene.scale * width), font),
      x: Int(Scene.scale * margin), y: Int(Scene.scale * margin) - 8,
      Canvas.Color(palette[.ink]), font)
    for shape in shapes {
      Scene.draw(shape.moved(by: Point(margin, margin + Scene.heading)), &canvas, palette)
    }
    return canvas.image
  }

  private static let scale = 2.0
  /// The room for the title, in units.
  private static let heading = 18.0

  private static func draw(_ shape: Shape, _ canvas: inout Canvas, _ palette: Palette) {
    switch shape {
    case .line(let points, let pen): draw(points, pen, &canvas, palette)
    case .box(let corner, let width, let height, let ink, let opacity):
      canvas.fill(
        from: place(corner), to: place(Point(corner.x + width, corner.y + height)),
        Canvas.Color(Palette.mixed(palette[ink], on: palette[.page], opacity: opacity)))
    case .area(let points, let ink, let edge):
      canvas.fill(points.map(place), Canvas.Color(palette[ink]))
      if let edge, let first = points.first { draw(points + [first], edge, &canvas, palette) }
    case .disc(let center, let radius, let ink):
      canvas.disc(
        center: place(center), radius: sixteenths(radius), Canvas.Color(palette[ink]))
    case .text(let text, let place, let anchor, let type, let ink):
      let font: Canvas.Style = type == .count ? .body : .title
      let drawn = drawable(text)
      let width = Canvas.width(of: drawn, font)
      let shift = anchor == .start ? 0 : anchor == .middle ? width / 2 : width
      canvas.text(
        drawn, x: Int((place.x * scale).rounded()) - shift,
        y: Int((place.y * scale).rounded()) - font.lineHeight / 2, Canvas.Color(palette[ink]), font)
    case .group(_, let shapes):
      for shape in shapes { draw(shape, &canvas, palette) }
    }
  }

  private static func draw(
    _ points: [Point], _ pen: Pen, _ canvas: inout Canvas, _ palette: Palette
  ) {
    let color = Canvas.Color(palette[pen.ink])
    let thickness = max(16, sixteenths(pen.width))
    for (from, to) in zip(points, points.dropFirst()) {
      guard pen.dash > 0 else {
        canvas.line(from: place(from), to: place(to), thickness: thickness, color)
        continue
      }
      let (dx, dy) = (to.x - from.x, to.y - from.y)
      let length = (dx * dx + dy * dy).squareRoot()
      guard length > 0 else { continue }
      for start in stride(from: 0, to: length, by: 2 * pen.dash) {
        let end = min(length, start + pen.dash)
        canvas.line(
          from: place(Point(from.x + dx * start / length, from.y + dy * start / length)),
          to: place(Point(from.x + dx * end / length, from.y + dy * end / length)),
          thickness: thickness, color)
      }
    }
  }

  private static func place(_ point: Point) -> CanvasPoint {
    CanvasPoint(x: sixteenths(point.x), y: sixteenths(point.y))
  }

  private static func sixteenths(_ units: Double) -> Int {
    units.isFinite ? Int((min(1e6, max(-1e6, units)) * scale * 16).rounded()) : 0
  }

  /// A text in the letters that the bitmap font has.
  static func drawable(_ text: String) -> String {
    text.replacing("\u{a0}", with: " ").replacing("–", with: "-").replacing("−", with: "-")
      .replacing("×", with: "x").replacing("…", with: "..").replacing("’", with: "'")
  }
}
