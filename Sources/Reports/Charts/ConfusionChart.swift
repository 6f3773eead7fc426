internal import Evaluation

/// A confusion matrix as a heat map: each cell holds the share of its row and the count.
struct ConfusionChart {
  let title: String
  let classNames: [String]
  let matrix: ConfusionMatrix

  /// With more classes than this the cells are too small for text; the table behind has the figures.
  private static let textLimit = 16
  private static let top = 40.0

  private var cell: Double {
    matrix.classCount <= Self.textLimit ? 54 : 900.0 / Double(matrix.classCount)
  }

  var scene: Scene {
    let size = cell * Double(matrix.classCount)
    let isNamed = matrix.classCount <= Self.textLimit
    // Room for the longest name; letters are about 7.2 wide at this size.
    let longest = isNamed ? classNames.map { min(20, $0.count) }.max() ?? 0 : 0
    let margin = 14 + max(32, 7.2 * Double(longest))
    var scene = Scene(
      title: title, summary: summary, width: margin + size + 2, height: Self.top + size + 2,
      shownWidth: max(420, min(900, (margin + size) * 1.25)))
    scene.text("predicted", margin + size / 2, 8)
    scene.text("true", margin - 8, isNamed ? 28 : 50, .end)
    if isNamed {
      for (index, name) in classNames.enumerated() {
        let center = cell * (Double(index) + 0.5)
        // Names above the columns are cut to what fits; those beside the rows are whole.
        scene.text(Labels.shortened(name, to: 8), margin + center, 28, .middle, .label, .ink)
        scene.text(
          Labels.shortened(name, to: 20), margin - 8, Self.top + center, .end, .label, .ink)
      }
    }
    for label in classNames.indices {
      let shares = matrix.rowShares(label)
      for predicted in classNames.indices {
        draw(&scene, label: label, predicted: predicted, share: shares?[predicted], margin)
      }
    }
    return scene
  }

  private func draw(
    _ scene: inout Scene, label: Int, predicted: Int, share: Double?, _ margin: Double
  ) {
    let (x, y) = (margin + cell * Double(predicted), Self.top + cell * Double(label))
    let count = matrix[label, predicted]
    let gap = min(1, cell / 20)
    var shapes: [Scene.Shape] = [
      .box(
        .init(x + gap, y + gap), width: cell - 2 * gap, height: cell - 2 * gap,
        label == predicted ? .heat : .miss, opacity: 0.06 + 0.94 * (share ?? 0))
    ]
    if matrix.classCount <= Self.textLimit, count > 0, let share {
      let center = x + cell / 2
      shapes += [
        .text(
          Numbers.fixed(share * 100, 1), .init(center, y + cell / 2 - 7), .middle, .share, .ink),
        .text(Numbers.grouped(count), .init(center, y + cell / 2 + 12), .middle, .count, .ink),
      ]
    }
    let tip =
      "\(classNames[label]) taken for \(classNames[predicted]): \(Numbers.grouped(count))"
      + (share.map { ", \(Numbers.percent($0))" } ?? "")
    scene.add(.group(tip, shapes))
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
