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
      svg.empty("rect", ["class": "f-page", "width": "460", "height": "580"])
      for (index, curve) in [loss, accuracy].enumerated() {
        let top = Double(index * 290)
        svg.element(
          "text", ["x": "50", "y": Numbers.coordinate(top + 14), "class": "name f-ink"],
          index == 0 ? "loss" : "accuracy")
        svg.element(
          "g", ["transform": "translate(0 \(Numbers.coordinate(top + 16)))"]
        ) { curve.scene?.draw(into: &$0) }
      }
    }
    return markup.text + "\n"
  }

  /// The loss over the epochs.
  var loss: CurveChart {
    pair("Loss", \.trainLoss, \.valLoss, isPercent: false) { Numbers.fixed($0, 3) }
  }

  /// The share of right answers over the epochs.
  var accuracy: CurveChart {
    pair("Accuracy", \.trainAccuracy, \.valAccuracy, isPercent: true) { Numbers.percent($0) }
  }

  /// The learning rate of each epoch's last step.
  var learningRate: CurveChart {
    let points = points { $0.learningRate }
    func text(_ rate: Double?) -> String { rate.map { Numbers.fixed($0, 6) } ?? "–" }
    return CurveChart(
      title: "Learning rate over \(history.count) epochs",
      summary: "From \(text(points.first?.y)) to \(text(points.last?.y)); "
        + "at most \(text(points.map(\.y).max())).",
      series: [.init(name: "rate", ink: .test, points: points)], mark: mark, isPercent: false)
  }

  private var mark: (x: Double, caption: String)? {
    selectedEpoch.map { (Double($0), "chosen: \($0)") }
  }

  private func points(_ value: (HistoryRow) -> Double?) -> [(x: Double, y: Double)] {
    history.compactMap { row in value(row).map { (Double(row.epoch), $0) } }
  }

  private func pair(
    _ name: String, _ ofTrain: (HistoryRow) -> Double, _ ofVal: (HistoryRow) -> Double?,
    isPercent: Bool, _ text: (Double) -> String
  ) -> CurveChart {
    let (train, val) = (points(ofTrain), points(ofVal))
    func end(_ points: [(x: Double, y: Double)]) -> String {
      points.last.map { text($0.y) } ?? "–"
    }
    return CurveChart(
      title: "\(name) over \(history.count) epochs",
      summary: "At the end: train \(end(train)), val \(end(val)). The table below has every epoch.",
      series: [
        .init(name: "train", ink: .train, points: train),
        .init(name: "val", ink: .val, points: val),
      ],
      mark: mark, isPercent: isPercent)
  }

  private static let style = """
    svg{color-scheme:light dark;\(Palette.light.css)}\
    @media (prefers-color-scheme:dark){svg{\(Palette.dark.css)}}\
    svg{font-family:system-ui,sans-serif}\(Scene.css)
    """
}
