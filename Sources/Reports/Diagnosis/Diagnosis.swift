internal import Core
internal import Evaluation

/// What the figures of a report say, in words: fit, curves, confusions, small classes, confidence, leaks.
///
/// Every threshold is named here and explained on the page docs/reports.md. A finding that luck alone could
/// explain is not made, or says so.
struct Diagnosis {
  /// Epochs that are compared with the best one to tell whether the validation loss rises.
  static let lastEpochs = 3
  /// The validation loss rises when the mean of the last epochs is this share above its least.
  static let rise = 0.05
  /// It was still falling when the last tenth of the epochs made it this share smaller.
  static let fall = 0.01
  /// Curves of fewer epochs say nothing.
  static let fewestEpochs = 5
  /// Errors of a pair of classes below which they are no pattern.
  static let fewestConfusions = 5
  /// Pairs of classes that are named.
  static let mostPairs = 3
  /// Samples that are named for a pair, in each direction.
  static let mostSamples = 3
  /// A recall whose 95 % interval is wider than this means little.
  static let widestInterval = 0.30
  /// A calibration error counts from this on, and from `timesChance` times what chance gives.
  static let calibrationError = 0.02
  /// See `calibrationError`.
  static let timesChance = 2.0

  let report: EvaluationReport
  let predictions: [Split: Predictions]

  init(_ report: EvaluationReport, _ predictions: [Split: Predictions] = [:]) {
    (self.report, self.predictions) = (report, predictions)
  }

  /// All findings: fit and curves first, then the split whose score counts, then what its score rests on.
  var findings: [ReportFinding] {
    var list: [ReportFinding] = []
    if let fit { list.append(fit) }
    list += curves
    if let headline = report.headline {
      if let found = majority(headline) { list.append(found) }
      list += confusions(headline)
      list += classSizes(headline)
      if let found = confidence(headline) { list.append(found) }
    }
    if let leaks { list.append(leaks) }
    if let testDiffers { list.append(testDiffers) }
    if let testUsedOften { list.append(testUsedOften) }
    return list
  }

  /// A difference of two accuracies of disjoint samples and its 95 % interval, made of theirs by MOVER
  /// (Zou and Donner, 2008); `nil` where one is missing.
  static func difference(_ first: MetricsReport, _ second: MetricsReport)
    -> (value: Double, low: Double, high: Double)?
  {
    guard let p = first.accuracy.value, let q = second.accuracy.value,
      let ofFirst = first.intervals["accuracy"], let ofSecond = second.intervals["accuracy"]
    else { return nil }
    func length(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
    return (
      p - q, p - q - length(p - ofFirst.low, ofSecond.high - q),
      p - q + length(ofFirst.high - p, q - ofSecond.low)
    )
  }

  /// "3.2 points", without the sign.
  static func points(_ difference: Double) -> String {
    "\(Numbers.fixed(abs(difference) * 100, 1)) points"
  }

  /// "−1.2 to 3.4 points".
  static func range(_ low: Double, _ high: Double) -> String {
    func signed(_ value: Double) -> String {
      let text = Numbers.fixed(abs(value) * 100, 1)
      return value < 0 && text != "0.0" ? "−\(text)" : text
    }
    return "\(signed(low)) to \(signed(high)) points"
  }
}
