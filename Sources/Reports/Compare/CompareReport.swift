public import Core
public import Evaluation

/// Several models on the same samples: a leaderboard, paired tests, and what to keep in mind.
///
/// A value without a clock or a machine: the same runs give the same bytes, in every form.
public struct CompareReport: Hashable, Sendable {
  /// One model.
  public struct Entry: Hashable, Sendable {
    /// What it is called: the folder's name.
    public let name: String
    /// The seed of its training, where it is a run of our own.
    public let seed: String?
    /// Trained numbers, where the weights are there.
    public let parameters: Int?
    /// Floating-point operations for one image, forward.
    public let operations: Int?
    /// How many different weights of the run were scored on test; `nil` for another program's model.
    public let scored: Int?
    /// The scores on the common samples, by split.
    public let metrics: [Split: MetricsReport]

    /// A model and its scores.
    public init(
      name: String, seed: String?, parameters: Int?, operations: Int?, scored: Int?,
      metrics: [Split: MetricsReport]
    ) {
      (self.name, self.seed, self.parameters) = (name, seed, parameters)
      (self.operations, self.scored, self.metrics) = (operations, scored, metrics)
    }

    /// A figure by its name and its interval.
    public func figure(_ name: String, _ split: Split) -> (value: Double?, interval: Interval?) {
      let found = metrics[split]?.overall.first { $0.name == name }
      return (found?.figure.value, found?.interval)
    }
  }

  /// Two models side by side.
  public struct Pair: Hashable, Sendable {
    /// The names, the one that ranks higher first.
    public let first, second: String
    /// The differences and McNemar's test.
    public let comparison: PairedComparison
    /// McNemar's chance, corrected by Holm for all pairs.
    public let holm: Double
    /// Whether one of them only named classes, so that some differences mean nothing.
    public let areClassesOnly: Bool

    /// Two models side by side.
    public init(
      first: String, second: String, comparison: PairedComparison, holm: Double,
      areClassesOnly: Bool
    ) {
      (self.first, self.second, self.comparison) = (first, second, comparison)
      (self.holm, self.areClassesOnly) = (holm, areClassesOnly)
    }

    /// The differences that mean something.
    public var differences: [PairedComparison.Difference] {
      comparison.differences.filter {
        !areClassesOnly || !MetricsReport.needsProbabilities($0.name)
      }
    }
  }

  /// Runs that differ in nothing but the seed.
  public struct Replicates: Hashable, Sendable {
    /// Their names and seeds.
    public let names, seeds: [String]
    /// By figure: the mean, the sample standard deviation and the ends, on the shown split.
    public let spreads: [Spread]

    /// The spread of one figure.
    public struct Spread: Hashable, Sendable {
      /// The figure.
      public let name: String
      /// Mean and sample standard deviation (n − 1).
      public let mean, deviation: Double
      /// The ends.
      public let least, largest: Double
    }

    /// The spreads of some entries.
    public init(_ entries: [Entry], split: Split) {
      (names, seeds) = (entries.map(\.name), entries.map { $0.seed ?? "unknown" })
      spreads = CompareReport.figures.compactMap { figure in
        let values = entries.compactMap { $0.figure(figure, split).value }
        guard values.count == entries.count, values.count > 1 else { return nil }
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) }
        return Spread(
          name: figure, mean: mean,
          deviation: (squares / Double(values.count - 1)).squareRoot(),
          least: values.min() ?? mean, largest: values.max() ?? mean)
      }
    }
  }

  /// The figures of the leaderboard.
  public static let figures = [
    "accuracy", "macro_f1", "balanced_accuracy", "log_loss", "expected_calibration_error",
  ]

  /// The class names in order.
  public let classNames: [String]
  /// What the order follows.
  public let metric: String
  /// The split whose figures decide the order.
  public let by: Split
  /// The split whose figures are shown and tested.
  public let shown: Split
  /// The models, the best first.
  public let entries: [Entry]
  /// The pairs that were tested.
  public let pairs: [Pair]
  /// Groups of runs that differ in nothing but the seed.
  public let replicates: [Replicates]
  /// What to keep in mind, in sentences.
  public let notes: [String]

  /// A comparison.
  public init(
    classNames: [String], metric: String, by: Split, shown: Split, entries: [Entry],
    pairs: [Pair], replicates: [Replicates], notes: [String]
  ) {
    (self.classNames, self.metric, self.by, self.shown) = (classNames, metric, by, shown)
    (self.entries, self.pairs, self.replicates, self.notes) = (entries, pairs, replicates, notes)
  }

  /// Holm's step-down correction (1979): sorted chances times m, m − 1, …, never falling, at most 1.
  public static func holm(_ chances: [Double]) -> [Double] {
    let order = chances.indices.sorted { (chances[$0], $0) < (chances[$1], $1) }
    var (adjusted, largest) = (chances, 0.0)
    for (rank, place) in order.enumerated() {
      largest = max(largest, min(1, Double(chances.count - rank) * chances[place]))
      adjusted[place] = largest
    }
    return adjusted
  }
}
