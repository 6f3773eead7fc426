/// The course of a training as a drawing: loss above accuracy, train beside validation.
public struct HistoryChart: Hashable, Sendable {
  private let history: [HistoryRow]
  private let selectedEpoch: Int?

  /// A drawing of these epochs, with a mark at the epoch whose weights are kept.
  public init(_ history: [HistoryRow], selectedEpoch: Int?) {
    (self.history, self.selectedEpoch) = (history, selectedEpoch)
  }

  /// One SVG file that stands alone, light or dark as the reader's system is.
  public var svg: String {
    var markup = Markup()
    markup.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 460 580", "width": "690",
        "height": "870", "role": "img",
      ]
    ) { svg in
      svg.element("title", "Training curves")
      svg.raw("<style>\(Self.style)</style>")
      svg.empty("rect", ["class": "page", "width": "460", "height": "580"])
      for (index, isAccuracy) in [false, true].enumerated() {
        let top = Double(index * 290)
        svg.element(
          "text", ["x": "46", "y": Numbers.coordinate(top + 14), "class": "heading"],
          isAccuracy ? "accuracy" : "loss")
        svg.element(
          "svg", ["y": Numbers.coordinate(top + 16), "width": "460", "height": "270"]
        ) { place in
          curve(isAccuracy: isAccuracy).render(into: &place, id: isAccuracy ? "a" : "l")
        }
      }
    }
    return markup.text + "\n"
  }

  /// The loss or the accuracy over the epochs.
  func curve(isAccuracy: Bool) -> CurveChart {
    func points(_ value: (HistoryRow) -> Double?) -> [(x: Double, y: Double)] {
      history.compactMap { row in value(row).map { (Double(row.epoch), $0) } }
    }
    let train = points { isAccuracy ? $0.trainAccuracy : $0.trainLoss }
    let val = points { isAccuracy ? $0.valAccuracy : $0.valLoss }
    let name = isAccuracy ? "Accuracy" : "Loss"
    func end(_ points: [(x: Double, y: Double)]) -> String {
      points.last.map { isAccuracy ? Numbers.percent($0.y) : Numbers.fixed($0.y, 3) } ?? "–"
    }
    return CurveChart(
      title: "\(name) over \(history.count) epochs",
      summary: "At the end: train \(end(train)), val \(end(val)). The table below has every epoch.",
      series: [
        .init(name: "train", style: "train", points: train),
        .init(name: "val", style: "val", points: val),
      ],
      mark: selectedEpoch.map { (Double($0), "chosen: \($0)") }, isPercent: isAccuracy)
  }

  private static let style = """
    svg{color-scheme:light dark;--page:#fff;--ink:#1b1f24;--soft:#57606a;--line:#d8dee4;\
    --train:#0b61c4;--val:#b35900}\
    @media (prefers-color-scheme:dark){svg{--page:#0f1318;--ink:#e6e9ee;--soft:#9aa4b0;\
    --line:#2c333c;--train:#6cb0ff;--val:#f0a860}}\
    .page{fill:var(--page)}text{font-family:system-ui,sans-serif;font-size:11.5px;fill:var(--soft)}\
    .heading{font-size:13px;font-weight:600;fill:var(--ink)}.grid{stroke:var(--line)}\
    .line{fill:none;stroke-width:2.2;stroke-linejoin:round}.line.train{stroke:var(--train)}\
    .line.val{stroke:var(--val)}.dot.train,.name.train{fill:var(--train)}\
    .dot.val,.name.val{fill:var(--val)}.mark{stroke:var(--soft);stroke-dasharray:3 3}
    """
}
