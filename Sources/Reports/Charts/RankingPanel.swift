internal import Evaluation

/// The ROC or the precision–recall curve of one class, small enough to stand beside those of other classes.
struct RankingPanel {
  /// Which curve.
  enum Kind: String, CaseIterable {
    case roc
    case precisionRecall = "precision-recall"

    /// What stands across, upwards, and for the area below.
    var words: (across: String, up: String, area: String) {
      switch self {
      case .roc: ("false positive rate", "true positive rate", "AUC")
      case .precisionRecall: ("recall", "precision", "AP")
      }
    }
  }

  let kind: Kind
  let name: String
  let points: [CurvePoint]
  /// The area and its interval, in words.
  let area: String
  /// The figure alone.
  let figure: String
  /// The share of the class among all samples: what a guess's precision is.
  let prevalence: Double

  private static let side = 128.0
  private static let corner = Scene.Point(36, 22)

  var scene: Scene {
    let (side, corner) = (Self.side, Self.corner)
    let bottom = corner.y + side
    var scene = Scene(
      title: "\(title) of \(name)", summary: "\(kind.words.area) \(area).",
      width: corner.x + side + 12, height: bottom + 22, shownWidth: 260)
    scene.text(Labels.shortened(name, to: 10), corner.x, 9, .start, .name, .ink)
    scene.text("\(kind.words.area) \(figure)", corner.x + side, 9, .end, .value, .soft)
    for tick in 0...2 {
      let share = Double(tick) / 2
      let (x, y) = (corner.x + side * share, bottom - side * share)
      scene.line(.init(corner.x, y), .init(corner.x + side, y), .init(.line, 1))
      scene.line(.init(x, corner.y), .init(x, bottom), .init(.line, 1))
      scene.text(["0", "0.5", "1"][tick], corner.x - 5, y, .end)
      scene.text(["0", "0.5", "1"][tick], x, bottom + 12)
    }
    let guess =
      kind == .roc
      ? [Scene.Point(corner.x, bottom), .init(corner.x + side, corner.y)]
      : [
        .init(corner.x, bottom - side * prevalence),
        .init(corner.x + side, bottom - side * prevalence),
      ]
    scene.add(.line(guess, .init(.soft, 1.2, dash: 4)))
    scene.add(.line(path, .init(.accent, 2.2)))
    return scene
  }

  /// "ROC curve".
  var title: String { kind == .roc ? "ROC curve" : "Precision–recall curve" }

  /// Straight from step to step for ROC; for precision and recall in stairs, as average precision adds up.
  private var path: [Scene.Point] {
    func place(_ x: Double, _ y: Double) -> Scene.Point {
      .init(Self.corner.x + Self.side * x, Self.corner.y + Self.side * (1 - y))
    }
    guard kind == .precisionRecall else {
      return points.map { place($0.falsePositiveRate, $0.truePositiveRate) }
    }
    var (path, recall) = ([Scene.Point](), 0.0)
    for point in points {
      // Where no more of the class is found, average precision does not change.
      guard let precision = point.precision, point.truePositiveRate > recall else { continue }
      path += [place(recall, precision), place(point.truePositiveRate, precision)]
      recall = point.truePositiveRate
    }
    return path
  }
}
