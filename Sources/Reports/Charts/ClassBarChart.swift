internal import Evaluation

/// Recall of each class as bars with 95 % intervals, and precision as a diamond.
struct ClassBarChart {
  let title: String
  let classes: [ClassMetrics]

  private static let row = 34.0
  private static let top = 24.0
  private static let bar = 420.0

  func render(into markup: inout Markup, id: String) {
    let longest = classes.map { min($0.name.count, 24) }.max() ?? 0
    let left = 20 + 7.4 * Double(longest)
    let height = Self.top + Self.row * Double(classes.count) + 6
    let box = "0 0 \(Numbers.coordinate(left + Self.bar + 158)) \(Numbers.coordinate(height))"
    markup.element(
      "svg",
      [
        "viewBox": box, "role": "img", "class": "chart", "aria-labelledby": "\(id)-t \(id)-d",
      ]
    ) { svg in
      svg.element("title", ["id": "\(id)-t"], title)
      svg.element("desc", ["id": "\(id)-d"], summary)
      for tick in 0...4 {
        let x = Numbers.coordinate(left + Self.bar * Double(tick) / 4)
        svg.empty(
          "line",
          ["class": "grid", "x1": x, "x2": x, "y1": "20", "y2": Numbers.coordinate(height - 4)])
        svg.element(
          "text", ["class": "tick", "x": x, "y": "13", "text-anchor": "middle"],
          "\(tick * 25)\u{a0}%")
      }
      for (index, metrics) in classes.enumerated() {
        draw(&svg, metrics, left: left, middle: Self.top + Self.row * (Double(index) + 0.5))
      }
    }
  }

  private func draw(_ svg: inout Markup, _ metrics: ClassMetrics, left: Double, middle: Double) {
    let y = Numbers.coordinate(middle)
    svg.element(
      "text",
      [
        "class": "label", "x": Numbers.coordinate(left - 10), "y": y, "dy": "0.34em",
        "text-anchor": "end",
      ], Labels.shortened(metrics.name, to: 24))
    svg.element(
      "text",
      [
        "class": "value", "x": Numbers.coordinate(left + Self.bar + 12), "y": y, "dy": "0.34em",
      ], EvaluationReport.text(metrics.recall))
    guard let recall = metrics.recall.value, let interval = metrics.recall.interval else { return }
    svg.empty(
      "rect",
      [
        "class": "bar", "x": Numbers.coordinate(left), "y": Numbers.coordinate(middle - 9),
        "width": Numbers.coordinate(Self.bar * recall), "height": "18", "rx": "2",
      ])
    let ends = (left + Self.bar * interval.lowerBound, left + Self.bar * interval.upperBound)
    let (low, high) = (Numbers.coordinate(ends.0), Numbers.coordinate(ends.1))
    let (above, below) = (Numbers.coordinate(middle - 5), Numbers.coordinate(middle + 5))
    svg.empty(
      "path",
      [
        "class": "whisker",
        "d": "M\(low) \(above)V\(below)M\(low) \(y)H\(high)M\(high) \(above)V\(below)",
      ])
    if let precision = metrics.precision.value {
      let x = Numbers.coordinate(left + Self.bar * precision)
      svg.empty("path", ["class": "diamond", "d": "M\(x) \(y)m-5.5 0l5.5 -5.5l5.5 5.5l-5.5 5.5z"])
    }
  }

  private var summary: String {
    classes.map { metrics in
      "\(metrics.name): recall \(EvaluationReport.text(metrics.recall)), "
        + "precision \(EvaluationReport.share(metrics.precision.figure))."
    }.joined(separator: " ")
  }
}
