/// A point of the ROC and of the precision–recall curve: what is found when every score from a threshold on
/// counts as the class.
public struct CurvePoint: Hashable, Sendable {
  /// The lowest score that counts; `nil` at the start, where none does.
  public let threshold: Float?
  /// FP/(FP+TN): the share of the others that is taken for the class.
  public let falsePositiveRate: Double
  /// TP/(TP+FN): the recall.
  public let truePositiveRate: Double
  /// TP/(TP+FP); `nil` at the start, where nothing is taken.
  public let precision: Double?

  /// The points of one class against the rest by falling threshold, for a chart.
  ///
  /// Equal scores are one step. Of more steps than `limit` those are kept at which the curve has moved on by
  /// 1/limit of its length across and up, so that no part of it is lost; the first and the last always are.
  /// O(N log N); empty unless the class has both samples and others.
  public static func points(
    _ predictions: Predictions, class label: Int, limit: Int = 200
  ) -> [CurvePoint] {
    var scores = RankedScores()
    scores.sort(predictions, class: label)
    let entries = scores.entries
    let (m, n) = (Double(scores.positives), Double(entries.count - scores.positives))
    guard m > 0, n > 0 else { return [] }
    var steps: [(score: UInt32, positives: Int, negatives: Int)] = []
    func key(_ place: Int) -> UInt32 { UInt32(entries[place] >> 32) }
    ScoreStep.forEach(entries.count, key: key) { step in
      steps.append((key(step.range.lowerBound) >> 1, step.positives, step.negatives))
    }
    var points = [
      CurvePoint(threshold: nil, falsePositiveRate: 0, truePositiveRate: 0, precision: nil)
    ]
    var (found, wrong, reached) = (0, 0, 0.0)
    let stride = steps.count > limit ? 2 / Double(max(1, limit)) : 0
    for (place, step) in steps.reversed().enumerated() {
      found += step.positives
      wrong += step.negatives
      let way = Double(found) / m + Double(wrong) / n
      guard way - reached >= stride || place == steps.count - 1 else { continue }
      reached = way
      points.append(
        CurvePoint(
          threshold: Float(bitPattern: step.score), falsePositiveRate: Double(wrong) / n,
          truePositiveRate: Double(found) / m,
          precision: Double(found) / Double(found + wrong)))
    }
    return points
  }
}
