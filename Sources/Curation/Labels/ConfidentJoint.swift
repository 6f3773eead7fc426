/// How many samples of each label are confidently of each class: Northcutt, Jiang and Chuang (2021), to the
/// exact formulas of cleanlab 2.9.
///
/// Everything is a function of the samples in their order: sums are taken in `PairwiseSum`'s order, equals are
/// settled for the first.
public struct ConfidentJoint: Hashable, Sendable {
  /// For each class the mean probability of it among the samples so labelled, at least 2e-6; a class without
  /// samples has 2, which no probability reaches.
  public let thresholds: [Double]
  /// The class that each sample confidently is; nil where it is none.
  ///
  /// It is the one whose probability reaches its threshold less 1e-6, and where several do the likeliest of all.
  public let guesses: [Int?]
  /// `counts[label][guess]`: samples so labelled and so guessed, at least 1 on the diagonal.
  public let counts: [[Int]]
  /// The same scaled to the number of samples of each label and rounded; row totals are kept.
  public let calibrated: [[Int]]

  /// How much a probability may fall short of a threshold.
  static let slack = 1e-6
  static let lowestThreshold = 2e-6
  static let unreachable = 2.0

  /// Counts the samples in O(N K).
  public init(_ data: LabelledProbabilities) {
    let samples = data.samplesByLabel
    let thresholds = samples.enumerated().map { label, own in
      guard !own.isEmpty else { return Self.unreachable }
      let sum = PairwiseSum.of(own.map { data.probability($0, label) })
      return max(sum / Double(own.count), Self.lowestThreshold)
    }
    let guesses = (0..<data.count).map { Self.guess(data, $0, thresholds) }
    var counts = Array(
      repeating: Array(repeating: 0, count: data.classCount), count: data.classCount)
    for (label, guess) in zip(data.labels, guesses) {
      if let guess { counts[label][guess] += 1 }
    }
    for label in counts.indices { counts[label][label] = max(1, counts[label][label]) }
    (self.thresholds, self.guesses, self.counts) = (thresholds, guesses, counts)
    calibrated = Self.calibrate(counts, labelCounts: samples.map(\.count))
  }

  private static func guess(
    _ data: LabelledProbabilities, _ sample: Int, _ thresholds: [Double]
  ) -> Int? {
    var first: Int?
    for (label, threshold) in thresholds.enumerated()
    where data.probability(sample, label) >= threshold - slack {
      guard first == nil else { return data.likeliest(sample) }
      first = label
    }
    return first
  }

  /// Scales the rows to the labels' counts, then all to the number of samples, and rounds.
  private static func calibrate(_ counts: [[Int]], labelCounts: [Int]) -> [[Int]] {
    let classes = counts.indices
    let scaled = classes.map { label in
      let total = Double(counts[label].reduce(0, +))
      return counts[label].map { Double($0) / total * Double(labelCounts[label]) }
    }
    // cleanlab's array lies guess by guess, and so it is summed.
    let sum = max(
      PairwiseSum.of(classes.flatMap { guess in classes.map { scaled[$0][guess] } }), 1e-100)
    let all = Double(labelCounts.reduce(0, +))
    return scaled.map { row in WholeNumbers.rounding(row.map { $0 / sum * all }) }
  }
}
