internal import Core

/// How good a label looks to a network that was not trained on the sample; lower is worse.
public enum LabelQuality {
  /// The probability of the label.
  public static func selfConfidence(_ data: LabelledProbabilities, _ sample: Int) -> Double {
    data.probability(sample, data.labels[sample])
  }

  /// (p(label) − the largest other p + 1) / 2: 0 for a label that is surely wrong, 0.5 where another class is as
  /// likely, 1 for one that is surely right.
  public static func normalizedMargin(_ data: LabelledProbabilities, _ sample: Int) -> Double {
    let other = data.probability(sample, data.likeliestOther(sample))
    return (selfConfidence(data, sample) - other + 1) / 2
  }

  /// The difference of the two largest probabilities, whatever the label.
  public static func topMargin(_ data: LabelledProbabilities, _ sample: Int) -> Double {
    topMargin(data.row(sample))
  }

  /// The entropy of the probabilities, divided by that of equal ones: 0…1.
  public static func entropy(_ data: LabelledProbabilities, _ sample: Int) -> Double {
    let row = data.row(sample)
    return row.reduce(0) { $1 > 0 ? $0 - $1 * Elementary.log($1) : $0 }
      / Elementary.log(Double(data.classCount))
  }

  static func topMargin(_ row: some Sequence<Double>) -> Double {
    var (first, second) = (0.0, 0.0)
    for value in row {
      if value > first { (first, second) = (value, first) } else { second = max(second, value) }
    }
    return first - second
  }
}
