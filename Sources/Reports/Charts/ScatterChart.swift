/// The metric of all trials against one parameter.
struct ScatterChart {
  let data: TuneChartData
  /// The parameter, by its place.
  let parameter: Int

  private static let frame = (left: 54.0, right: 446.0, top: 12.0, bottom: 224.0)

  func render(into markup: inout Markup, id: String) {
    let axis = data.axes[parameter]
    markup.element(
      "svg",
      [
        "viewBox": "0 0 460 272", "role": "img", "class": "chart",
        "aria-labelledby": "\(id)-t \(id)-d",
      ]
    ) { svg in
      svg.element("title", ["id": "\(id)-t"], "\(data.metric.name) against \(axis.name)")
      svg.element("desc", ["id": "\(id)-d"], data.summary)
      drawAxes(&svg, axis)
      for mark in data.marks { draw(&svg, mark, axis) }
    }
  }

  private func drawAxes(_ svg: inout Markup, _ axis: ChartAxis) {
    let frame = Self.frame
    for tick in data.metric.ticks {
      let y = Numbers.coordinate(y(tick.share))
      svg.empty(
        "line",
        [
          "class": "grid", "x1": Numbers.coordinate(frame.left),
          "x2": Numbers.coordinate(frame.right), "y1": y, "y2": y,
        ])
      svg.element(
        "text", ["class": "tick", "x": "48", "y": y, "dy": "0.32em", "text-anchor": "end"],
        tick.text)
    }
    let ticks = axis.ticks
    // A character is about 6.4 wide; names that would touch stand on two lines.
    let room = (frame.right - frame.left) / Double(max(1, ticks.count))
    let isCrowded = ticks.contains { Double($0.text.count) * 6.4 > room }
    for (place, tick) in ticks.enumerated() {
      let x = Numbers.coordinate(x(tick.share))
      svg.empty("line", ["class": "grid", "x1": x, "x2": x, "y1": "224", "y2": "229"])
      let limit = Int(room * (isCrowded ? 2 : 1) / 6.4)
      svg.element(
        "text",
        [
          "class": "tick", "x": x, "y": isCrowded && !place.isMultiple(of: 2) ? "255" : "241",
          "text-anchor": "middle",
        ], Labels.shortened(tick.text, to: max(4, limit)))
    }
    svg.element(
      "text",
      [
        "class": "axis", "x": Numbers.coordinate((frame.left + frame.right) / 2), "y": "270",
        "text-anchor": "middle",
      ], axis.name)
  }

  private func draw(_ svg: inout Markup, _ mark: TuneChartData.Mark, _ axis: ChartAxis) {
    var share = mark.shares[parameter]
    if case .names(let names) = axis.scale {
      // The golden ratio's multiples spread any number of trials evenly, each by its own number.
      let spread = (Double(mark.number) * 0.6180339887498949).truncatingRemainder(dividingBy: 1)
      share += (spread - 0.5) * 0.6 / Double(max(1, names.count))
    }
    let x = x(share)
    svg.element("g") { group in
      group.element("title", mark.tip)
      guard let score = mark.score else {
        let (left, right) = (Numbers.coordinate(x - 4), Numbers.coordinate(x + 4))
        group.empty(
          "path", ["class": "cross", "d": "M\(left) 214L\(right) 222M\(left) 222L\(right) 214"])
        return
      }
      group.empty(
        "circle",
        [
          "class": "spot \(mark.style)", "cx": Numbers.coordinate(x),
          "cy": Numbers.coordinate(y(score)), "r": mark.style == "best" ? "6" : "4.5",
        ])
    }
  }

  private func x(_ share: Double) -> Double {
    // A little air, so that points at the ends are whole.
    Self.frame.left + 8 + share * (Self.frame.right - Self.frame.left - 16)
  }

  private func y(_ share: Double) -> Double {
    Self.frame.bottom - share * (Self.frame.bottom - Self.frame.top)
  }
}
