internal import Evaluation

/// Accuracy against confidence as SVG bars: a calibrated model's bars end on the diagonal.
struct ReliabilityChart {
  let title: String
  let calibration: Calibration

  private static let side = 220.0
  private static let left = 46.0
  private static let top = 14.0

  func render(into markup: inout Markup, id: String) {
    markup.element(
      "svg",
      [
        "viewBox": "0 0 290 272", "role": "img", "class": "chart small",
        "aria-labelledby": "\(id)-t \(id)-d",
      ]
    ) { svg in
      svg.element("title", ["id": "\(id)-t"], title)
      svg.element("desc", ["id": "\(id)-d"], summary)
      drawAxes(&svg)
      let width = Self.side / Double(calibration.bins.count)
      let most = Double(calibration.bins.map(\.count).max() ?? 1)
      for (index, bin) in calibration.bins.enumerated() {
        guard let accuracy = bin.accuracy else { continue }
        // Bins with few samples are pale, since their height means little.
        let opacity = 0.25 + 0.75 * (Double(bin.count) / most).squareRoot()
        svg.empty(
          "rect",
          [
            "class": "bar", "fill-opacity": Numbers.coordinate(opacity),
            "x": Numbers.coordinate(Self.left + width * Double(index) + 0.75),
            "y": Numbers.coordinate(Self.top + Self.side * (1 - accuracy)),
            "width": Numbers.coordinate(width - 1.5),
            "height": Numbers.coordinate(Self.side * accuracy),
          ])
      }
      svg.empty(
        "path",
        ["class": "mark", "d": "M46 234L266 14"])
    }
  }

  private func drawAxes(_ svg: inout Markup) {
    for tick in 0...4 {
      let offset = Self.side * Double(tick) / 4
      let (x, y) = (
        Numbers.coordinate(Self.left + offset), Numbers.coordinate(Self.top + Self.side - offset)
      )
      svg.empty("line", ["class": "grid", "x1": "46", "x2": "266", "y1": y, "y2": y])
      svg.element(
        "text", ["class": "tick", "x": "40", "y": y, "dy": "0.32em", "text-anchor": "end"],
        "\(tick * 25)\u{a0}%")
      svg.element(
        "text", ["class": "tick", "x": x, "y": "250", "text-anchor": "middle"],
        "\(tick * 25)\u{a0}%")
    }
    svg.element(
      "text", ["class": "tick", "x": "156", "y": "267", "text-anchor": "middle"],
      "confidence (bars: accuracy)")
  }

  private var summary: String {
    let error = EvaluationReport.share(calibration.expectedError)
    return "The expected calibration error over \(Calibration.binCount) bins is \(error)."
  }
}
