extension Scene {
  /// Puts the drawing into a page as an SVG of classes; `id` begins the ids of its title and description.
  func render(into markup: inout Markup, id: String) {
    markup.element(
      "svg",
      [
        "viewBox": "0 0 \(Numbers.coordinate(width)) \(Numbers.coordinate(height))",
        "role": "img", "class": "chart",
        "style": "max-width:\(Numbers.coordinate(shownWidth))px",
        "aria-labelledby": "\(id)-t \(id)-d",
      ]
    ) { svg in
      svg.element("title", ["id": "\(id)-t"], title)
      svg.element("desc", ["id": "\(id)-d"], summary)
      draw(into: &svg)
    }
  }

  /// Puts the shapes alone into an SVG.
  func draw(into svg: inout Markup) {
    for shape in shapes { Scene.draw(shape, &svg) }
  }

  private static func draw(_ shape: Shape, _ svg: inout Markup) {
    switch shape {
    case .line(let points, let pen): draw(points, pen, &svg)
    case .box(let corner, let width, let height, let ink, let opacity):
      let place = [
        ("x", corner.x), ("y", corner.y), ("width", max(0, width)), ("height", max(0, height)),
      ].map { "\($0.0)=\"\(Numbers.coordinate($0.1))\"" }.joined(separator: " ")
      let faint = opacity < 1 ? " fill-opacity=\"\(Numbers.coordinate(opacity))\"" : ""
      svg.raw("<rect class=\"f-\(ink.rawValue)\" \(place)\(faint)/>\n")
    case .area(let points, let ink, let edge):
      let stroke = edge.map { " s-\($0.ink.rawValue)" } ?? ""
      let width = edge.map { " stroke-width=\"\(Numbers.coordinate($0.width))\"" } ?? ""
      svg.raw("<path class=\"f-\(ink.rawValue)\(stroke)\"\(width) d=\"\(path(points))z\"/>\n")
    case .disc(let center, let radius, let ink):
      svg.empty(
        "circle",
        [
          "class": "f-\(ink.rawValue)", "cx": Numbers.coordinate(center.x),
          "cy": Numbers.coordinate(center.y), "r": Numbers.coordinate(radius),
        ])
    case .text(let text, let place, let anchor, let type, let ink):
      svg.element(
        "text",
        [
          "class": "\(type.rawValue) f-\(ink.rawValue)", "x": Numbers.coordinate(place.x),
          "y": Numbers.coordinate(place.y), "dy": "0.34em", "text-anchor": anchor.rawValue,
        ], text)
    case .group(let tip, let shapes):
      svg.element("g") { group in
        if let tip { group.element("title", tip) }
        for shape in shapes { draw(shape, &group) }
      }
    }
  }

  private static func draw(_ points: [Point], _ pen: Pen, _ svg: inout Markup) {
    guard points.count > 1 else { return }
    let dash =
      pen.dash > 0 ? " stroke-dasharray=\"\(Numbers.coordinate(pen.dash))\"" : ""
    svg.raw(
      "<path class=\"l s-\(pen.ink.rawValue)\" stroke-width=\"\(Numbers.coordinate(pen.width))\""
        + "\(dash) d=\"\(path(points))\"/>\n")
  }

  /// "M1 2L3 4…": coordinates are numbers of our own, so nothing needs to be escaped.
  private static func path(_ points: [Point]) -> String {
    points.enumerated().map { index, point in
      "\(index == 0 ? "M" : "L")\(Numbers.coordinate(point.x)) \(Numbers.coordinate(point.y))"
    }.joined()
  }

  /// The rules that give the classes their look; colors come from the page's custom properties.
  static let css: String = {
    let inks = Ink.allCases.map { ink in
      let name = ink.rawValue
      return "svg .f-\(name){fill:var(--\(name))}svg .s-\(name){stroke:var(--\(name))}"
    }.joined()
    return """
      svg.chart{display:block;width:100%;height:auto;overflow:visible}
      svg text{font-size:12.5px;font-family:inherit;font-variant-numeric:tabular-nums}
      svg text{fill:var(--ink)}
      svg .tick,svg .axis{font-size:11.5px;fill:var(--soft)}
      svg .grid{stroke:var(--line);stroke-width:1}
      svg .value{font-size:12px}
      svg .share{font-size:14px;font-weight:600}
      svg .count{font-size:11px}
      svg .name{font-weight:600}
      svg .l{fill:none;stroke-linejoin:round;stroke-linecap:butt}
      \(inks)
      """
  }()
}
