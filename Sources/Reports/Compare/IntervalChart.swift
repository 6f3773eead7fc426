internal import Core
internal import Evaluation

/// The accuracy of each model as a disc on its 95 % interval.
struct IntervalChart {
  let report: CompareReport

  private static let row = 30.0
  private static let span = 300.0

  var scene: Scene? {
    let ends = report.entries.flatMap { entry -> [Double] in
      let (value, interval) = entry.figure("accuracy", report.shown)
      return [value, interval?.low, interval?.high].compactMap { $0 }
    }
    guard let least = ends.min(), let most = ends.max() else { return nil }
    let room = max(0.01, (most - least) * 0.08)
    let (low, high) = (max(0, least - room), min(1, most + room))
    let longest = report.entries.map { min($0.name.count, 24) }.max() ?? 0
    let left = 18 + 7.2 * Double(longest)
    let height = 26 + Self.row * Double(report.entries.count)
    func x(_ value: Double) -> Double { left + Self.span * (value - low) / (high - low) }
    var scene = Scene(
      title: "\(report.shown.rawValue) accuracy of each model", summary: summary,
      width: left + Self.span + 150, height: height, shownWidth: 700)
    for tick in Numbers.ticks(from: low, to: high, about: 4) {
      scene.line(.init(x(tick), 20), .init(x(tick), height - 4), .init(.line, 1))
      scene.text(Numbers.percent(tick), x(tick), 9)
    }
    for (index, entry) in report.entries.enumerated() {
      let middle = 24 + Self.row * (Double(index) + 0.5)
      scene.text(Labels.shortened(entry.name, to: 24), left - 8, middle, .end, .label, .ink)
      let (value, interval) = entry.figure("accuracy", report.shown)
      let text = CompareReport.text(entry, "accuracy", report.shown)
      scene.text(text, left + Self.span + 10, middle, .start, .value, .ink)
      guard let value else { continue }
      var shapes: [Scene.Shape] = []
      if let interval {
        shapes.append(
          .line(
            [.init(x(interval.low), middle), .init(x(interval.high), middle)], .init(.ink, 1.5)))
      }
      shapes.append(.disc(.init(x(value), middle), radius: 5, .bar))
      scene.add(.group("\(entry.name): \(text)", shapes))
    }
    return scene
  }

  private var summary: String {
    report.entries.map { "\($0.name): \(CompareReport.text($0, "accuracy", report.shown))." }
      .joined(separator: " ")
  }
}
