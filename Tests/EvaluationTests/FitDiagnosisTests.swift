import Evaluation
import Testing

@Suite("Over- and underfitting")
struct FitDiagnosisTests {
  /// A report of 1000 samples of ten even classes with a number of hits.
  static func report(hits: Int) throws -> MetricsReport {
    var (labels, table) = ([Int](), [Float]())
    for row in 0..<1000 {
      let label = row % 10
      labels.append(label)
      let predicted = row < hits ? label : (label + 1) % 10
      table += (0..<10).map { $0 == predicted ? 1 : 0 }
    }
    return MetricsReport(try DrawnPredictions.predictions(table, labels: labels, classes: 10))
  }

  @Test(
    "the gap is named",
    arguments: [
      (950, 700, FitDiagnosis.Verdict.overfitting), (800, 730, .mildOverfitting),
      (400, 390, .underfitting), (800, 790, .goodFit), (700, 800, .heldOutIsEasier),
    ])
  func verdicts(train: Int, val: Int, verdict: FitDiagnosis.Verdict) throws {
    let diagnosis = try #require(
      FitDiagnosis(
        train: try Self.report(hits: train), val: try Self.report(hits: val), test: nil))
    #expect(diagnosis.verdict == verdict)
    #expect(abs(diagnosis.gap - Double(train - val) / 1000) < 1e-12)
  }

  @Test("the sentence gives the figures")
  func sentence() throws {
    let diagnosis = try #require(
      FitDiagnosis(train: try Self.report(hits: 950), val: nil, test: try Self.report(hits: 700)))
    #expect(
      diagnosis.sentence.hasPrefix(
        "Training accuracy is 95.0 %, test accuracy 70.0 %, a gap of 25.0 points: the model overfits."
      ))
  }

  @Test("without training or held-out scores there is none")
  func missing() throws {
    let report = try Self.report(hits: 5)
    #expect(FitDiagnosis(train: nil, val: report, test: report) == nil)
    #expect(FitDiagnosis(train: report, val: nil, test: nil) == nil)
  }
}
