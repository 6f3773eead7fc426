internal import Evaluation

/// A confusion matrix as an SVG heat map: each cell holds the share of its row and the count.
struct ConfusionChart {
  let title: String
  let classNames: [String]
  let matrix: ConfusionMatrix

  /// With more classes than this the cells are too small for text; the table behind has the figures.
  private static let textLimit = 16

  private var cell: Double {
    matrix.classCount <= Self.textLimit ? 58 : 900.0 / Double(matrix.classCount)
  }

  func render(into markup: inout Markup, id: String) {
    let size = cell * Double(matrix.classCount)
    // Room for the longest name; characters are about 7.2 wide at this size.
    let longest = classNames.map(\.count).max() ?? 0
    let margin = 30 + min(170, 7.4 * Double(longest))
    let box = "0 0 \(Numbers.coordinate(margin + size + 2)) \(Numbers.coordinate(size + 58))"
    markup.element(
      "svg",
      [
        "viewBox": box, "role": "img", "class": "chart", "aria-labelledby": "\(id)-t \(id)-d",
      ]
    ) { svg in
      svg.element("title", ["id": "\(id)-t"], title)
      svg.element("desc", ["id": "\(id)-d"], summary)
      svg.element(
        "text",
        [
          "class": "axis", "x": Numbers.coordinate(margin + size / 2), "y": "14",
          "text-anchor": "middle",
        ], "predicted")
      svg.element(
        "text",
        [
          "class": "axis", "text-anchor": "middle",
          "transform": "translate(13 \(Numbers.coordinate(46 + size / 2))) rotate(-90)",
        ], "true")
      drawNames(&svg, margin: margin)
      for label in classNames.indices {
        let shares = matrix.rowShares(label)
        for predicted in classNames.indices {
          draw(
            &svg, label: label, predicted: predicted, share: shares?[predicted], margin: margin)
        }
      }
    }
  }

  private func drawNames(_ svg: inout Markup, margin: Double) {
    guard matrix.classCount <= Self.textLimit else { return }
    for (index, name) in classNames.enumerated() {
      let center = cell * (Double(index) + 0.5)
      // Names above the columns are cut to what fits; those beside the rows are whole.
      svg.element(
        "text",
        [
          "class": "label", "x": Numbers.coordinate(margin + center), "y": "38",
          "text-anchor": "middle",
        ], Labels.shortened(name, to: 8))
      svg.element(
        "text",
        [
          "class": "label", "x": Numbers.coordinate(margin - 8),
          "y": Numbers.coordinate(46 + center), "dy": "0.34em", "text-anchor": "end",
        ], Labels.shortened(name, to: 24))
    }
  }

  private func draw(
    _ svg: inout Markup, label: Int, predicted: Int, share: Double?, margin: Double
  ) {
    let (x, y) = (margin + cell * Double(predicted), 46 + cell * Double(label))
    let count = matrix[label, predicted]
    let level = share ?? 0
    let tip =
      "\(classNames[label]) taken for \(classNames[predicted]): \(Numbers.grouped(count))"
      + (share.map { ", \(Numbers.percent($0))" } ?? "")
    svg.element("g") { cellGroup in
      cellGroup.element("title", tip)
      cellGroup.empty(
        "rect",
        [
          "class": label == predicted ? "cell right" : "cell",
          "x": Numbers.coordinate(x + 1), "y": Numbers.coordinate(y + 1),
          "width": Numbers.coordinate(cell - 2), "height": Numbers.coordinate(cell - 2),
          "rx": "3", "fill-opacity": Numbers.coordinate(0.05 + 0.95 * level),
        ])
      guard matrix.classCount <= Self.textLimit, count > 0, let share else { return }
      let style = level > 0.62 ? "strong" : "weak"
      let center = Numbers.coordinate(x + cell / 2)
      cellGroup.element(
        "text",
        [
          "class": "share \(style)", "x": center, "y": Numbers.coordinate(y + cell / 2 - 1),
          "text-anchor": "middle",
        ], Numbers.fixed(share * 100, 1))
      cellGroup.element(
        "text",
        [
          "class": "count \(style)", "x": center, "y": Numbers.coordinate(y + cell / 2 + 15),
          "text-anchor": "middle",
        ], Numbers.grouped(count))
    }
  }

  private var summary: String {
    let correct = Numbers.grouped(matrix.correct)
    var text = "\(correct) of \(Numbers.grouped(matrix.total)) samples lie on the diagonal."
    if let worst = matrix.confusions().first {
      text +=
        " The most frequent error: \(classNames[worst.label]) taken for "
        + "\(classNames[worst.predicted]), \(Numbers.grouped(worst.count)) times."
    }
    return text
  }
}
