internal import Evaluation

/// Recall of each class as bars with 95 % intervals, and precision as a diamond.
struct ClassBarChart {
  let title: String
  let classes: [ClassMetrics]

  private static let row = 34.0
  private static let top = 24.0
  private static let bar = 236.0

  var scene: Scene {
    let longest = classes.map { min($0.name.count, 20) }.max() ?? 0
    let left = 18 + 7.2 * Double(longest)
    let height = Self.top + Self.row * Double(classes.count) + 6
    var scene = Scene(
      title: title, summary: summary, width: left + Self.bar + 152, height: height,
      shownWidth: 640)
    for tick in 0...4 {
      let x = left + Self.bar * Double(tick) / 4
      scene.line(.init(x, 20), .init(x, height - 4), .init(.line, 1))
      scene.text("\(tick * 25)\u{a0}%", x, 9)
    }
    for (index, metrics) in classes.enumerated() {
      draw(&scene, metrics, left: left, middle: Self.top + Self.row * (Double(index) + 0.5))
    }
    return scene
  }

  private func draw(_ scene: inout Scene, _ metrics: ClassMetrics, left: Double, middle: Double) {
    scene.text(
      Labels.shortened(metrics.name, to: 20), left - 8, middle, .end, .label, .ink)
    scene.text(
      EvaluationReport.text(metrics, "recall"), left + Self.bar + 14, middle, .start, .value, .ink)
    guard let recall = metrics.recall.value else { return }
    var shapes: [Scene.Shape] = [
      .box(
        .init(left, middle - 9), width: Self.bar * recall, height: 18, .bar, opacity: 1)
    ]
    if let interval = metrics.intervals["recall"] {
      let (low, high) = (left + Self.bar * interval.low, left + Self.bar * interval.high)
      let pen = Scene.Pen(.ink, 1.5)
      shapes += [
        .line([.init(low, middle), .init(high, middle)], pen),
        .line([.init(low, middle - 5), .init(low, middle + 5)], pen),
        .line([.init(high, middle - 5), .init(high, middle + 5)], pen),
      ]
    }
    if let precision = metrics.precision.value {
      let x = left + Self.bar * precision
      shapes.append(
        .area(
          [
            .init(x - 5.5, middle), .init(x, middle - 5.5), .init(x + 5.5, middle),
            .init(x, middle + 5.5),
          ], .page, edge: .init(.ink, 1.5)))
    }
    scene.add(
      .group(
        "\(metrics.name): recall \(EvaluationReport.text(metrics, "recall")), precision "
          + EvaluationReport.text(metrics, "precision"), shapes))
  }

  private var summary: String {
    classes.map { metrics in
      "\(metrics.name): recall \(EvaluationReport.text(metrics, "recall")), "
        + "precision \(EvaluationReport.share(metrics.precision.figure))."
    }.joined(separator: " ")
  }
}
