/// Lines over epochs as SVG, with axes, a legend at the lines' ends and a mark at the chosen epoch.
struct CurveChart {
  /// One line.
  struct Series {
    let name: String
    /// The CSS class that colors it: "train", "val" or "test".
    let style: String
    let points: [(x: Double, y: Double)]
  }

  let title: String
  let summary: String
  let series: [Series]
  /// The x of the vertical mark and its caption.
  let mark: (x: Double, caption: String)?
  let isPercent: Bool

  private static let width = 460.0
  private static let height = 270.0
  private static let frame = (left: 46.0, right: 64.0, top: 14.0, bottom: 34.0)

  func render(into markup: inout Markup, id: String) {
    let points = series.flatMap(\.points).filter { $0.x.isFinite && $0.y.isFinite }
    guard let bounds = Bounds(points, isPercent: isPercent) else { return }
    markup.element(
      "svg",
      [
        "viewBox": "0 0 460 270", "role": "img", "class": "chart",
        "aria-labelledby": "\(id)-t \(id)-d",
      ]
    ) { svg in
      svg.element("title", ["id": "\(id)-t"], title)
      svg.element("desc", ["id": "\(id)-d"], summary)
      drawAxes(&svg, bounds)
      if let mark { drawMark(&svg, bounds, mark) }
      var labels: [(y: Double, name: String, style: String)] = []
      for line in series {
        let drawn = line.points.filter { $0.x.isFinite && $0.y.isFinite }
        guard let last = drawn.last else { continue }
        let places = drawn.map { (x(of: $0.x, bounds), y(of: $0.y, bounds)) }
        let path = places.map { "\(Numbers.coordinate($0.0)),\(Numbers.coordinate($0.1))" }
        svg.empty(
          "polyline",
          ["class": "line \(line.style)", "points": path.joined(separator: " ")])
        svg.empty(
          "circle",
          [
            "class": "dot \(line.style)", "cx": Numbers.coordinate(x(of: last.x, bounds)),
            "cy": Numbers.coordinate(y(of: last.y, bounds)), "r": "3",
          ])
        labels.append((y(of: last.y, bounds), line.name, line.style))
      }
      drawLabels(&svg, labels)
    }
  }

  private func drawAxes(_ svg: inout Markup, _ bounds: Bounds) {
    let step = bounds.yTicks.count > 1 ? bounds.yTicks[1] - bounds.yTicks[0] : 1
    for tick in bounds.yTicks {
      let y = Numbers.coordinate(y(of: tick, bounds))
      svg.empty(
        "line",
        [
          "class": "grid", "x1": "46", "x2": Numbers.coordinate(Self.width - Self.frame.right),
          "y1": y, "y2": y,
        ])
      let text =
        isPercent
        ? Numbers.percent(tick, Numbers.decimals(forStep: step * 100))
        : Numbers.fixed(tick, Numbers.decimals(forStep: step))
      svg.element(
        "text", ["class": "tick", "x": "40", "y": y, "dy": "0.32em", "text-anchor": "end"], text)
    }
    for tick in bounds.xTicks {
      svg.element(
        "text",
        [
          "class": "tick", "x": Numbers.coordinate(x(of: tick, bounds)), "y": "252",
          "text-anchor": "middle",
        ], Numbers.fixed(tick, 0))
    }
    svg.element(
      "text",
      [
        "class": "tick", "x": Numbers.coordinate((Self.frame.left + Self.width - 64) / 2),
        "y": "267", "text-anchor": "middle",
      ], "epoch")
  }

  private func drawMark(
    _ svg: inout Markup, _ bounds: Bounds, _ mark: (x: Double, caption: String)
  ) {
    let place = x(of: mark.x, bounds)
    let x = Numbers.coordinate(place)
    svg.empty("line", ["class": "mark", "x1": x, "x2": x, "y1": "14", "y2": "236"])
    let isRight = place > Self.width / 2
    // Accuracies end high and losses low, so their captions stand where the lines are not.
    let isLow = isPercent == isRight
    svg.element(
      "text",
      [
        "class": "tick", "x": Numbers.coordinate(place + (isRight ? -5 : 5)),
        "y": isLow ? "232" : "22",
        "text-anchor": isRight ? "end" : "start",
      ], mark.caption)
  }

  /// Names the lines at their ends, pushed apart where the ends are close.
  private func drawLabels(_ svg: inout Markup, _ labels: [(y: Double, name: String, style: String)])
  {
    var lowest = -Double.infinity
    for label in labels.sorted(by: { $0.y < $1.y }) {
      let y = max(label.y, lowest + 15)
      lowest = y
      svg.element(
        "text",
        [
          "class": "name \(label.style)", "x": Numbers.coordinate(Self.width - 64 + 8),
          "y": Numbers.coordinate(y), "dy": "0.32em",
        ], label.name)
    }
  }

  private func x(of value: Double, _ bounds: Bounds) -> Double {
    let inner = Self.width - Self.frame.left - Self.frame.right
    return Self.frame.left + (value - bounds.x.lowerBound)
      / (bounds.x.upperBound - bounds.x.lowerBound) * inner
  }

  private func y(of value: Double, _ bounds: Bounds) -> Double {
    let inner = Self.height - Self.frame.top - Self.frame.bottom
    return Self.height - Self.frame.bottom
      - (value - bounds.y.lowerBound) / (bounds.y.upperBound - bounds.y.lowerBound) * inner
  }
}

extension CurveChart {
  /// What the axes span.
  struct Bounds {
    let x: ClosedRange<Double>
    let y: ClosedRange<Double>
    let xTicks: [Double]
    let yTicks: [Double]

    /// Spans some points with a little air; `nil` without points.
    init?(_ points: [(x: Double, y: Double)], isPercent: Bool) {
      let (xs, ys) = (points.map(\.x), points.map(\.y))
      guard let left = xs.min(), let right = xs.max(), let low = ys.min(), let high = ys.max()
      else { return nil }
      x = left < right ? left...right : (left - 0.5)...(right + 0.5)
      let air = max((high - low) * 0.06, isPercent ? 0.01 : 1e-3)
      let top = isPercent ? min(1, high + air) : high + air
      y = min(max(0, low - air), top - air)...top
      // Epochs are whole: on a short axis each has its own tick.
      xTicks =
        right - left <= 8
        ? Array(stride(from: left, through: right, by: 1))
        : Numbers.ticks(from: left, to: right, about: 7).filter { $0 == $0.rounded() }
      yTicks = Numbers.ticks(from: y.lowerBound, to: y.upperBound, about: 5)
    }
  }
}
