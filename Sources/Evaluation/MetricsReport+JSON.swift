public import Core

extension MetricsReport {
  /// Every figure by name, as the report prints them.
  public var overall: [(name: String, figure: Figure, interval: JSON?)] {
    var list: [(name: String, figure: Figure, interval: JSON?)] = [
      ("accuracy", accuracy.figure, accuracy.intervalJSON)
    ]
    for (index, proportion) in accuracyAtK.enumerated().dropFirst() {
      list.append(("accuracy_at_\(index + 1)", proportion.figure, proportion.intervalJSON))
    }
    for (prefix, averages) in [("macro", macro), ("micro", micro), ("weighted", weighted)] {
      list.append(("\(prefix)_precision", averages.precision, nil))
      list.append(("\(prefix)_recall", averages.recall, nil))
      list.append(("\(prefix)_f1", averages.f1, nil))
    }
    return list + [
      ("macro_specificity", macroSpecificity, nil),
      ("balanced_accuracy", balancedAccuracy, nil),
      ("matthews_correlation", matthewsCorrelation, nil),
      ("cohens_kappa", cohensKappa, nil),
      ("macro_roc_auc", macroROCAUC, nil),
      ("macro_average_precision", macroAveragePrecision, nil),
      ("log_loss", logLoss, nil),
      ("expected_calibration_error", calibration.expectedError, nil),
      ("majority_share", majorityShare, nil),
    ]
  }

  /// All scores: "overall", "classes", "confusion" (true classes down) and "calibration".
  ///
  /// A score that does not exist is null, and "undefined" beside it says why. Intervals are 95 % Wilson
  /// score intervals, under "intervals".
  public var json: JSON {
    var overallMembers: [String: JSON] = [:]
    overallMembers.add(overall)
    return [
      "support": .integer(support),
      "overall": .object(overallMembers),
      "classes": .array(classes.map(\.json)),
      "confusion": confusion.json,
      "calibration": calibration.json,
    ]
  }
}

extension [String: JSON] {
  /// Adds figures by name, their intervals under "intervals" and missing ones' reasons under "undefined".
  mutating func add(_ figures: [(name: String, figure: Figure, interval: JSON?)]) {
    var intervals: [String: JSON] = [:]
    var gaps: [String: JSON] = [:]
    for (name, figure, interval) in figures {
      self[name] = figure.json
      if let interval { intervals[name] = interval }
      if let gap = figure.gap { gaps[name] = .string(gap.rawValue) }
    }
    if !intervals.isEmpty { self["intervals"] = .object(intervals) }
    if !gaps.isEmpty { self["undefined"] = .object(gaps) }
  }
}
