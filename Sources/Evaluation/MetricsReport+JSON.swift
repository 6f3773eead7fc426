public import Core

extension MetricsReport {
  /// Every figure by name, as the report prints them, each with its interval where it has one.
  public var overall: [(name: String, figure: Figure, interval: Interval?)] {
    var list: [(String, Figure)] = [("accuracy", accuracy.figure)]
    for (index, proportion) in accuracyAtK.enumerated().dropFirst() {
      list.append(("accuracy_at_\(index + 1)", proportion.figure))
    }
    for (prefix, averages) in [("macro", macro), ("micro", micro), ("weighted", weighted)] {
      list.append(("\(prefix)_precision", averages.precision))
      list.append(("\(prefix)_recall", averages.recall))
      list.append(("\(prefix)_f1", averages.f1))
    }
    list += [
      ("macro_specificity", macroSpecificity), ("micro_specificity", microSpecificity),
      ("weighted_specificity", weightedSpecificity), ("macro_accuracy", macroAccuracy),
      ("balanced_accuracy", balancedAccuracy),
      ("matthews_correlation", matthewsCorrelation), ("cohens_kappa", cohensKappa),
      ("macro_roc_auc", macroROCAUC), ("micro_roc_auc", microRanking.rocAUC),
      ("weighted_roc_auc", weightedROCAUC),
      ("macro_average_precision", macroAveragePrecision),
      ("micro_average_precision", microRanking.averagePrecision),
      ("weighted_average_precision", weightedAveragePrecision),
      ("log_loss", logLoss), ("brier_score", brierScore),
      ("expected_calibration_error", calibration.expectedError),
      ("maximum_calibration_error", calibration.maximumError),
      ("calibration_error_by_chance", calibration.errorByChance),
      ("majority_share", majorityShare),
    ]
    return list.map { name, figure in
      let isMissing = !hasProbabilities && MetricsReport.needsProbabilities(name)
      return (name, isMissing ? .undefined(.noProbabilities) : figure, intervals[name])
    }
  }

  /// The classes whose own figure is 0/0 and counts as 0 in a macro or weighted average, by the average.
  ///
  /// Such a class occurs: either it has samples but none was taken for it (no precision), or samples were
  /// taken for it but it has none (no recall).
  public var takenAsZero: [String: [String]] {
    let unpredicted = classes.filter { $0.support > 0 && $0.predicted == 0 }.map(\.name)
    let unsupported = classes.filter { $0.support == 0 && $0.predicted > 0 }.map(\.name)
    var names: [String: [String]] = [:]
    if !unpredicted.isEmpty {
      names["macro_precision"] = unpredicted
      names["weighted_precision"] = unpredicted
    }
    if !unsupported.isEmpty { names["macro_recall"] = unsupported }
    return names
  }

  /// All scores: "overall", "classes", "confusion" (true classes down) and "calibration".
  ///
  /// A score that does not exist is null, and "undefined" beside it says why; "taken_as_zero" names the
  /// classes whose missing figure counts as 0 in an average. 95 % intervals are under "intervals", how each
  /// was made under "interval_methods".
  public var json: JSON {
    var overallMembers: [String: JSON] = [:]
    overallMembers.add(overall)
    if !takenAsZero.isEmpty {
      overallMembers["taken_as_zero"] = .object(
        takenAsZero.mapValues { .array($0.map { .string($0) }) })
    }
    var members: [String: JSON] = [
      "support": .integer(support),
      "overall": .object(overallMembers),
      "classes": .array(classes.map(\.json)),
      "confusion": confusion.json,
      "calibration": calibration.json,
    ]
    if let groupCount { members["groups"] = .integer(groupCount) }
    return .object(members)
  }
}

extension [String: JSON] {
  /// Adds figures by name, their intervals and methods under "intervals" and "interval_methods", and missing
  /// ones' reasons under "undefined".
  mutating func add(_ figures: [(name: String, figure: Figure, interval: Interval?)]) {
    var (intervals, methods, gaps) = ([String: JSON](), [String: JSON](), [String: JSON]())
    for (name, figure, interval) in figures {
      self[name] = figure.json
      if let interval {
        intervals[name] = interval.json
        methods[name] = .string(interval.method.rawValue)
      }
      if let gap = figure.gap { gaps[name] = .string(gap.rawValue) }
    }
    if !intervals.isEmpty {
      self["intervals"] = .object(intervals)
      self["interval_methods"] = .object(methods)
    }
    if !gaps.isEmpty { self["undefined"] = .object(gaps) }
  }
}
