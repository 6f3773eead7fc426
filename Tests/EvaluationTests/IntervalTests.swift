import Core
import Evaluation
import Testing

@Suite("Intervals of the scores")
struct IntervalTests {
  static func report(_ number: Int, seed: UInt64 = 0) throws -> MetricsReport {
    MetricsReport(
      try DrawnPredictions.make(number), intervals: IntervalPlan(seed: seed, resamples: 300))
  }

  @Test("every interval holds its figure and lies where the figure can", arguments: 0..<80)
  func holds(number: Int) throws {
    let report = try Self.report(number)
    for (name, figure, interval) in report.overall + report.classes.flatMap(\.figures) {
      guard let interval else { continue }
      let value = try #require(figure.value, "\(name) has an interval but no value")
      #expect(interval.low <= value + 1e-12 && value <= interval.high + 1e-12, "\(name)")
      let isSigned = name == "matthews_correlation" || name == "cohens_kappa"
      let isLoss = name == "log_loss" || name == "brier_score"
      #expect(interval.low >= (isSigned ? -1 : 0), "\(name)")
      #expect(isLoss || interval.high <= 1, "\(name)")
    }
  }

  @Test("nearly every figure has one")
  func complete() throws {
    let report = try Self.report(0)
    let without = report.overall.filter { $0.figure.value != nil && $0.interval == nil }
    #expect(
      without.map(\.name) == [
        "micro_roc_auc", "micro_average_precision", "maximum_calibration_error",
        "calibration_error_by_chance", "majority_share",
      ])
    for metrics in report.classes {
      let without = metrics.figures.filter { $0.figure.value != nil && $0.interval == nil }
      #expect(
        without.map(\.name) == ["maximum_calibration_error", "calibration_error_by_chance"])
    }
  }

  @Test("the same plan gives the same intervals; another seed nearly the same, and no figure moves")
  func seeded() throws {
    let (one, same, other) = (
      try Self.report(4), try Self.report(4), try Self.report(4, seed: 1)
    )
    #expect(one.json == same.json)
    #expect(one.json != other.json)
    for (a, b) in zip(one.overall, other.overall) {
      #expect(a.figure == b.figure)
      guard let first = a.interval, let second = b.interval else { continue }
      #expect(abs(first.low - second.low) < 0.25 * (first.high - first.low) + 1e-9, "\(a.name)")
    }
  }

  @Test("the bytes of a bootstrap are pinned")
  func golden() throws {
    let interval = try #require(try Self.report(1).intervals["macro_f1"])
    #expect(interval.method == .bootstrap)
    #expect("\(interval.low) \(interval.high)" == "0.748893308164373 0.8761604545522592")
  }

  @Test("no plan, no intervals")
  func none() throws {
    let report = MetricsReport(try DrawnPredictions.make(0), intervals: nil)
    #expect(report.intervals.isEmpty && report.classes.allSatisfy { $0.intervals.isEmpty })
    #expect(report.json["overall"]?["intervals"] == nil)
  }

  @Test("groups of one sample are no groups")
  func groupsOfOne() throws {
    let set = try DrawnPredictions.make(5)
    let grouped = try DrawnPredictions.predictions(
      set.probabilities, labels: set.labels, classes: set.classCount,
      groups: set.labels.indices.map { UInt64($0) * 7 + 3 })
    #expect(MetricsReport(grouped).json == MetricsReport(set).json)
  }

  @Test("copies of a sample in one group make nothing surer", arguments: [1, 5, 10])
  func copies(number: Int) throws {
    let set = try DrawnPredictions.make(number)
    let (single, copies) = (try Self.report(number), 5)
    let rows = (0..<set.count).flatMap { Array(repeating: $0, count: copies) }
    let grouped = try DrawnPredictions.predictions(
      try set.subset(rows).probabilities, labels: rows.map { set.labels[$0] },
      classes: set.classCount, groups: rows.map { UInt64($0) })
    let report = MetricsReport(grouped, intervals: IntervalPlan(seed: 0, resamples: 300))
    #expect(report.groupCount == set.count)
    for name in ["accuracy", "macro_f1", "cohens_kappa", "macro_roc_auc", "log_loss"] {
      guard let one = single.intervals[name] else { continue }
      let many = try #require(report.intervals[name], "\(name)")
      let ratio = (many.high - many.low) / (one.high - one.low)
      #expect(ratio > 0.85 && ratio < 1.2, "\(name): \(ratio)")
    }
    let naive = MetricsReport(
      try DrawnPredictions.predictions(
        grouped.probabilities, labels: grouped.labels, classes: set.classCount))
    let (sure, honest) = (naive.intervals["accuracy"], report.intervals["accuracy"])
    #expect(
      try #require(sure).high - #require(sure).low < 0.7
        * (#require(honest).high - #require(honest).low))
  }

  @Test("below 50 groups the method says that it is corrected")
  func fewGroups() throws {
    let set = try DrawnPredictions.make(6)
    for (count, method) in [
      (20, Interval.Method.fewGroupsBootstrap), (60, .groupBootstrap),
    ] where set.count > count {
      let grouped = try DrawnPredictions.predictions(
        set.probabilities, labels: set.labels, classes: set.classCount,
        groups: set.labels.indices.map { UInt64($0 % count) })
      let report = MetricsReport(grouped)
      #expect(report.groupCount == count)
      #expect(report.intervals["accuracy"]?.method == method)
    }
  }

  @Test("a perfect model is not sure to be perfect")
  func perfect() throws {
    let labels = (0..<90).map { $0 % 3 }
    let table: [Float] = labels.flatMap { label in (0..<3).map { $0 == label ? 1 : 0 } }
    let report = MetricsReport(
      try DrawnPredictions.predictions(table, labels: labels, classes: 3))
    for name in ["accuracy", "macro_f1", "balanced_accuracy", "cohens_kappa", "macro_roc_auc"] {
      let interval = try #require(report.intervals[name], "\(name)")
      #expect(interval.high == 1 && interval.low < 0.97 && interval.low > 0.85, "\(name)")
    }
    #expect(report.intervals["macro_f1"]?.method == .noVariation)
    #expect(report.intervals["macro_roc_auc"]?.method == .separated)
  }

  @Test("one group has no interval")
  func oneGroup() throws {
    let set = try DrawnPredictions.make(0)
    let report = MetricsReport(
      try DrawnPredictions.predictions(
        set.probabilities, labels: set.labels, classes: set.classCount,
        groups: set.labels.map { _ in 9 }))
    #expect(report.intervals.isEmpty)
  }

  @Test("more distinct tables than are kept are drawn in bundles, to the same width")
  func bundles() throws {
    // 5,000 groups of very different sizes, so that nearly every table is unlike the others.
    var (labels, table, groups) = ([Int](), [Float](), [UInt64]())
    let key = LuckKey(seed: 5, purpose: "bundles")
    for group in 0..<5000 {
      var luck = key.luck(for: UInt64(group), epoch: 0)
      for _ in 0..<(2 + luck.index(below: 40)) {
        let label = luck.index(below: 4)
        let guess = luck.index(below: 10) < 7 ? label : luck.index(below: 4)
        labels.append(label)
        groups.append(UInt64(group))
        table += (0..<4).map { $0 == guess ? 0.7 : 0.1 }
      }
    }
    let set = try Predictions(
      probabilities: table, labels: labels,
      keys: Array(repeating: SampleKey(.sha256(of: "any")), count: labels.count),
      classNames: ["a", "b", "c", "d"], groups: groups)
    let report = MetricsReport(set, intervals: IntervalPlan(resamples: 400))
    let interval = try #require(report.intervals["accuracy"])
    // Samples are independent within groups here, so Wilson's interval has the right width.
    let wilson = try #require(report.accuracy.interval)
    let ratio = (interval.high - interval.low) / (wilson.upperBound - wilson.lowerBound)
    #expect(ratio > 0.88 && ratio < 1.12)
  }
}
