import Core
import Evaluation

/// A population of predictions to draw samples from, so that the true value of every figure is known: it is the
/// population's own.
struct SimulatedPopulation {
  let classes: Int
  let whole: Predictions
  /// The rows of each group; of each row alone where there are no groups.
  private let members: [[Int]]
  let isGrouped: Bool

  /// A population of softmax outputs, noisy around the true class.
  ///
  /// - Parameters:
  ///   - units: the number of groups, or of samples.
  ///   - groupSize: the mean number of samples in a group; 1 makes independent samples.
  ///   - lift: how far the true class's output lies above the others.
  ///   - bond: how much the lift varies from group to group, in standard deviations.
  init(
    classes: Int, units: Int, groupSize: Int, lift: Double, bond: Double = 0, seed: UInt64 = 1
  ) throws {
    let key = LuckKey(seed: seed, purpose: "population")
    var (labels, table, members) = ([Int](), [Float](), [[Int]]())
    for unit in 0..<units {
      var luck = key.luck(for: UInt64(unit), epoch: 0)
      let size = groupSize == 1 ? 1 : 1 + luck.index(below: 2 * groupSize - 1)
      let own = lift + bond * luck.normal()
      members.append(Array(labels.count..<(labels.count + size)))
      for _ in 0..<size {
        let label = luck.index(below: classes)
        let outputs = (0..<classes).map { luck.normal() + ($0 == label ? own : 0) }
        let weights = outputs.map { Elementary.exp($0) }
        let sum = weights.reduce(0, +)
        labels.append(label)
        table += weights.map { Float($0 / sum) }
      }
    }
    (self.classes, self.members, isGrouped) = (classes, members, groupSize > 1)
    whole = try DrawnPredictions.predictions(table, labels: labels, classes: classes)
  }

  /// A sample of `units` groups or samples, drawn with replacement.
  func sample(_ units: Int, number: Int) throws -> Predictions {
    var luck = LuckKey(seed: 2, purpose: "sample").luck(for: UInt64(number), epoch: 0)
    var (rows, groups) = ([Int](), [UInt64]())
    for unit in 0..<units {
      let drawn = members[luck.index(below: members.count)]
      rows += drawn
      groups += drawn.map { _ in UInt64(unit) }
    }
    let k = classes
    let table = rows.flatMap { whole.probabilities[($0 * k)..<(($0 + 1) * k)] }
    return try DrawnPredictions.predictions(
      table, labels: rows.map { whole.labels[$0] }, classes: k, groups: isGrouped ? groups : nil)
  }

  /// How often the interval of each figure holds the true value, over some samples.
  ///
  /// A sample without an interval counts as one that misses.
  func coverage(units: Int, samples: Int, resamples: Int) throws -> [String: Double] {
    let truth = MetricsReport(whole, intervals: nil)
    let (true0, trueOfClass) = (Self.values(truth.overall), Self.values(truth.classes[0].figures))
    var hits: [String: Int] = [:]
    for number in 0..<samples {
      let report = MetricsReport(
        try sample(units, number: number),
        intervals: IntervalPlan(seed: UInt64(number), resamples: resamples))
      for (name, _, interval) in report.overall {
        if let interval, let value = true0[name] {
          hits[name, default: 0] += interval.range.contains(value) ? 1 : 0
        }
      }
      for (name, _, interval) in report.classes[0].figures {
        if let interval, let value = trueOfClass[name] {
          hits["class \(name)", default: 0] += interval.range.contains(value) ? 1 : 0
        }
      }
    }
    return hits.mapValues { Double($0) / Double(samples) }
  }

  private static func values(
    _ figures: [(name: String, figure: Figure, interval: Interval?)]
  ) -> [String: Double] {
    figures.reduce(into: [:]) { $0[$1.name] = $1.figure.value }
  }
}
