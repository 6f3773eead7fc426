extension MetricsReport {
  /// Makes every figure that needs probabilities undefined, overall and per class.
  ///
  /// Rows of 0 and 1 would give each of them a number, and none a meaning.
  mutating func forgetProbabilities() {
    accuracyAtK = Array(accuracyAtK.prefix(1))
    (logLoss, brierScore) = (.undefined(.noProbabilities), .undefined(.noProbabilities))
    microRanking = RankingCurve(missing: .noProbabilities)
    calibration = Calibration(missing: .noProbabilities)
    intervals = intervals.filter { !Self.needsProbabilities($0.key) }
    classes = classes.map { $0.withoutProbabilities }
  }

  /// Whether a figure, by its name in the report, follows from more than the most probable classes.
  public static func needsProbabilities(_ name: String) -> Bool {
    [
      "accuracy_at_", "log_loss", "brier_score", "calibration_error", "roc_auc",
      "average_precision",
    ]
    .contains { name.contains($0) }
  }
}

extension ClassMetrics {
  /// The same counts, with every figure that needs probabilities undefined.
  var withoutProbabilities: ClassMetrics {
    var own = self
    own.accuracyAtK = Array(accuracyAtK.prefix(1))
    (own.logLoss, own.brierScore) = (.undefined(.noProbabilities), .undefined(.noProbabilities))
    own.ranking = RankingCurve(missing: .noProbabilities)
    own.calibration = Calibration(missing: .noProbabilities)
    own.intervals = intervals.filter { !MetricsReport.needsProbabilities($0.key) }
    return own
  }
}
