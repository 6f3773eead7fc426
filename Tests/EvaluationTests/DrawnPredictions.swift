import Core
import Evaluation

/// The predictions that Tests/Recorded/scores.py draws, drawn again, and others for laws.
struct DrawnPredictions {
  private var state: UInt64

  private mutating func below(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(count))
  }

  /// The predictions of one case; probabilities are whole numbers of a 64th or a 4096th.
  static func make(_ number: Int) throws -> Predictions {
    var draw = DrawnPredictions(state: UInt64(number))
    let classes = 2 + draw.below(6)
    let rows = number % 9 == 8 ? 1 + draw.below(12) : 30 + draw.below(170)
    let only = draw.below(classes)
    let labelClasses = number % 4 == 3 && classes > 2 ? classes - 1 : classes
    let whole = number % 2 == 1 ? 4096 : 64
    var (labels, table) = ([Int](), [Float]())
    for _ in 0..<rows {
      var label = draw.below(labelClasses)
      if number % 25 == 7 { label = only }
      let target = draw.below(4) > 0 ? label : draw.below(classes)
      let counts = draw.counts(number, classes, whole, label: label, target: target)
      labels.append(label)
      table += counts.map { Float($0) / Float(whole) }
    }
    return try Self.predictions(table, labels: labels, classes: classes)
  }

  private mutating func counts(
    _ number: Int, _ classes: Int, _ whole: Int, label: Int, target: Int
  ) -> [Int] {
    var counts = Array(repeating: 0, count: classes)
    let mode = number % 5
    if number % 50 == 2 {
      counts[label] = whole
    } else if mode == 2 || (mode == 4 && below(8) == 0) {
      counts[target] = whole
    } else if mode == 3 {
      for _ in 0..<8 { counts[below(classes)] += whole / 8 }
    } else {
      let part = mode == 0 ? whole : whole / 2
      let cuts = (1..<classes).map { _ in below(part + 1) }.sorted()
      for (k, ends) in zip([0] + cuts, cuts + [part]).enumerated() { counts[k] = ends.1 - ends.0 }
      counts[target] += whole - part
    }
    return counts
  }

  /// Predictions with made-up keys and names.
  static func predictions(
    _ probabilities: [Float], labels: [Int], classes: Int, groups: [UInt64]? = nil
  ) throws -> Predictions {
    try Predictions(
      probabilities: probabilities, labels: labels, keys: keys(labels.count),
      classNames: (0..<classes).map { "class \($0)" }, groups: groups)
  }

  /// Keys of rows from 0.
  static func keys(_ count: Int) -> [SampleKey] {
    count <= known.count
      ? Array(known[..<count]) : (0..<count).map { SampleKey(.sha256(of: "row \($0)")) }
  }

  private static let known = (0..<4096).map { SampleKey(.sha256(of: "row \($0)")) }
}
