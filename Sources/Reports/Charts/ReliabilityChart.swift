internal import Evaluation

/// Accuracy against confidence as bars with intervals, and below how many images each bin holds.
///
/// A calibrated model's bars end on the diagonal.
struct ReliabilityChart {
  let title: String
  let calibration: Calibration

  private static let side = 220.0
  private static let left = 50.0
  private static let top = 10.0
  private static let strip = 36.0

  var scene: Scene {
    let bottom = Self.top + Self.side
    var scene = Scene(
      title: title, summary: summary, width: Self.left + Self.side + 22,
      height: bottom + Self.strip + 52, shownWidth: 350)
    drawAxes(&scene)
    let width = Self.side / Double(calibration.bins.count)
    let most = Double(max(1, calibration.bins.map(\.count).max() ?? 1))
    let floor = bottom + 40 + Self.strip
    for (index, bin) in calibration.bins.enumerated() {
      guard let accuracy = bin.accuracy else { continue }
      let x = Self.left + width * Double(index)
      var shapes: [Scene.Shape] = [
        .box(
          .init(x + 0.75, bottom - Self.side * accuracy), width: width - 1.5,
          height: Self.side * accuracy, .bar, opacity: 1),
        .box(
          .init(x + 0.75, floor - Self.strip * Double(bin.count) / most), width: width - 1.5,
          height: Self.strip * Double(bin.count) / most, .soft, opacity: 1),
      ]
      if let interval = bin.interval {
        let middle = x + width / 2
        let ends = [interval.lowerBound, interval.upperBound].map { bottom - Self.side * $0 }
        shapes.append(
          .line([.init(middle, ends[0]), .init(middle, ends[1])], .init(.ink, 1.3)))
        shapes += ends.map {
          .line([.init(middle - 3, $0), .init(middle + 3, $0)], .init(.ink, 1.3))
        }
      }
      let tip =
        "confidence \(index)/15 to \(index + 1)/15: \(Numbers.percent(accuracy)) right of "
        + "\(Numbers.grouped(bin.count))"
      scene.add(.group(tip, shapes))
    }
    scene.line(
      .init(Self.left, bottom), .init(Self.left + Self.side, Self.top),
      .init(.wrong, 1.5, dash: 5))
    scene.line(.init(Self.left, floor), .init(Self.left + Self.side, floor), .init(.line, 1))
    scene.text("images", Self.left - 6, floor - Self.strip / 2, .end)
    return scene
  }

  private func drawAxes(_ scene: inout Scene) {
    let bottom = Self.top + Self.side
    for tick in 0...4 {
      let offset = Self.side * Double(tick) / 4
      scene.line(
        .init(Self.left, bottom - offset), .init(Self.left + Self.side, bottom - offset),
        .init(.line, 1))
      scene.text("\(tick * 25)\u{a0}%", Self.left - 6, bottom - offset, .end)
      scene.text("\(tick * 25)\u{a0}%", Self.left + offset, bottom + 12)
    }
    scene.text("confidence", Self.left + Self.side / 2, bottom + 27)
  }

  private var summary: String {
    let error = EvaluationReport.share(calibration.expectedError)
    return "The expected calibration error over \(Calibration.binCount) bins is \(error)."
  }
}
