import Core
import Evaluation
import Testing

@Suite("Laws of the scores")
struct MetricsLawsTests {
  @Test(
    "the confusion matrix adds up to the samples, its margins to support and predictions",
    arguments: 0..<12)
  func confusionSums(number: Int) throws {
    let predictions = try DrawnPredictions.make(number)
    let report = MetricsReport(predictions)
    #expect(report.support == predictions.count)
    for (label, metrics) in report.classes.enumerated() {
      #expect(metrics.support == predictions.labels.count { $0 == label })
      #expect(metrics.support == report.confusion.support(label))
      #expect(metrics.predicted == report.confusion.predicted(label))
      let all = metrics.truePositives + metrics.falsePositives + metrics.falseNegatives
      #expect(all + metrics.trueNegatives == predictions.count)
    }
  }

  @Test("micro averages and weighted recall are the accuracy", arguments: 0..<12)
  func microIsAccuracy(number: Int) throws {
    let report = MetricsReport(try DrawnPredictions.make(number))
    let accuracy = try #require(report.accuracy.value)
    for figure in [report.micro.precision, report.micro.recall, report.micro.f1] {
      #expect(figure.value == accuracy)
    }
    #expect(report.weighted.recall.value.map { abs($0 - accuracy) < 1e-12 } == true)
    #expect(report.accuracyAtK.first?.value == accuracy)
    let atK = report.accuracyAtK.compactMap(\.value)
    #expect(atK == atK.sorted())
  }

  @Test("the order of the rows does not change a figure", arguments: 0..<12)
  func orderDoesNotMatter(number: Int) throws {
    let predictions = try DrawnPredictions.make(number)
    let backward = try predictions.subset(Array((0..<predictions.count).reversed()))
    #expect(MetricsReport(predictions).json == MetricsReport(backward).json)
  }

  @Test("a perfect model scores 1 everywhere")
  func perfect() throws {
    let report = MetricsReport(
      try DrawnPredictions.predictions(
        [1, 0, 0, 0, 1, 0, 0, 0, 1], labels: [0, 1, 2], classes: 3))
    let losses = [
      "log_loss", "brier_score", "expected_calibration_error", "maximum_calibration_error",
      "calibration_error_by_chance", "majority_share",
    ]
    for (name, figure, _) in report.overall where !losses.contains(name) {
      #expect(figure.value == 1, "\(name)")
    }
    #expect(report.calibration.expectedError.value == 0)
    #expect(report.logLoss.value.map { $0 < 1e-15 } == true)
  }

  @Test("nothing to score is undefined with a reason, never NaN")
  func empty() throws {
    let report = MetricsReport(try DrawnPredictions.predictions([], labels: [], classes: 3))
    #expect(report.overall.allSatisfy { $0.figure.value == nil })
    #expect(report.json["overall"]?["accuracy"] == .null)
    #expect(report.json["overall"]?["undefined"]?["accuracy"] == "there are no samples")
    #expect(report.json["overall"]?["intervals"] == nil)
  }

  @Test("a class that is never predicted has no precision but counts as 0 in the macro average")
  func neverPredicted() throws {
    let report = MetricsReport(
      try DrawnPredictions.predictions([1, 0, 0, 1, 0, 0], labels: [0, 1], classes: 3))
    #expect(report.classes[1].precision.figure == .undefined(.noPredictions))
    #expect(report.classes[2].recall.figure == .undefined(.noSupport))
    #expect(report.classes[2].f1 == .undefined(.neverSeen))
    #expect(report.macro.precision == .value(0.25))
    #expect(report.balancedAccuracy == .value(0.5))
    #expect(report.matthewsCorrelation == .undefined(.oneClass))
    #expect(
      report.classes[1].json["undefined"]?["precision"] == "no sample was taken for the class")
  }

  @Test("a test split of one class has no ROC AUC")
  func oneClass() throws {
    let report = MetricsReport(
      try DrawnPredictions.predictions([1, 0, 0, 1], labels: [0, 0], classes: 2))
    #expect(report.classes[0].ranking.rocAUC == .undefined(.noOthers))
    #expect(report.classes[1].ranking.rocAUC == .undefined(.noSupport))
    #expect(report.macroROCAUC == .undefined(.oneClass))
    #expect(report.classes[0].specificity.figure == .undefined(.noOthers))
  }

  @Test("the leak-free part is the rest, in order")
  func without() throws {
    let predictions = try DrawnPredictions.make(4)
    let leaked = Set(predictions.keys.prefix(7))
    let rest = predictions.without(leaked)
    #expect(rest == (try predictions.subset(Array(7..<predictions.count))))
  }

  @Test("sums of many terms keep full precision")
  func compensated() {
    var sum = CompensatedSum()
    for term in [1, 1e100, 1, -1e100] { sum.add(term) }
    #expect(sum.value == 2)
    var tenths = CompensatedSum()
    for _ in 0..<1_000_000 { tenths.add(0.1) }
    #expect(tenths.value == 100_000)
  }
}
