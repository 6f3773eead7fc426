/// Lines over epochs, with axes, names at the lines' ends and a mark at the chosen epoch.
struct CurveChart {
  /// One line.
  struct Series {
    let name: String
    let ink: Ink
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
  private static let frame = (left: 50.0, right: 60.0, top: 14.0, bottom: 38.0)

  /// The drawing; `nil` without a finite point.
  var scene: Scene? {
    let points = series.flatMap(\.points).filter { $0.x.isFinite && $0.y.isFinite }
    guard let bounds = Bounds(points, isPercent: isPercent) else { return nil }
    var scene = Scene(
      title: title, summary: summary, width: Self.width, height: Self.height, shownWidth: 620)
    drawAxes(&scene, bounds)
    if let mark { drawMark(&scene, bounds, mark) }
    var labels: [(y: Double, name: String, ink: Ink)] = []
    for line in series {
      let places = line.points.filter { $0.x.isFinite && $0.y.isFinite }
        .map { Scene.Point(x(of: $0.x, bounds), y(of: $0.y, bounds)) }
      guard let last = places.last else { continue }
      scene.add(.line(places, Scene.Pen(line.ink, 2.2)))
      scene.add(.disc(last, radius: 3, line.ink))
      labels.append((last.y, line.name, line.ink))
    }
    drawLabels(&scene, labels)
    return scene
  }

  private func drawAxes(_ scene: inout Scene, _ bounds: Bounds) {
    let step = bounds.yTicks.count > 1 ? bounds.yTicks[1] - bounds.yTicks[0] : 1
    let right = Self.width - Self.frame.right
    for tick in bounds.yTicks {
      let y = y(of: tick, bounds)
      scene.line(.init(Self.frame.left, y), .init(right, y), .init(.line, 1))
      scene.text(
        isPercent
          ? Numbers.percent(tick, Numbers.decimals(forStep: step * 100))
          : Numbers.fixed(tick, Numbers.decimals(forStep: step)), Self.frame.left - 6, y, .end)
    }
    for tick in bounds.xTicks {
      scene.text(Numbers.fixed(tick, 0), x(of: tick, bounds), Self.height - 26)
    }
    scene.text("epoch", (Self.frame.left + right) / 2, Self.height - 9)
  }

  private func drawMark(
    _ scene: inout Scene, _ bounds: Bounds, _ mark: (x: Double, caption: String)
  ) {
    let x = x(of: mark.x, bounds)
    let bottom = Self.height - Self.frame.bottom
    scene.line(.init(x, Self.frame.top), .init(x, bottom), .init(.soft, 1.2, dash: 4))
    let isRight = x > Self.width / 2
    // Accuracies end high and losses low, so their captions stand where the lines are not.
    let isLow = isPercent == isRight
    scene.text(
      mark.caption, x + (isRight ? -5 : 5), isLow ? bottom - 9 : Self.frame.top + 5,
      isRight ? .end : .start)
  }

  /// Names the lines at their ends, pushed apart where the ends are close.
  private func drawLabels(_ scene: inout Scene, _ labels: [(y: Double, name: String, ink: Ink)]) {
    var lowest = -Double.infinity
    for label in labels.sorted(by: { $0.y < $1.y }) {
      let y = max(label.y, lowest + 15)
      lowest = y
      scene.text(
        label.name, Self.width - Self.frame.right + 8, y, .start, .name, label.ink)
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
      // Numbers as small as learning rates need air of their own size.
      let air = max((high - low) * 0.06, isPercent ? 0.01 : max(1e-9, high * 0.01))
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
