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

  /// The areas of class `label`, one against the rest, in O(N log N).
  public init(_ predictions: Predictions, class label: Int) {
    // Scores are not negative, so their bit patterns sort as they do; +0 unites the two zeros.
    var scored = (0..<predictions.count).map { row in
      let bits = UInt64((predictions.probability(row: row, of: label) + 0).bitPattern)
      return bits << 1 | (predictions.labels[row] == label ? 1 : 0)
    }
    scored.sort(by: >)
    let positives = scored.count { $0 & 1 == 1 }
    let negatives = scored.count - positives
    var (seenPositives, seenNegatives, doubledWins) = (0, 0, 0)
    var precision = CompensatedSum()
    var start = 0
    while start < scored.count {
      var end = start
      var tiedPositives = 0
      while end < scored.count, scored[end] >> 1 == scored[start] >> 1 {
        tiedPositives += Int(scored[end] & 1)
        end += 1
      }
      let tiedNegatives = end - start - tiedPositives
      seenPositives += tiedPositives
      seenNegatives += tiedNegatives
      doubledWins += tiedPositives * (2 * (negatives - seenNegatives) + tiedNegatives)
      if tiedPositives > 0 {
        precision.add(Double(tiedPositives) * (Double(seenPositives) / Double(end)))
      }
      start = end
    }
    let gap: Figure.Gap =
      scored.isEmpty ? .noSamples : positives == 0 ? .noSupport : .noOthers
    rocAUC = .ratio(Double(doubledWins), 2 * Double(positives) * Double(negatives), or: gap)
    averagePrecision = .ratio(precision.value, Double(positives), or: gap)
  }
}
