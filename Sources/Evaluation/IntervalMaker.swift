/// Makes the 95 % intervals of a report; docs/scores.md says by which method each figure gets its own.
struct IntervalMaker {
  let plan: IntervalPlan
  let counted: CountedFigures
  let groups: GroupedRows
  let scan: RowScan
  let influence: RankingInfluence
  let errors: [RankingInfluence.Pair<Double>]
  let classes: [ClassMetrics]
  private let tables: OutcomeTables
  private let values: [Double]
  private let deviations: [Double?]

  init(
    plan: IntervalPlan, counted: CountedFigures, groups: GroupedRows, scan: RowScan,
    influence: RankingInfluence, errors: [RankingInfluence.Pair<Double>], classes: [ClassMetrics]
  ) {
    (self.plan, self.counted, self.groups, self.scan) = (plan, counted, groups, scan)
    (self.influence, self.errors, self.classes) = (influence, errors, classes)
    tables = OutcomeTables(
      outcomes: scan.outcomes, outcomeCount: counted.outcomeCount, groups: groups)
    values = counted.figures(tables.total)
    var spreads = Array(repeating: ResampledSpread(), count: values.count)
    let resampling = Resampling(tables, seed: plan.seed, purpose: "intervals")
    if groups.count > 1 {
      resampling.forEach(plan.resamples) { counts in
        for (place, value) in counted.figures(counts).enumerated() { spreads[place].add(value) }
      }
    }
    let correction = groups.correction.squareRoot()
    deviations = spreads.map { $0.deviation(of: plan.resamples).map { $0 * correction } }
  }

  private var isGrouped: Bool { groups.ofRow != nil }

  private var bootstrap: Interval.Method {
    !isGrouped ? .bootstrap : groups.areFew ? .fewGroupsBootstrap : .groupBootstrap
  }

  /// The interval of a counted figure by its place among `counted.figures`.
  private func resampled(
    _ place: Int, plain: Double, limit: Double = .infinity, isSigned: Bool = false
  ) -> Interval? {
    guard values[place].isFinite, let deviation = deviations[place] else { return nil }
    let form = WilsonForm(z: groups.reach, isSigned: isSigned, limit: limit, plain: plain)
    return form.interval(values[place], error: deviation, bootstrap)
  }

  /// The intervals of the overall figures by name.
  func overall(_ calibration: Calibration) -> [String: Interval] {
    var found: [String: Interval] = [:]
    let all = scan.outcomes.count
    let balanced = meanCount(classes.indices.map { units(label: $0, predicted: nil) })
    // The largest of some shares says nothing about a model.
    for (place, name) in counted.overallNames.enumerated() where name != "majority_share" {
      let isShare = name.hasPrefix("accuracy")
      let isSigned = name == "matthews_correlation" || name == "cohens_kappa"
      let isMean = name.hasPrefix("macro") || name == "balanced_accuracy"
      if isShare, !isGrouped {
        found[name] = wilson(values[place], of: all)
      } else {
        found[name] = resampled(
          place, plain: isMean ? balanced : Double(groups.count),
          limit: isShare ? Double(all) : .infinity, isSigned: isSigned)
      }
    }
    // With one label a sample the three are the accuracy.
    for name in ["micro_precision", "micro_recall", "micro_f1"] { found[name] = found["accuracy"] }
    found["log_loss"] = scan.logLoss.interval()
    found["brier_score"] = scan.brier.interval()
    if !isGrouped { found["expected_calibration_error"] = calibration.conservativeInterval }
    let (means, weighted) = (
      influence.macroErrors, influence.weightedErrors(classes.map(\.ranking))
    )
    func add(_ name: String, _ figure: Figure, _ error: Double) {
      found[name] = figure.value.flatMap {
        ranked($0, error, plain: balanced, units: groups.count, .influence)
      }
    }
    let curves = classes.map(\.ranking)
    let (areas, averages) = (curves.map(\.rocAUC), curves.map(\.averagePrecision))
    add("macro_roc_auc", .mean(areas, or: .oneClass), means.rocAUC)
    add("weighted_roc_auc", weightedMean(areas), weighted.rocAUC)
    add("macro_average_precision", .mean(averages, or: .noSamples), means.averagePrecision)
    add("weighted_average_precision", weightedMean(averages), weighted.averagePrecision)
    return found
  }

  /// The intervals of each class's figures by name.
  func ofClasses() -> [[String: Interval]] {
    let names = counted.classFigureNames
    return classes.enumerated().map { label, metrics in
      var found: [String: Interval] = [:]
      let first = counted.overallNames.count + label * names.count
      for (offset, name) in names.enumerated() {
        found[name] = one(metrics, label, name, first + offset)
      }
      let m = units(label: label, predicted: nil)
      let n = units(notLabel: label)
      if let area = metrics.ranking.rocAUC.value {
        let error = isGrouped ? errors[label].rocAUC : metrics.ranking.rocAUCError
        found["roc_auc"] = error.flatMap {
          ranked(
            area, $0, plain: min(m, n), units: Int(min(m, n)),
            isGrouped ? .deLongByGroup : .deLong)
        }
      }
      if let average = metrics.ranking.averagePrecision.value {
        found["average_precision"] = ranked(
          average, errors[label].averagePrecision, plain: m, units: Int(m), .influence)
      }
      found["log_loss"] = scan.logLoss.interval(of: label)
      found["brier_score"] = scan.brier.interval(of: label)
      if !isGrouped {
        found["expected_calibration_error"] = metrics.calibration.conservativeInterval
      }
      return found
    }
  }

  private func one(
    _ metrics: ClassMetrics, _ label: Int, _ name: String, _ place: Int
  ) -> Interval? {
    let all = scan.outcomes.count
    let isSigned = name == "matthews_correlation" || name == "cohens_kappa"
    let trials: Int? =
      switch name {
      case "precision": metrics.predicted
      case "recall": metrics.support
      case "specificity": all - metrics.support
      case "accuracy": all
      default: name.hasPrefix("accuracy_at") ? metrics.support : nil
      }
    if let trials, !isGrouped { return wilson(values[place], of: trials) }
    if name == "f1", !isGrouped {
      let union = metrics.support + metrics.predicted - metrics.truePositives
      let jaccard = Proportion(metrics.truePositives, of: union, or: .neverSeen).interval
      return jaccard.map {
        Interval(
          (2 * $0.lowerBound / (1 + $0.lowerBound))...(2 * $0.upperBound / (1 + $0.upperBound)),
          .wilsonOfJaccard)
      }
    }
    if name == "balanced_accuracy", !isGrouped { return mover(metrics) }
    let plain: Double =
      switch name {
      case "precision": units(label: nil, predicted: label)
      case "specificity": units(notLabel: label)
      case "accuracy", "matthews_correlation", "cohens_kappa": Double(groups.count)
      case "f1": units(label: label, predicted: label)
      case "balanced_accuracy": min(units(label: label, predicted: nil), units(notLabel: label))
      default: units(label: label, predicted: nil)
      }
    return resampled(
      place, plain: plain, limit: trials.map { Double($0) } ?? .infinity, isSigned: isSigned)
  }

  /// Half the sum of two independent shares: the distances to the ends add up as squares.
  private func mover(_ metrics: ClassMetrics) -> Interval? {
    guard let p = metrics.recall.value, let q = metrics.specificity.value,
      let one = metrics.recall.interval, let two = metrics.specificity.interval
    else { return nil }
    let down = (p - one.lowerBound, q - two.lowerBound)
    let up = (one.upperBound - p, two.upperBound - q)
    let middle = (p + q) / 2
    let low = middle - (down.0 * down.0 + down.1 * down.1).squareRoot() / 2
    let high = middle + (up.0 * up.0 + up.1 * up.1).squareRoot() / 2
    return Interval(max(0, low)...min(1, high), .mover)
  }

  private func wilson(_ p: Double, of trials: Int) -> Interval? {
    guard p.isFinite, trials > 0 else { return nil }
    return Interval(Interval.wilson(p, Double(trials)), .wilson)
  }

  /// An area with Student's t of one degree less than there are units.
  private func ranked(
    _ value: Double, _ error: Double, plain: Double, units: Int, _ method: Interval.Method
  ) -> Interval? {
    guard units > 1 else { return nil }
    let form = LogitForm(reach: StudentQuantile.t95(degrees: units - 1), plain: plain)
    return form.interval(
      value, error: error, isGrouped && method == .influence ? .influenceByGroup : method)
  }

  private func weightedMean(_ figures: [Figure]) -> Figure {
    let known = zip(figures, classes).compactMap { figure, metrics in
      figure.value.map { (value: $0, weight: Double(metrics.support)) }
    }
    return .ratio(
      known.reduce(0.0) { $0 + $1.value * $1.weight }, known.reduce(0.0) { $0 + $1.weight },
      or: .noSamples)
  }

  /// The number of groups that hold a sample with either the label or the prediction.
  private func units(label: Int?, predicted: Int?) -> Double {
    Double(
      tables.groups { outcome in
        let pair = counted.pair(outcome)
        return pair.label == label || pair.predicted == predicted
      })
  }

  /// The number of groups that hold a sample of another class.
  private func units(notLabel label: Int) -> Double {
    Double(tables.groups { counted.pair($0).label != label })
  }

  /// The number of samples whose share varies as much as a plain mean of shares over the classes that occur:
  /// K²/Σ(1/nₖ).
  private func meanCount(_ counts: [Double]) -> Double {
    let present = counts.filter { $0 > 0 }
    let k = Double(present.count)
    return k * k / present.reduce(0.0) { $0 + 1 / $1 }
  }
}
