import Core
import Evaluation

/// The predictions that the scikit-learn script draws, drawn again.
struct DrawnPredictions {
  private var state: UInt64

  private mutating func below(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(count))
  }

  /// The predictions of one case: probabilities are 64ths.
  static func make(_ number: Int) throws -> Predictions {
    var draw = DrawnPredictions(state: UInt64(number))
    let classes = 2 + draw.below(5)
    let rows = 40 + draw.below(160)
    let labelClasses = number % 4 == 3 && classes > 2 ? classes - 1 : classes
    var (labels, table) = ([Int](), [Float]())
    for _ in 0..<rows {
      let label = draw.below(labelClasses)
      var counts = Array(repeating: 0, count: classes)
      for _ in 0..<64 {
        let place = draw.below(classes + 1 + number % 3)
        counts[place < classes ? place : label] += 1
      }
      if draw.below(8) == 0 {
        counts = Array(repeating: 0, count: classes)
        counts[draw.below(classes)] = 64
      }
      labels.append(label)
      table += counts.map { Float($0) / 64 }
    }
    return try Self.predictions(table, labels: labels, classes: classes)
  }

  /// Predictions with made-up keys and names.
  static func predictions(
    _ probabilities: [Float], labels: [Int], classes: Int
  ) throws -> Predictions {
    try Predictions(
      probabilities: probabilities, labels: labels,
      keys: labels.indices.map { SampleKey(.sha256(of: "row \($0)")) },
      classNames: (0..<classes).map { "class \($0)" })
  }
}
