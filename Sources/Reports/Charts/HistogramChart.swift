internal import Curation

/// A histogram of one measure with its thresholds drawn in; what lies on the bad side stands out.
struct HistogramChart {
  let title: String
  let distribution: MeasureDistribution
  let bounds: [Double]
  /// Whether figures under the first bound are bad; with two bounds those outside are.
  let isBelow: Bool
  let decimals: Int

  static let width = 560.0
  static let height = 150.0
  static let left = 16.0
  static let top = 18.0

  func render(into markup: inout Markup, id: String) {
    let box = "0 0 \(Numbers.coordinate(Self.width + 32)) \(Numbers.coordinate(Self.height + 46))"
    markup.element(
      "svg",
      ["viewBox": box, "role": "img", "class": "chart", "aria-labelledby": "\(id)-t \(id)-d"]
    ) { svg in
      svg.element("title", ["id": "\(id)-t"], title)
      svg.element("desc", ["id": "\(id)-d"], summary)
      drawBins(&svg)
      let base = Numbers.coordinate(Self.top + Self.height)
      svg.empty(
        "line",
        [
          "class": "grid", "x1": Numbers.coordinate(Self.left),
          "x2": Numbers.coordinate(Self.left + Self.width), "y1": base, "y2": base,
        ])
      let ticks = Numbers.ticks(from: distribution.low, to: distribution.high, about: 6)
      let step = ticks.count > 1 ? ticks[1] - ticks[0] : 1
      for tick in ticks {
        svg.element(
          "text",
          [
            "class": "tick", "x": Numbers.coordinate(x(tick)),
            "y": Numbers.coordinate(Self.top + Self.height + 16), "text-anchor": "middle",
          ], Numbers.fixed(tick, Numbers.decimals(forStep: step)))
      }
      for bound in bounds { draw(bound, &svg) }
    }
  }

  private func x(_ value: Double) -> Double {
    let span = distribution.high - distribution.low
    return Self.left + (span > 0 ? (value - distribution.low) / span : 0.5) * Self.width
  }

  /// Heights go with the square root of the counts, so that a few images beside thousands can be seen.
  private func drawBins(_ svg: inout Markup) {
    let most = Double(distribution.bins.max() ?? 1).squareRoot()
    let width = Self.width / Double(distribution.bins.count)
    let span = distribution.high - distribution.low
    for (number, count) in distribution.bins.enumerated() where count > 0 {
      let height = Double(count).squareRoot() / most * Self.height
      let middle =
        distribution.low + span * (Double(number) + 0.5) / Double(distribution.bins.count)
      svg.empty(
        "rect",
        [
          "class": isBad(middle) ? "bin bad" : "bin",
          "x": Numbers.coordinate(Self.left + width * Double(number) + 0.5),
          "y": Numbers.coordinate(Self.top + Self.height - height),
          "width": Numbers.coordinate(width - 1), "height": Numbers.coordinate(height),
        ])
    }
  }

  /// Whether a figure is on the bad side of the bounds.
  func isBad(_ value: Double) -> Bool {
    guard let first = bounds.first else { return false }
    if bounds.count > 1 { return value < first || value > (bounds.last ?? first) }
    return isBelow ? value < first : value > first
  }

  private func draw(_ bound: Double, _ svg: inout Markup) {
    let place = Numbers.coordinate(x(bound))
    svg.empty(
      "line",
      [
        "class": "bound", "x1": place, "x2": place, "y1": "12",
        "y2": Numbers.coordinate(Self.top + Self.height),
      ])
    let isLeft = x(bound) > Self.width * 0.8
    svg.element(
      "text",
      [
        "class": "boundname", "x": Numbers.coordinate(x(bound) + (isLeft ? -5 : 5)), "y": "11",
        "text-anchor": isLeft ? "end" : "start",
      ], "threshold \(Numbers.fixed(bound, decimals))")
  }

  private var summary: String {
    let parts = zip(MeasureDistribution.percents, distribution.percentiles).map {
      "\($0) %: \(Numbers.fixed($1, decimals))"
    }
    return "Percentiles \(parts.joined(separator: ", "))."
  }
}
