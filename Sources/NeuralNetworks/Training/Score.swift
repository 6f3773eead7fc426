/// What scoring a set gives.
public struct Score: Hashable, Sendable {
  /// The mean cross-entropy, natural logarithm.
  public let loss: Double
  /// The share of right answers.
  public let accuracy: Double
  /// The mean F1 = 2TP / (2TP + FP + FN) of the classes that occur among labels or predictions.
  public let macroF1: Double
  /// The mean recall of the classes that have samples.
  public let balancedAccuracy: Double

  /// From the sum of losses and what was taken for what: `confusion` is [label][prediction], K×K.
  package init(lossSum: Double, confusion: [Int], classes: Int) {
    let total = confusion.reduce(0, +)
    var (right, f1, recall) = (0, 0.0, 0.0)
    var (seen, supported) = (0, 0)
    for label in 0..<classes {
      let hits = confusion[label * classes + label]
      let support = (0..<classes).reduce(0) { $0 + confusion[label * classes + $1] }
      let predicted = (0..<classes).reduce(0) { $0 + confusion[$1 * classes + label] }
      right += hits
      if support + predicted > 0 {
        f1 += 2 * Double(hits) / Double(support + predicted)
        seen += 1
      }
      if support > 0 {
        recall += Double(hits) / Double(support)
        supported += 1
      }
    }
    loss = lossSum / Double(total)
    accuracy = Double(right) / Double(total)
    macroF1 = f1 / Double(max(1, seen))
    balancedAccuracy = recall / Double(max(1, supported))
  }

  /// The score by a metric, the higher the better: the loss is negated.
  public func value(of metric: Recipe.Metric) -> Double {
    switch metric {
    case .accuracy: accuracy
    case .loss: -loss
    case .macroF1: macroF1
    case .balancedAccuracy: balancedAccuracy
    }
  }
}
