import Evaluation
import Testing

/// 2,000 simulated samples each; docs/scores.md has the whole table, made by `score-bench cover`.
@Suite("Intervals cover the truth")
struct CoverageTests {
  /// Figures whose coverage must lie within 93 to 97 %.
  static let counted = [
    "accuracy", "macro_f1", "weighted_f1", "macro_precision", "balanced_accuracy", "cohens_kappa",
    "matthews_correlation", "class recall", "class precision", "class f1", "class specificity",
  ]

  @Test("independent samples: 93 to 97 % at a support of 30 a class")
  func independent() throws {
    let population = try SimulatedPopulation(classes: 3, units: 20_000, groupSize: 1, lift: 1.5)
    let coverage = try population.coverage(units: 90, samples: 2000, resamples: 100)
    let figures = Self.counted + ["log_loss", "brier_score", "macro_roc_auc", "class roc_auc"]
    for name in figures {
      let share = try #require(coverage[name], "\(name)")
      #expect(share >= 0.93 && share <= 0.97, "\(name): \(share)")
    }
  }

  @Test("samples in groups: 93 to 97 % at 50 groups")
  func grouped() throws {
    let population = try SimulatedPopulation(
      classes: 3, units: 2500, groupSize: 8, lift: 2, bond: 1)
    let coverage = try population.coverage(units: 50, samples: 2000, resamples: 100)
    for name in Self.counted + ["log_loss", "brier_score", "macro_roc_auc", "class roc_auc"] {
      let share = try #require(coverage[name], "\(name)")
      #expect(share >= 0.93 && share <= 0.97, "\(name): \(share)")
    }
  }

  @Test("as if the samples of a group were independent, the interval covers far too little")
  func naive() throws {
    let population = try SimulatedPopulation(
      classes: 3, units: 1000, groupSize: 20, lift: 2, bond: 2)
    let truth = try #require(
      MetricsReport(population.whole, intervals: nil).accuracy.value)
    var (naive, grouped) = (0, 0)
    for number in 0..<400 {
      let sample = try population.sample(50, number: number)
      let report = MetricsReport(
        sample, intervals: IntervalPlan(seed: UInt64(number), resamples: 100))
      if let range = report.accuracy.interval, range.contains(truth) { naive += 1 }
      if let range = report.intervals["accuracy"]?.range, range.contains(truth) { grouped += 1 }
    }
    #expect(naive < 300)
    #expect(grouped > 364)
  }
}
