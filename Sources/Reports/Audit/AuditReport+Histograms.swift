internal import Curation
internal import Imaging

extension AuditReport {
  private static let (columns, width, height, gap) = (3, 360, 130, 34)

  /// All histograms on one sheet; nil where nothing was measured.
  func histograms() throws(ImageError) -> Image? {
    let shown = results.filter { $0.distribution != nil }
    guard !shown.isEmpty else { return nil }
    let rows = (shown.count + Self.columns - 1) / Self.columns
    let block = Self.height + 52
    var canvas = try Canvas(
      width: Self.columns * (Self.width + Self.gap) + Self.gap, height: rows * block + 70)
    canvas.text("Measures and thresholds", x: Self.gap, y: 22, SheetInk.ink, .title)
    for (number, result) in shown.enumerated() {
      let x = Self.gap + number % Self.columns * (Self.width + Self.gap)
      draw(result, x: x, y: 64 + number / Self.columns * block, on: &canvas)
    }
    return canvas.image
  }

  private func draw(_ result: Result, x: Int, y: Int, on canvas: inout Canvas) {
    guard let spread = result.distribution, let measure = result.measure else { return }
    canvas.text(
      Canvas.fitted("\(result.check.title): \(measure.name)", width: Self.width, .heading),
      x: x, y: y, SheetInk.ink, .heading)
    let chart = HistogramChart(
      title: "", distribution: spread, bounds: result.bounds, isBelow: isBelow(result),
      decimals: measure.decimals)
    let (top, base) = (y + 20, y + 20 + Self.height - 20)
    let most = Double(spread.bins.max() ?? 1).squareRoot()
    let part = Self.width / spread.bins.count
    let span = spread.high - spread.low
    for (number, count) in spread.bins.enumerated() where count > 0 {
      let height = max(1, Int(Double(count).squareRoot() / most * Double(base - top)))
      let middle = spread.low + span * (Double(number) + 0.5) / Double(spread.bins.count)
      canvas.fill(
        x: x + number * part, y: base - height, width: part - 1, height: height,
        chart.isBad(middle) ? SheetInk.wrong : SheetInk.bar)
    }
    canvas.fill(x: x, y: base, width: Self.width, height: 1, SheetInk.muted)
    for bound in result.bounds where span > 0 {
      let place = x + Int((bound - spread.low) / span * Double(part * spread.bins.count))
      canvas.fill(x: place, y: top - 4, width: 1, height: base - top + 4, SheetInk.wrong)
    }
    canvas.text(
      Numbers.fixed(spread.low, measure.decimals), x: x, y: base + 4, SheetInk.muted, .small)
    let high = Numbers.fixed(spread.high, measure.decimals)
    canvas.text(
      high, x: x + Self.width - Canvas.width(of: high, .small), y: base + 4, SheetInk.muted, .small)
    let bounds = result.bounds.map { Numbers.fixed($0, measure.decimals) }.joined(separator: ", ")
    canvas.centredText(
      "threshold \(bounds): \(Numbers.grouped(result.samples)) samples", x: x + 40, y: base + 4,
      width: Self.width - 80, SheetInk.wrong, .small)
  }
}
