/// Parallel coordinates (Inselberg, 1985): one upright axis a parameter, the metric last, one line a trial.
struct ParallelChart {
  let data: TuneChartData

  private static let spacing = 150.0
  private static let (left, right) = (92.0, 96.0)
  private static let (top, bottom) = (48.0, 300.0)

  private var axes: [ChartAxis] { data.axes + [data.metric] }
  private var width: Double { Self.left + Self.spacing * Double(axes.count - 1) + Self.right }

  func render(into markup: inout Markup, id: String) {
    let box = "0 0 \(Numbers.coordinate(width)) 316"
    // Many axes make a wide drawing, which then scrolls rather than shrinks.
    markup.element(
      "div",
      [
        "class": "scroll", "tabindex": "0", "role": "region", "aria-label": "All trials",
      ]
    ) { scroll in
      scroll.element(
        "svg",
        [
          "viewBox": box, "role": "img", "class": "chart wide",
          "style": "min-width:\(Numbers.coordinate(width * 0.8))px",
          "aria-labelledby": "\(id)-t \(id)-d",
        ]
      ) { svg in
        svg.element(
          "title", ["id": "\(id)-t"], "All parameters and \(data.metric.name) of each trial")
        svg.element("desc", ["id": "\(id)-d"], data.summary)
        for mark in data.marks { draw(&svg, mark) }
        for (place, axis) in axes.enumerated() { draw(&svg, axis, place) }
      }
    }
  }

  private func draw(_ svg: inout Markup, _ axis: ChartAxis, _ place: Int) {
    let x = Numbers.coordinate(x(place))
    svg.empty("line", ["class": "pole", "x1": x, "x2": x, "y1": "48", "y2": "300"])
    let isLast = place == axes.count - 1
    // Long names would touch, so every other one stands higher.
    svg.element(
      "text",
      [
        "class": isLast ? "name best" : "name", "x": x,
        "y": place.isMultiple(of: 2) ? "34" : "16", "text-anchor": "middle",
      ], Labels.shortened(axis.name, to: 28))
    for tick in axis.ticks {
      svg.element(
        "text",
        [
          "class": "tick halo", "x": Numbers.coordinate(self.x(place) + (isLast ? 8 : -6)),
          "y": Numbers.coordinate(y(tick.share)), "dy": "0.32em",
          "text-anchor": isLast ? "start" : "end",
        ], Labels.shortened(tick.text, to: isLast ? 12 : place == 0 ? 10 : 18))
    }
  }

  private func draw(_ svg: inout Markup, _ mark: TuneChartData.Mark) {
    // A trial that failed has no score: its line ends at the last parameter.
    let shares = mark.shares + (mark.score.map { [$0] } ?? [])
    let points = shares.enumerated().map { place, share in
      "\(Numbers.coordinate(x(place))),\(Numbers.coordinate(y(share)))"
    }
    svg.element("g") { group in
      group.element("title", mark.tip)
      group.empty(
        "polyline", ["class": "trial \(mark.style)", "points": points.joined(separator: " ")])
      guard mark.style == "best" else { return }
      for (place, share) in shares.enumerated() {
        group.empty(
          "circle",
          [
            "class": "spot best", "cx": Numbers.coordinate(x(place)),
            "cy": Numbers.coordinate(y(share)), "r": "4",
          ])
      }
    }
  }

  private func x(_ place: Int) -> Double { Self.left + Self.spacing * Double(place) }

  private func y(_ share: Double) -> Double { Self.bottom - share * (Self.bottom - Self.top) }
}
