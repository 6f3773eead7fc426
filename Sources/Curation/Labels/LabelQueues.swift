/// Two queues for a person to look through: labels that are wrong, and pictures that are of no one class.
///
/// - **Wrong**: confident learning doubts the label, and the network is sure of another class. Most doubtful
///   first, by normalized margin.
/// - **Ambiguous**: the network's two likeliest classes lie within `twoPeaks` of each other, its entropy is at least
///   `flat` of the largest, or the votes behind the label were as divided. The narrowest first, by the
///   difference of the two largest shares. Such labels may be doubted too; but nothing says what is right.
///
/// No sample is in both queues.
public struct LabelQueues: Hashable, Sendable {
  /// Where ambiguity begins.
  public struct Thresholds: Hashable, Sendable {
    /// The largest difference of the two largest probabilities that still is two peaks.
    public let twoPeaks: Double
    /// The smallest share of the largest entropy that is flat.
    public let flat: Double

    /// 0.1 and 0.85 where nothing else is said.
    public init(twoPeaks: Double = 0.1, flat: Double = 0.85) {
      (self.twoPeaks, self.flat) = (twoPeaks, flat)
    }
  }

  /// What confident learning says of the data.
  public let issues: LabelIssues
  /// The labels to mend.
  public let wrong: [LabelSuspicion]
  /// The pictures to discuss.
  public let ambiguous: [LabelSuspicion]
  /// Where ambiguity began.
  public let thresholds: Thresholds

  /// Sorts the samples into the queues.
  ///
  /// - Parameter votes: for each sample the shares that people's votes gave the classes, where there are any.
  public init(
    _ data: LabelledProbabilities, thresholds: Thresholds = Thresholds(),
    filter: LabelIssues.Filter = .noiseRate, votes: (Int) -> [Float]? = { _ in nil }
  ) {
    let issues = LabelIssues(data, filter: filter)
    var ambiguous: [(margin: Double, suspicion: LabelSuspicion)] = []
    var isAmbiguous = Array(repeating: false, count: data.count)
    for sample in 0..<data.count {
      let voted = votes(sample).map { LabelQuality.topMargin($0.map { Double($0) }) }
      let own = LabelQuality.topMargin(data, sample)
      let why: LabelSuspicion.Ambiguity? =
        if let voted, voted <= thresholds.twoPeaks {
          .votes
        } else if own <= thresholds.twoPeaks {
          .twoPeaks
        } else if LabelQuality.entropy(data, sample) >= thresholds.flat {
          .flat
        } else {
          nil
        }
      guard let why else { continue }
      isAmbiguous[sample] = true
      let suspicion = LabelSuspicion(
        data, sample, ambiguity: why, isDoubted: issues.isDoubted[sample])
      ambiguous.append((why == .votes ? voted ?? own : own, suspicion))
    }
    ambiguous.sort { ($0.margin, $0.suspicion.sample) < ($1.margin, $1.suspicion.sample) }
    self.issues = issues
    self.ambiguous = ambiguous.map(\.suspicion)
    wrong = issues.ranked().filter { !isAmbiguous[$0] }.map {
      LabelSuspicion(data, $0, ambiguity: nil, isDoubted: true)
    }
    self.thresholds = thresholds
  }
}
