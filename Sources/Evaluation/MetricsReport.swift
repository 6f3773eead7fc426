import Core

/// Every score of one set of predictions, overall and per class, each with its 95 % interval.
///
/// - accuracy@k: the true class is among the k most probable; of equal probabilities the first class is
///   ahead.
/// - balanced accuracy: the mean recall of the classes that have samples.
/// - log loss: −mean ln p(true class), p held within 2⁻⁵²…1 − 2⁻⁵² as in scikit-learn.
/// - Brier score: the mean of Σₖ (pₖ − yₖ)², from 0 to 2 (Brier, 1950).
/// - Matthews correlation (Gorodkin, 2004) and Cohen's kappa (1960) in their forms for many classes.
/// - ROC AUC and average precision: the mean over the classes that have both samples and others.
///
/// A score that is 0/0 is undefined, with a reason; never NaN. Definitions, intervals and sources are on the
/// page docs/scores.md.
public struct MetricsReport: Hashable, Sendable {
  /// The class names in order.
  public let classNames: [String]
  /// How often each class was taken for each.
  public let confusion: ConfusionMatrix
  /// The scores of each class.
  public internal(set) var classes: [ClassMetrics]
  /// accuracy@k for k = 1, 2, … as far as there are classes, at most 5.
  public internal(set) var accuracyAtK: [Proportion]
  /// −mean ln p(true class).
  public internal(set) var logLoss: Figure
  /// The mean of Σₖ (pₖ − yₖ)².
  public internal(set) var brierScore: Figure
  /// Confidence against accuracy.
  public internal(set) var calibration: Calibration
  /// The areas of all N·K decisions together, each "is the sample of this class?".
  public internal(set) var microRanking: RankingCurve
  /// Whether the figures that need probabilities exist: not where the model only named classes.
  public let hasProbabilities: Bool
  /// The number of groups, where samples belong together; `nil` for independent samples.
  public let groupCount: Int?
  /// The 95 % intervals by the names of the figures in `overall`; empty where none were asked for.
  public internal(set) var intervals: [String: Interval]

  /// Scores some predictions in O(K·N) and a bootstrap over the counts.
  ///
  /// - Parameter intervals: how intervals are made; `nil` makes none.
  public init(_ predictions: Predictions, intervals plan: IntervalPlan? = IntervalPlan()) {
    let k = predictions.classCount
    // With k = K every sample would count, so k stays below.
    let counted = CountedFigures(classes: k, ranks: min(5, k - 1))
    let groups = GroupedRows(predictions)
    let scan = RowScan(predictions, counted, groups)
    let confusion = ConfusionMatrix(predictions)
    let supports = (0..<k).map { confusion.support($0) }
    var influence = plan.map { _ in
      RankingInfluence(predictions.labels, supports: supports, groups: groups)
    }
    var scores = RankedScores()
    var keys: [UInt32] = []
    keys.reserveCapacity(k * predictions.count)
    var errors: [RankingInfluence.Pair<Double>] = []
    var classes = predictions.classNames.enumerated().map { label, name in
      scores.sort(predictions, class: label)
      scores.appendKeys(to: &keys)
      let curve = RankingCurve(scores)
      if let pair = influence?.add(scores, curve) { errors.append(pair) }
      let ranks = scan.ranked[(label * counted.ranks)..<((label + 1) * counted.ranks)]
      return ClassMetrics(
        confusion, label: label, name: name, ranking: curve, hitsAtK: running(ranks), scan: scan)
    }
    scores = RankedScores()
    // Sorted runs one after another: the library's sort merges them.
    keys.sort()
    let sorted = keys
    microRanking = RankingCurve(count: sorted.count, positives: predictions.count) { sorted[$0] }
    let hits = (0..<counted.ranks).map { rank in
      (0..<k).reduce(0) { $0 + scan.ranked[$1 * counted.ranks + rank] }
    }
    accuracyAtK = running(hits[...]).map {
      Proportion($0, of: predictions.count, or: .noSamples)
    }
    (classNames, hasProbabilities) = (predictions.classNames, !predictions.areClassesOnly)
    self.confusion = confusion
    groupCount = groups.ofRow == nil ? nil : groups.count
    logLoss = scan.logLoss.mean(or: .noSamples)
    brierScore = scan.brier.mean(or: .noSamples)
    calibration = Calibration(scan.bins[0])
    if let plan, let influence {
      let maker = IntervalMaker(
        plan: plan, counted: counted, groups: groups, scan: scan, influence: influence,
        errors: errors, classes: classes)
      for (label, found) in maker.ofClasses().enumerated() { classes[label].intervals = found }
      intervals = maker.overall(calibration)
    } else {
      intervals = [:]
    }
    self.classes = classes
    if !hasProbabilities { forgetProbabilities() }
  }

  /// The number of samples.
  public var support: Int { confusion.total }

  /// The share of samples whose most probable class is the true one.
  public var accuracy: Proportion {
    Proportion(confusion.correct, of: support, or: .noSamples)
  }

  /// The plain means over the classes.
  public var macro: Averages { .macro(classes) }

  /// From all counts together.
  public var micro: Averages { .micro(classes) }

  /// The means over the classes, weighted by support.
  public var weighted: Averages { .weighted(classes) }

  /// The plain mean of the specificities of the classes that have samples or were predicted.
  public var macroSpecificity: Figure {
    .mean(
      classes.filter { $0.support + $0.predicted > 0 }.map(\.specificity.figure), or: .noSamples)
  }

  /// The mean recall of the classes that have samples.
  public var balancedAccuracy: Figure { .mean(classes.map(\.recall.figure), or: .noSamples) }

  /// The mean ROC AUC of the classes for which it exists.
  public var macroROCAUC: Figure {
    .mean(classes.map(\.ranking.rocAUC), or: hasProbabilities ? .oneClass : .noProbabilities)
  }

  /// The mean ROC AUC of the classes for which it exists, weighted by support.
  public var weightedROCAUC: Figure {
    weightedMean(\.ranking.rocAUC, or: support == 0 ? .noSamples : .oneClass)
  }

  /// The mean average precision of the classes for which it exists, weighted by support.
  public var weightedAveragePrecision: Figure {
    weightedMean(\.ranking.averagePrecision, or: .noSamples)
  }

  /// The mean specificity of the classes for which it exists, weighted by support.
  public var weightedSpecificity: Figure {
    weightedMean(\.specificity.figure, or: support == 0 ? .noSamples : .oneClass)
  }

  /// The specificity of all decisions "is the sample of this class?" together.
  public var microSpecificity: Figure {
    .ratio(
      classes.reduce(0) { $0 + $1.trueNegatives },
      classes.reduce(0) { $0 + $1.trueNegatives + $1.falsePositives }, or: .noSamples)
  }

  /// The mean one-vs-rest accuracy of the classes that have samples or were predicted.
  public var macroAccuracy: Figure {
    .mean(
      classes.filter { $0.support + $0.predicted > 0 }.map(\.accuracy.figure), or: .noSamples)
  }

  /// The mean average precision of the classes for which it exists.
  public var macroAveragePrecision: Figure {
    .mean(classes.map(\.ranking.averagePrecision), or: .noSamples)
  }

  /// The share of the most frequent class: the accuracy of always guessing it.
  public var majorityShare: Figure {
    .ratio(classes.map(\.support).max() ?? 0, support, or: .noSamples)
  }

  private func weightedMean(_ figure: (ClassMetrics) -> Figure, or gap: Figure.Gap) -> Figure {
    let known = classes.compactMap { metrics in
      figure(metrics).value.map { (value: $0, weight: Double(metrics.support)) }
    }
    return .ratio(
      known.reduce(0.0) { $0 + $1.value * $1.weight }, known.reduce(0.0) { $0 + $1.weight },
      or: gap)
  }
}

/// The sums of a list from its beginning to each place.
private func running(_ counts: ArraySlice<Int>) -> [Int] {
  var sum = 0
  return counts.map { count in
    sum += count
    return sum
  }
}
