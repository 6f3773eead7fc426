/// How well the probabilities of one class rank its samples before all others.
///
/// One sort of the scores serves both areas; counts are whole numbers, so the result does not depend on
/// the order of the samples.
public struct RankingCurve: Hashable, Sendable {
  /// The area under the ROC curve: the chance that a sample of the class scores above one of another
  /// class, ties counting half (Mann and Whitney, 1947).
  public let rocAUC: Figure
  /// Average precision: Σ (Rₙ − Rₙ₋₁) Pₙ over the distinct scores, falling; equal scores are one step.
  public let averagePrecision: Figure
  /// The standard error of the area for independent samples by DeLong, DeLong and Clarke-Pearson (1988), in
  /// O(N log N) as Sun and Xu (2014) have it; `nil` with fewer than two samples or two others.
  public let rocAUCError: Double?

  /// The areas of class `label`, one against the rest, in O(N log N).
  public init(_ predictions: Predictions, class label: Int) {
    var scores = RankedScores()
    scores.sort(predictions, class: label)
    self.init(scores)
  }

  /// No areas, for this reason.
  init(missing gap: Figure.Gap) {
    (rocAUC, averagePrecision, rocAUCError) = (.undefined(gap), .undefined(gap), nil)
  }

  /// The areas of sorted rows.
  init(_ scores: RankedScores) {
    let entries = scores.entries
    self.init(count: entries.count, positives: scores.positives) { UInt32(entries[$0] >> 32) }
  }

  /// The areas of sorted keys: a score's bits, and in the lowest bit whether the row counts as positive.
  init(count: Int, positives: Int, key: (Int) -> UInt32) {
    let negatives = count - positives
    var doubledWins = 0
    var precision = CompensatedSum()
    ScoreStep.forEach(count, key: key) { step in
      doubledWins += step.positives * (2 * step.negativesBelow + step.negatives)
      if step.positives > 0 {
        let found = positives - step.positivesBelow
        let taken = count - step.positivesBelow - step.negativesBelow
        precision.add(Double(step.positives) * (Double(found) / Double(taken)))
      }
    }
    let gap: Figure.Gap = count == 0 ? .noSamples : positives == 0 ? .noSupport : .noOthers
    let (m, n) = (Double(positives), Double(negatives))
    rocAUC = .ratio(Double(doubledWins), 2 * m * n, or: gap)
    averagePrecision = .ratio(precision.value, m, or: gap)
    guard positives >= 2, negatives >= 2, let area = rocAUC.value else {
      rocAUCError = nil
      return
    }
    var (ofPositives, ofNegatives) = (CompensatedSum(), CompensatedSum())
    ScoreStep.forEach(count, key: key) { step in
      let (v, w) = RankingCurve.placements(step, m, n)
      ofPositives.add(Double(step.positives) * ((v - area) * (v - area)))
      ofNegatives.add(Double(step.negatives) * ((w - area) * (w - area)))
    }
    rocAUCError =
      (ofPositives.value / (m - 1) / m + ofNegatives.value / (n - 1) / n).squareRoot()
  }

  /// The share of others that a sample of the class beats, and the share of the class that beats another.
  static func placements(_ step: ScoreStep, _ m: Double, _ n: Double) -> (Double, Double) {
    let beaten = Double(step.negativesBelow) + Double(step.negatives) / 2
    let above = m - Double(step.positivesBelow) - Double(step.positives) / 2
    return (beaten / n, above / m)
  }
}
