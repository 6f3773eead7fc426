public import Core

/// Whether the model's confidence can be believed: confidence against accuracy in 15 bins.
///
/// The confidence is the probability of the predicted class; for one class it is the probability of that
/// class, and what is compared is how often the class is the true one. Bin b of 15 holds confidences in
/// ((b − 1)/15, b/15]. The expected calibration error is Σ nᵦ/N · |accuracyᵦ − confidenceᵦ|
/// (Guo et al., 2017), the maximum one the largest |accuracyᵦ − confidenceᵦ| (Naeini et al., 2015).
public struct Calibration: Hashable, Sendable {
  /// One bin.
  public struct Bin: Hashable, Sendable {
    /// The samples in it.
    public let count: Int
    /// Those predicted correctly.
    public let correct: Int
    /// Their mean confidence; `nil` in an empty bin.
    public let confidence: Double?
    /// The share predicted correctly; `nil` in an empty bin.
    public var accuracy: Double? { count > 0 ? Double(correct) / Double(count) : nil }
    /// The 95 % Wilson interval of the share; `nil` in an empty bin.
    public var interval: ClosedRange<Double>? {
      Proportion(correct, of: count, or: .noSamples).interval
    }
  }

  /// The number of bins.
  public static let binCount = 15
  /// The bins by rising confidence.
  public let bins: [Bin]
  /// The expected calibration error.
  public let expectedError: Figure
  /// The largest distance between accuracy and confidence of a bin that holds samples.
  public let maximumError: Figure
  /// The expected calibration error that chance alone gives a perfectly calibrated model with these
  /// confidences: Σ √(2vᵦ/π)/N with vᵦ = Σ p(1−p) over bin b, by the normal approximation.
  ///
  /// An error near this says nothing against the model; small splits never show an error of 0.
  public let errorByChance: Figure
  /// A conservative interval of the expected error: at least 95 %, for independent samples.
  let conservativeInterval: Interval?

  /// Measures the confidence of some predictions.
  public init(_ predictions: Predictions) {
    var bins = ReliabilityBins()
    for row in 0..<predictions.count {
      let predicted = predictions.predictedClass(row: row)
      bins.add(
        Double(predictions.probability(row: row, of: predicted)),
        isRight: predicted == predictions.labels[row])
    }
    self.init(bins)
  }

  /// No calibration, for this reason: every bin is empty.
  init(missing gap: Figure.Gap) {
    bins = Array(repeating: Bin(count: 0, correct: 0, confidence: nil), count: Self.binCount)
    (expectedError, maximumError, errorByChance) =
      (.undefined(gap), .undefined(gap), .undefined(gap))
    conservativeInterval = nil
  }

  init(_ sums: ReliabilityBins) {
    bins = sums.counts.indices.map { bin in
      let count = sums.counts[bin]
      return Bin(
        count: count, correct: sums.right[bin],
        confidence: count > 0 ? sums.sums[bin].value / Double(count) : nil)
    }
    let total = Double(sums.counts.reduce(0, +))
    var (distance, chance, largest) = (0.0, 0.0, 0.0)
    var (mean, variance) = (0.0, 0.0)
    let halfNormal = (2 / Double.pi).squareRoot()
    for bin in bins.indices where bins[bin].count > 0 {
      let n = Double(bins[bin].count)
      let apart = abs(Double(bins[bin].correct) - sums.sums[bin].value)
      distance += apart
      largest = max(largest, apart / n)
      chance += halfNormal * max(0, sums.spreads[bin].value).squareRoot()
      // Jeffreys' share is never 0 or 1, so no bin claims to be sure.
      let share = (Double(bins[bin].correct) + 0.5) / (n + 1)
      let spread = n * share * (1 - share)
      mean += halfNormal * spread.squareRoot()
      variance += (1 - 2 / Double.pi) * spread
    }
    expectedError = .ratio(distance, total, or: .noSamples)
    errorByChance = .ratio(chance, total, or: .noSamples)
    maximumError = total > 0 ? .value(largest) : .undefined(.noSamples)
    let reach = (mean + 1.6448536269514722 * variance.squareRoot()) / total
    conservativeInterval = expectedError.value.map {
      Interval(max(0, $0 - reach)...min(1, $0 + reach), .binDeviations)
    }
  }

  /// The bins as objects with count, accuracy and confidence.
  public var json: JSON {
    .array(
      bins.map { bin in
        [
          "count": .integer(bin.count), "accuracy": JSON(bin.accuracy),
          "confidence": JSON(bin.confidence),
          "interval": bin.interval.map { [.number($0.lowerBound), .number($0.upperBound)] }
            ?? .null,
        ]
      })
  }
}
