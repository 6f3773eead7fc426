import Core
import Evaluation
import Testing

/// Ten samples of three classes, small enough for paper.
///
///              taken for a  b  c
///     a (5)                3  1  1
///     b (3)                1  2  0
///     c (2)                1  0  1
@Suite("Scores by hand")
struct MetricsByHandTests {
  static let cells = [(0, 0, 3), (0, 1, 1), (0, 2, 1), (1, 0, 1), (1, 1, 2), (2, 0, 1), (2, 2, 1)]

  static func report() throws -> MetricsReport {
    var (labels, table) = ([Int](), [Float]())
    for (label, predicted, count) in cells {
      for _ in 0..<count {
        labels.append(label)
        table += (0..<3).map { $0 == predicted ? 0.5 : 0.25 }
      }
    }
    return MetricsReport(try DrawnPredictions.predictions(table, labels: labels, classes: 3))
  }

  @Test("per class: precision, recall, specificity, accuracy and F1")
  func perClass() throws {
    let classes = try Self.report().classes
    #expect(classes.map(\.support) == [5, 3, 2])
    let precision: [Double?] = [3.0 / 5, 2.0 / 3, 1.0 / 2]
    #expect(classes.map(\.precision.value) == precision)
    let recall: [Double?] = [3.0 / 5, 2.0 / 3, 1.0 / 2]
    #expect(classes.map(\.recall.value) == recall)
    let specificity: [Double?] = [3.0 / 5, 6.0 / 7, 7.0 / 8]
    #expect(classes.map(\.specificity.value) == specificity)
    let accuracy: [Double?] = [6.0 / 10, 8.0 / 10, 8.0 / 10]
    #expect(classes.map(\.accuracy.value) == accuracy)
    let f1: [Double?] = [6.0 / 10, 4.0 / 6, 2.0 / 4]
    #expect(classes.map(\.f1.value) == f1)
  }

  @Test("overall: accuracy, averages, balanced accuracy, kappa, MCC and log loss")
  func overall() throws {
    let report = try Self.report()
    #expect(report.accuracy.value == 0.6)
    #expect(report.accuracyAtK.count == 2)
    func near(_ figure: Figure, _ expected: Double) -> Bool {
      figure.value.map { abs($0 - expected) < 1e-15 } ?? false
    }
    #expect(near(report.balancedAccuracy, (0.6 + 2.0 / 3 + 0.5) / 3))
    #expect(near(report.macro.f1, (0.6 + 2.0 / 3 + 0.5) / 3))
    #expect(near(report.weighted.recall, 0.6))
    #expect(near(report.macroSpecificity, (0.6 + 6.0 / 7 + 7.0 / 8) / 3))
    // Σ pₖtₖ = 25 + 9 + 4 = 38; (60 − 38) / (100 − 38), and p = t makes MCC the same.
    #expect(near(report.cohensKappa, 22.0 / 62))
    #expect(near(report.matthewsCorrelation, 22.0 / 62))
    // Six at p = 1/2, four at p = 1/4: (6 + 8)/10 · ln 2.
    #expect(near(report.logLoss, 1.4 * 0.693_147_180_559_945_3))
    // All at confidence 0.5, 60 % right.
    #expect(near(report.calibration.expectedError, 0.1))
    #expect(report.majorityShare.value == 0.5)
  }

  @Test("ROC AUC counts ties as halves, and average precision takes them as one step")
  func ranking() throws {
    // Class 1 scores: positives 0.75, 0.5; negatives 0.5, 0.25. Pairs: 1 + 1 + ½ + 1 of 4.
    let predictions = try DrawnPredictions.predictions(
      [0.25, 0.75, 0.5, 0.5, 0.5, 0.5, 0.75, 0.25], labels: [1, 1, 0, 0], classes: 2)
    let curve = RankingCurve(predictions, class: 1)
    #expect(curve.rocAUC == .value(3.5 / 4))
    // Steps: recall ½ at precision 1, then recall 1 at precision ⅔.
    #expect(curve.averagePrecision.value.map { abs($0 - (0.5 + 1.0 / 3)) < 1e-15 } == true)
  }

  @Test("of equal probabilities the first class is ahead, for prediction and for rank alike")
  func ties() throws {
    let predictions = try DrawnPredictions.predictions(
      [0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25], labels: [0, 2], classes: 4)
    #expect(predictions.predictedClass(row: 0) == 0)
    #expect(predictions.rankOfLabel(row: 0) == 0 && predictions.rankOfLabel(row: 1) == 2)
    let report = MetricsReport(predictions)
    #expect(report.accuracyAtK.map(\.value) == [0.5, 0.5, 1])
  }

  @Test("the confusions are listed most frequent first")
  func confusions() throws {
    var matrix = ConfusionMatrix(classCount: 3)
    matrix.add(label: 2, predicted: 0, count: 4)
    matrix.add(label: 0, predicted: 1, count: 9)
    matrix.add(label: 0, predicted: 2, count: 4)
    matrix.add(label: 1, predicted: 1, count: 50)
    let list = matrix.confusions()
    #expect(list.map(\.count) == [9, 4, 4])
    #expect(list.map(\.label) == [0, 0, 2])
    #expect(matrix.rowShares(1) == [0, 1, 0])
    #expect(ConfusionMatrix(classCount: 2).rowShares(0) == nil)
  }
}
