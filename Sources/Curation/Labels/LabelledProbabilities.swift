/// Samples with their labels and what a network that was not trained on them makes of them.
///
/// N samples, K classes. Probabilities are those of held-out samples (out of fold): of samples that the
/// network has learnt by heart they would repeat the labels.
public struct LabelledProbabilities: Hashable, Sendable {
  /// The class of each sample, 0…K−1.
  public let labels: [Int]
  /// N×K, row by row.
  public let probabilities: [Double]
  /// The number of classes, K.
  public let classCount: Int

  /// Labels and probabilities that fit each other.
  ///
  /// Rows need not sum to one, as a rounded file's do not.
  /// - Throws: `LabelError` for fewer than two classes, no samples, numbers that do not fit, a label out of
  ///   range, or a probability outside of 0…1.
  public init(
    labels: [Int], probabilities: [Double], classCount: Int
  ) throws(LabelError) {
    guard classCount >= 2 else { throw .tooFewClasses(classCount) }
    guard !labels.isEmpty else { throw .noSamples }
    guard probabilities.count == labels.count * classCount else {
      throw .countMismatch(
        probabilities: probabilities.count, samples: labels.count, classes: classCount)
    }
    for (sample, label) in labels.enumerated() where !(0..<classCount).contains(label) {
      throw .labelOutOfRange(sample: sample, label: label, classes: classCount)
    }
    for (place, value) in probabilities.enumerated() where !(0...1).contains(value) {
      throw .notAProbability(sample: place / classCount, value: "\(value)")
    }
    (self.labels, self.probabilities, self.classCount) = (labels, probabilities, classCount)
  }

  /// The number of samples, N.
  public var count: Int { labels.count }

  /// The probability of a class for a sample.
  public func probability(_ sample: Int, _ label: Int) -> Double {
    probabilities[sample * classCount + label]
  }

  /// A sample's probabilities, one for each class.
  public func row(_ sample: Int) -> ArraySlice<Double> {
    probabilities[sample * classCount..<(sample + 1) * classCount]
  }

  /// The most probable class of a sample; the first of equals.
  public func likeliest(_ sample: Int) -> Int {
    var best = 0
    for label in 1..<classCount where probability(sample, label) > probability(sample, best) {
      best = label
    }
    return best
  }

  /// The most probable class of a sample other than its label; the first of equals.
  public func likeliestOther(_ sample: Int) -> Int {
    let own = labels[sample]
    var best = own == 0 ? 1 : 0
    for label in 0..<classCount
    where label != own && probability(sample, label) > probability(sample, best) {
      best = label
    }
    return best
  }

  /// The samples of every class, in their order.
  var samplesByLabel: [[Int]] {
    var samples: [[Int]] = Array(repeating: [], count: classCount)
    for (sample, label) in labels.enumerated() { samples[label].append(sample) }
    return samples
  }
}
