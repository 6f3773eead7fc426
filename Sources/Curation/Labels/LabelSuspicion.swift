/// One sample in a queue of label errors: what stands there, what the network would say.
public struct LabelSuspicion: Hashable, Sendable {
  /// Why a sample is in the ambiguous queue.
  public enum Ambiguity: String, CaseIterable, Hashable, Sendable {
    /// Two classes are as good as equally likely.
    case twoPeaks = "two-peaks"
    /// The probabilities are spread over many classes.
    case flat
    /// The people who voted were divided.
    case votes
  }

  /// The place of the sample in the data.
  public let sample: Int
  /// Its class.
  public let label: Int
  /// The class to look at instead: the likeliest other one.
  public let suggestion: Int
  /// The probabilities of all classes, out of fold.
  public let probabilities: [Double]
  /// (p(label) − p(suggestion) + 1) / 2.
  public let normalizedMargin: Double
  /// The difference of the two largest probabilities.
  public let topMargin: Double
  /// The entropy of the probabilities as a share of the largest there can be.
  public let entropy: Double
  /// Why it is ambiguous; nil in the queue of wrong labels.
  public let ambiguity: Ambiguity?
  /// Whether confident learning doubts the label.
  public let isDoubted: Bool

  init(_ data: LabelledProbabilities, _ sample: Int, ambiguity: Ambiguity?, isDoubted: Bool) {
    (self.sample, self.ambiguity, self.isDoubted) = (sample, ambiguity, isDoubted)
    label = data.labels[sample]
    suggestion = data.likeliestOther(sample)
    probabilities = Array(data.row(sample))
    normalizedMargin = LabelQuality.normalizedMargin(data, sample)
    topMargin = LabelQuality.topMargin(data, sample)
    entropy = LabelQuality.entropy(data, sample)
  }
}
