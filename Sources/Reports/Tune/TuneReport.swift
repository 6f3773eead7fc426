public import Core
internal import Evaluation

/// What a search for a recipe came to, as JSON, CSV, Markdown and one HTML page.
///
/// A function of the search alone: no clock, no paths, no machine.
public struct TuneReport: Sendable {
  /// What trials are compared by.
  public struct Metric: Hashable, Sendable {
    /// The name, as recipes write it.
    public let name: String
    /// Whether it is a share, shown in percent.
    public let isShare: Bool
    /// Whether a higher one is better.
    public let isHigherBetter: Bool

    /// A metric.
    public init(name: String, isShare: Bool, isHigherBetter: Bool) {
      (self.name, self.isShare, self.isHigherBetter) = (name, isShare, isHigherBetter)
    }

    /// A score as people read it.
    public func text(_ score: Double) -> String {
      isShare ? Numbers.percent(score) : Numbers.fixed(score, 4)
    }
  }

  /// One stage of the search.
  public struct Rung: Hashable, Sendable {
    /// The last epoch of the stage; nil where each trial trains to its own last one.
    public let epochs: Int?
    /// How many trials take part.
    public let trials: Int

    /// A stage.
    public init(epochs: Int?, trials: Int) { (self.epochs, self.trials) = (epochs, trials) }
  }

  /// The method's name, and everything about it.
  public let method: (name: String, settings: JSON)
  /// What trials are compared by.
  public let metric: Metric
  /// The seed of draws and trainings.
  public let seed: JSON
  /// What was varied.
  public let parameters: [TuneParameterFacts]
  /// In the order of their numbers.
  public let trials: [TuneTrialFacts]
  /// The stages.
  public let rungs: [Rung]
  /// The best trial, as a place in `trials`; nil while there is none.
  public let winner: Int?
  /// The images of the validation split.
  public let validationCount: Int
  /// Whether all trials are done.
  public let isComplete: Bool
  /// The best recipe and, where it is not the standard, augmentation policy, as YAML.
  public let best: (recipe: String, augmentation: String?)?
  /// Where it came from: shards, version.
  public let provenance: [EvaluationReport.Fact]

  /// What a search came to.
  public init(
    method: (name: String, settings: JSON), metric: Metric, seed: JSON,
    parameters: [TuneParameterFacts], trials: [TuneTrialFacts], rungs: [Rung], winner: Int?,
    validationCount: Int, isComplete: Bool, best: (recipe: String, augmentation: String?)?,
    provenance: [EvaluationReport.Fact]
  ) {
    (self.method, self.metric, self.seed) = (method, metric, seed)
    (self.parameters, self.trials, self.rungs, self.winner) = (parameters, trials, rungs, winner)
    (self.validationCount, self.isComplete) = (validationCount, isComplete)
    (self.best, self.provenance) = (best, provenance)
  }

  /// The best trial.
  public var winning: TuneTrialFacts? { winner.map { trials[$0] } }

  /// How often the validation split was scored: every epoch of every trial may have become the best.
  public var looks: Int {
    trials.reduce(0) { sum, trial in
      if case .repeated = trial.state { return sum }
      return sum + trial.epochs
    }
  }

  /// The winner's validation accuracy.
  var accuracy: Proportion? {
    guard let accuracy = winning?.accuracy, validationCount > 0 else { return nil }
    let right = Int((accuracy * Double(validationCount)).rounded())
    return Proportion(right, of: validationCount, or: .noSamples)
  }

  /// The winner's 95 % Wilson interval as if it had been the only one scored.
  public var plainInterval: ClosedRange<Double>? { accuracy?.interval }

  /// The interval that holds for whichever of all looks is picked (Bonferroni), and so for the best.
  public var honestInterval: ClosedRange<Double>? {
    accuracy?.interval(z: NormalQuantile.simultaneous(looks))
  }

  /// Other finished trials whose accuracy lies within the winner's plain interval.
  public var rivals: Int {
    guard let interval = plainInterval, let winner else { return 0 }
    return trials.indices.count { place in
      guard place != winner, trials[place].state.isToTheEnd else { return false }
      return trials[place].accuracy.map(interval.contains) ?? false
    }
  }
}
