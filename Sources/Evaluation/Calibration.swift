public import Core

/// Whether the model's confidence can be believed: confidence against accuracy in 15 bins.
///
/// The confidence is the probability of the predicted class. Bin b of 15 holds confidences in
/// ((b − 1)/15, b/15]. The expected calibration error is Σ nᵦ/N · |accuracyᵦ − confidenceᵦ|
/// (Guo et al., 2017).
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
  }

  /// The number of bins.
  public static let binCount = 15
  /// The bins by rising confidence.
  public let bins: [Bin]
  /// The expected calibration error.
  public let expectedError: Figure

  /// Measures some predictions.
  public init(_ predictions: Predictions) {
    var sums = Array(repeating: CompensatedSum(), count: Calibration.binCount)
    var counts = Array(repeating: (all: 0, correct: 0), count: Calibration.binCount)
    for row in 0..<predictions.count {
      let predicted = predictions.predictedClass(row: row)
      let confidence = Double(predictions.probability(row: row, of: predicted))
      let place = Int((confidence * Double(Calibration.binCount)).rounded(.up)) - 1
      let bin = min(max(place, 0), Calibration.binCount - 1)
      sums[bin].add(confidence)
      counts[bin].all += 1
      if predicted == predictions.labels[row] { counts[bin].correct += 1 }
    }
    bins = zip(sums, counts).map { sum, count in
      Bin(
        count: count.all, correct: count.correct,
        confidence: count.all > 0 ? sum.value / Double(count.all) : nil)
    }
    let distance = zip(sums, counts).reduce(0.0) { $0 + abs(Double($1.1.correct) - $1.0.value) }
    expectedError = .ratio(distance, Double(predictions.count), or: .noSamples)
  }

  /// The bins as objects with count, accuracy and confidence.
  public var json: JSON {
    .array(
      bins.map { bin in
        [
          "count": .integer(bin.count), "accuracy": JSON(bin.accuracy),
          "confidence": JSON(bin.confidence),
        ]
      })
  }
}
