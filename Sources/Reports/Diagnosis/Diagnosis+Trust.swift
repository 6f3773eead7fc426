internal import Core
internal import Evaluation

/// Whether the confidence and the score of a split can be believed.
extension Diagnosis {
  func confidence(_ scores: EvaluationReport.SplitScores) -> ReportFinding? {
    let calibration = scores.metrics.calibration
    guard let error = calibration.expectedError.value,
      let chance = calibration.errorByChance.value, error > Self.calibrationError,
      error > Self.timesChance * chance, let accuracy = scores.metrics.accuracy.value
    else { return nil }
    let total = Double(scores.metrics.support)
    let mean = calibration.bins.reduce(0) { $0 + Double($1.count) * ($1.confidence ?? 0) } / total
    let excess = mean - accuracy
    let (code, what): (ReportFinding.Code, String) =
      if excess > error / 2 {
        (.overconfident, "The model is surer than it is right")
      } else if excess < -error / 2 {
        (.underconfident, "The model is less sure than it could be")
      } else {
        (.uncalibrated, "Confidence and accuracy differ, now one way, now the other")
      }
    var sentence =
      "\(what): on \(scores.split.rawValue) its mean confidence is \(Numbers.percent(mean)) and its accuracy "
      + "\(Numbers.percent(accuracy)); the expected calibration error is \(Self.points(error)), where chance "
      + "gives a perfectly calibrated model \(Self.points(chance))."
    var figures = ["error": error, "by_chance": chance, "confidence": mean, "accuracy": accuracy]
    if let examination = report.examination, let fit = examination.temperature,
      let after = examination.after[scores.split]?.calibration.expectedError.value
    {
      (figures["temperature"], figures["error_after"]) = (fit.temperature, after)
      sentence +=
        " A temperature of \(Numbers.fixed(fit.temperature, 2)), fitted on val, makes it "
        + "\(Self.points(after))."
    }
    return ReportFinding(code, .warning, split: scores.split, sentence, figures: figures)
  }

  /// The leak-free part of the test split beside the whole.
  var leaks: ReportFinding? {
    guard let leakFree = report.leakFree, leakFree.excluded > 0, let test = report.metrics(.test),
      let whole = test.accuracy.value
    else { return nil }
    let start =
      "\(Numbers.grouped(leakFree.excluded)) of \(Numbers.grouped(test.support)) test samples share a group "
      + "(a subject, a picture or a near duplicate, as far as the split looked for them) with train or val. "
    guard let clean = leakFree.metrics.accuracy.value else {
      return ReportFinding(
        .leaks, .serious, split: .test,
        start + "No leak-free test sample is left, so the test score says little.",
        figures: ["excluded": Double(leakFree.excluded), "accuracy": whole])
    }
    var figures = [
      "excluded": Double(leakFree.excluded), "accuracy": whole, "accuracy_leak_free": clean,
      "difference": clean - whole,
    ]
    var sentence =
      start + "Without them the test accuracy is \(Numbers.percent(clean)) instead of "
      + "\(Numbers.percent(whole))"
    guard let interval = leakFree.comparison?.interval else {
      return ReportFinding(.leaks, .warning, split: .test, sentence + ".", figures: figures)
    }
    (figures["low"], figures["high"]) = (interval.low, interval.high)
    let isReal = interval.high < 0
    sentence +=
      ", a difference whose 95 % interval is \(Self.range(interval.low, interval.high)): "
      + (isReal
        ? "more than luck, so the score of all test samples is too good a measure of new faces."
        : interval.low > 0 ? "the leaked samples are the harder ones." : "no more than luck.")
    return ReportFinding(
      .leaks, isReal ? .serious : .warning, split: .test, sentence, figures: figures)
  }
}
