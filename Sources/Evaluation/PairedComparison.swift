public import Core

/// Two models on the same samples: every figure of both, the differences with 95 % intervals, and McNemar's
/// test.
///
/// The counts are resampled together, true class × first prediction × second prediction, so that what the
/// models have in common cancels out.
public struct PairedComparison: Hashable, Sendable {
  /// A figure of both models.
  public struct Difference: Hashable, Sendable {
    /// The figure's name in the report.
    public let name: String
    /// The first model's figure.
    public let first: Double
    /// The second model's figure.
    public let second: Double
    /// Where second − first lies; `nil` where no resample differs.
    public let interval: Interval?
    /// The share of resamples in which the second's figure is the larger, ties counting half; `nil`
    /// where nothing is resampled.
    public let shareAbove: Double?

    /// second − first.
    public var difference: Double { second - first }
  }

  /// The figures that exist for both, in a fixed order.
  public let differences: [Difference]
  /// Whether the two differ in how often they are right.
  public let mcNemar: McNemar
  /// The number of samples.
  public let support: Int
  /// The number of groups, where samples belong together.
  public let groupCount: Int?

  /// Compares two models; the second's rows are put in the first's order by their sample keys.
  ///
  /// Groups are the first's.
  ///
  /// - Throws: `EvaluationError.notPaired` unless both have the same samples, classes and labels.
  public init(
    _ first: Predictions, _ other: Predictions, plan: IntervalPlan = IntervalPlan()
  ) throws(EvaluationError) {
    let second = try other.inOrder(of: first)
    let k = first.classCount
    let groups = GroupedRows(first)
    support = first.count
    groupCount = groups.ofRow == nil ? nil : groups.count
    let rows = (0..<first.count).map { row in
      (
        label: first.labels[row], first: first.predictedClass(row: row),
        second: second.predictedClass(row: row)
      )
    }
    mcNemar = PairedComparison.test(rows, groups)
    let outcomes = rows.map { Int32(($0.label * k + $0.first) * k + $0.second) }
    let tables = OutcomeTables(outcomes: outcomes, outcomeCount: k * k * k, groups: groups)
    differences =
      PairedComparison.counted(tables, classes: k, groups, plan, of: rows)
      + PairedLosses.differences(first, second, groups)
  }

  private typealias Row = (label: Int, first: Int, second: Int)

  private static func test(_ rows: [Row], _ groups: GroupedRows) -> McNemar {
    var (firstOnly, secondOnly) = (0, 0)
    var ofGroup = Array(repeating: 0, count: groups.ofRow == nil ? 0 : groups.count)
    for (number, row) in rows.enumerated() {
      let (a, b) = (row.first == row.label, row.second == row.label)
      guard a != b else { continue }
      if a { firstOnly += 1 } else { secondOnly += 1 }
      if let group = groups.ofRow?[number] { ofGroup[Int(group)] += a ? -1 : 1 }
    }
    guard groups.ofRow != nil else {
      return McNemar(firstOnly: firstOnly, secondOnly: secondOnly)
    }
    return McNemar(
      firstOnly: firstOnly, secondOnly: secondOnly, differences: ofGroup, groups: groups.count)
  }

  private static let compared = [
    "accuracy", "balanced_accuracy", "macro_precision", "macro_f1", "weighted_f1",
    "matthews_correlation", "cohens_kappa",
  ]

  /// The figures that follow from counts, by a paired bootstrap.
  private static func counted(
    _ tables: OutcomeTables, classes k: Int, _ groups: GroupedRows, _ plan: IntervalPlan,
    of rows: [Row]
  ) -> [Difference] {
    let counted = CountedFigures(classes: k, ranks: 1)
    let places = compared.compactMap { counted.overallNames.firstIndex(of: $0) }
    func both(_ counts: [Double]) -> [(first: Double, second: Double)] {
      var (a, b) = (Array(repeating: 0.0, count: k * k), Array(repeating: 0.0, count: k * k))
      for (outcome, count) in counts.enumerated() where count > 0 {
        let label = outcome / (k * k)
        a[label * k + outcome / k % k] += count
        b[label * k + outcome % k] += count
      }
      let (one, two) = (counted.figures(a), counted.figures(b))
      return places.map { (one[$0], two[$0]) }
    }
    let values = both(tables.total)
    var spreads = Array(repeating: ResampledSpread(), count: places.count)
    var above = Array(repeating: 0.0, count: places.count)
    if groups.count > 1 {
      Resampling(tables, seed: plan.seed, purpose: "intervals/pair").forEach(plan.resamples) {
        for (place, pair) in both($0).enumerated() {
          let apart = pair.second - pair.first
          spreads[place].add(apart)
          above[place] += apart > 0 ? 1 : apart == 0 ? 0.5 : 0
        }
      }
    }
    return zip(compared, values).enumerated().compactMap { place, pair in
      let (name, (first, second)) = pair
      guard first.isFinite, second.isFinite else { return nil }
      let interval =
        name == "accuracy" && groups.ofRow == nil
        ? agrestiMin(rows) : around(second - first, spreads[place], groups, plan)
      return Difference(
        name: name, first: first, second: second, interval: interval,
        shareAbove: groups.count > 1 ? above[place] / Double(plan.resamples) : nil)
    }
  }

  private static func around(
    _ difference: Double, _ spread: ResampledSpread, _ groups: GroupedRows, _ plan: IntervalPlan
  ) -> Interval? {
    guard let deviation = spread.deviation(of: plan.resamples), deviation > 1e-12 else {
      return nil
    }
    let reach = groups.reach * deviation * groups.correction.squareRoot()
    guard reach.isFinite else { return nil }
    let method: Interval.Method =
      groups.ofRow == nil
      ? .pairedBootstrap : groups.areFew ? .fewGroupsPairedBootstrap : .pairedGroupBootstrap
    return Interval((difference - reach)...(difference + reach), method)
  }

  /// Half a pair more in each of the four cells (Agresti and Min, 2005), so that equal models have an interval.
  private static func agrestiMin(_ rows: [Row]) -> Interval? {
    guard !rows.isEmpty else { return nil }
    let n = Double(rows.count) + 2
    let b = Double(rows.count { $0.first == $0.label && $0.second != $0.label }) + 0.5
    let c = Double(rows.count { $0.first != $0.label && $0.second == $0.label }) + 0.5
    let apart = (c - b) / n
    let reach = Proportion.z * (max(0, (b + c) - (c - b) * (c - b) / n)).squareRoot() / n
    return Interval(max(-1, apart - reach)...min(1, apart + reach), .agrestiMin)
  }

  /// The test and the differences by name.
  public var json: JSON {
    var members: [String: JSON] = [:]
    for difference in differences {
      members[difference.name] = [
        "first": .number(difference.first), "second": .number(difference.second),
        "difference": .number(difference.difference),
        "interval": difference.interval?.json ?? .null,
        "method": difference.interval.map { .string($0.method.rawValue) } ?? .null,
        "share_above": JSON(difference.shareAbove),
      ]
    }
    var all: [String: JSON] = [
      "support": .integer(support), "mcnemar": mcNemar.json, "differences": .object(members),
    ]
    if let groupCount { all["groups"] = .integer(groupCount) }
    return .object(all)
  }
}
