import Core
import Evaluation
import Reports
import Testing

@Suite("Diagnosis in words")
struct DiagnosisTests {
  /// Predictions with these counts of (true class, predicted class), all with one confidence.
  static func drawn(
    _ matrix: [[Int]], confidence: Float = 0.8, names: [String] = ["a", "b", "c"], seed: Int = 0
  ) throws -> Predictions {
    var (labels, table, keys): ([Int], [Float], [SampleKey]) = ([], [], [])
    for (label, row) in matrix.enumerated() {
      for (predicted, count) in row.enumerated() {
        for number in 0..<count {
          labels.append(label)
          keys.append(SampleKey(.sha256(of: "\(seed)/\(label)/\(predicted)/\(number)")))
          // Later ones are a little surer, so that "the most confident" is a question.
          let own = confidence + Float(number) / Float(100 * max(1, count))
          for other in names.indices {
            table.append(other == predicted ? own : (1 - own) / Float(names.count - 1))
          }
        }
      }
    }
    return try Predictions(
      probabilities: table, labels: labels, keys: keys, classNames: names)
  }

  static func report(
    _ predictions: [Split: Predictions], names: [String] = ["a", "b", "c"],
    history: [HistoryRow] = [], selected: Int? = nil, leaked: Set<SampleKey> = [], scored: Int = 1
  ) throws -> EvaluationReport {
    var leakFree: EvaluationReport.LeakFreeScores?
    if let test = predictions[.test], !leaked.isEmpty {
      leakFree = .init(
        excluded: leaked.count, metrics: MetricsReport(test.without(leaked)),
        comparison: try SubsetComparison(test, isInPart: test.keys.map { !leaked.contains($0) }))
    }
    var report = EvaluationReport(
      title: "drawn", classNames: names,
      dataset: DatasetFacts(sources: [], taxonomy: "drawn", counts: []), settings: [],
      history: history, selectedEpoch: selected,
      scores: predictions.map { .init($0.key, MetricsReport($0.value)) }, leakFree: leakFree,
      provenance: [], command: nil)
    report.examine(predictions, weightsScored: scored)
    return report
  }

  static func codes(_ report: EvaluationReport) -> [String] { report.findings.map(\.code.rawValue) }

  /// 240 of 300 right, the errors spread evenly.
  static let even = [[80, 10, 10], [10, 80, 10], [10, 10, 80]]
  static let right = [[100, 0, 0], [0, 100, 0], [0, 0, 100]]

  @Test(
    "a model that is as good on every split, and as sure as it is right, is told so and no more")
  func good() throws {
    let sets = try [Split.train, .val, .test].enumerated().map { number, split in
      (split, try Self.drawn(Self.even, confidence: 0.795, seed: number))
    }
    let report = try Self.report(Dictionary(uniqueKeysWithValues: sets))
    let codes = Self.codes(report).filter { $0 != "confused-classes" }
    #expect(codes == ["good-fit"])
    let confusions = report.findings.filter { $0.code == .confusion }
    #expect(confusions.count == 3)
    #expect(confusions.allSatisfy { $0.severity == .note })
  }

  @Test("a gap between train and val is overfitting, with its interval")
  func overfitting() throws {
    let report = try Self.report([
      .train: try Self.drawn(Self.right, confidence: 0.98), .val: try Self.drawn(Self.even),
    ])
    let found = try #require(report.findings.first { $0.code == .overfitting })
    #expect(found.severity == .warning)
    let (low, high) = (
      try #require(found.figures["gap_low"]), try #require(found.figures["gap_high"])
    )
    #expect(low < 0.2 && 0.2 < high && low > 0.1 && high < 0.3)
    // Ten samples a split: the same gap is luck.
    let few = try Self.report([
      .train: try Self.drawn([[4, 0, 0], [0, 3, 0], [0, 0, 3]], confidence: 0.98),
      .val: try Self.drawn([[3, 1, 0], [0, 2, 1], [0, 0, 3]]),
    ])
    let luck = try #require(few.findings.first { $0.code == .overfitting })
    #expect(luck.severity == .note && luck.sentence.contains("luck alone could explain it"))
  }

  @Test("the pair that is most confused is named, both ways, with its surest samples")
  func confusion() throws {
    let test = try Self.drawn([[60, 38, 2], [20, 78, 2], [1, 1, 98]])
    let report = try Self.report([.test: test])
    let found = try #require(report.findings.first { $0.code == .confusion })
    #expect(found.classes == ["a", "b"] && found.severity == .warning)
    #expect(found.figures["count"] == 38 && found.figures["count_back"] == 20)
    #expect(found.sentence.hasPrefix("a is taken for b 38 times (38.0\u{a0}% of its 100)"))
    let shown = found.samples.compactMap { test.keys.firstIndex(of: $0) }
    #expect(shown.map { test.labels[$0] } == [0, 0, 0, 1, 1, 1])
    #expect(shown.map { test.predictedClass(row: $0) } == [1, 1, 1, 0, 0, 0])
    let sure = shown.map { test.probability(row: $0, of: test.predictedClass(row: $0)) }
    #expect(sure[0] > sure[1] && sure[1] > sure[2])
    let none = try Self.report([.test: try Self.drawn([[98, 2, 0], [2, 98, 0], [0, 0, 100]])])
    #expect(!Self.codes(none).contains("confused-classes"))
  }

  @Test("classes with few samples and with none are named, large ones are not")
  func sizes() throws {
    let report = try Self.report([.test: try Self.drawn([[80, 20, 0], [4, 6, 0], [0, 0, 0]])])
    let small = try #require(report.findings.first { $0.code == .smallClass })
    #expect(small.classes == ["b"] && small.sentence.contains("b (10 samples"))
    #expect(report.findings.first { $0.code == .missingClass }?.classes == ["c"])
    let large = Self.codes(try Self.report([.test: try Self.drawn(Self.even)]))
    #expect(!large.contains("small-classes") && !large.contains("missing-classes"))
  }

  @Test(
    "confidence above, below and at the accuracy",
    arguments: [
      (Float(0.97), "overconfident"), (0.6, "underconfident"), (0.795, nil),
    ] as [(Float, String?)])
  func confidence(level: Float, code: String?) throws {
    let val = try Self.drawn(Self.even, confidence: level)
    let report = try Self.report([.val: val, .test: try Self.drawn(Self.even, confidence: level)])
    let found = Self.codes(report).filter { $0.contains("confident") || $0 == "uncalibrated" }
    #expect(found == (code.map { [$0] } ?? []))
    guard code != nil else { return }
    let figures = try #require(report.findings.first { $0.code.rawValue == code }?.figures)
    let (before, after) = (try #require(figures["error"]), try #require(figures["error_after"]))
    #expect(after < before / 3)
    let temperature = try #require(figures["temperature"])
    #expect((temperature > 1) == (level > 0.8))
  }

  @Test("an accuracy that is not shown to beat guessing is said to be so")
  func majority() throws {
    let poor = try Self.report([.test: try Self.drawn([[50, 10, 0], [30, 5, 0], [5, 0, 0]])])
    #expect(poor.findings.first { $0.code == .noBetterThanMajority }?.severity == .serious)
    let fair = try Self.report([.test: try Self.drawn(Self.even)])
    #expect(!Self.codes(fair).contains("no-better-than-majority"))
  }

  @Test("leaks that flatter the score are serious, leaks that do not are a warning")
  func leaks() throws {
    let test = try Self.drawn(Self.even)
    let right = Set(
      test.keys.indices.filter { test.labels[$0] == test.predictedClass(row: $0) }.prefix(100)
        .map { test.keys[$0] })
    let flattered = try Self.report([.test: test], leaked: right)
    let found = try #require(flattered.findings.first { $0.code == .leaks })
    #expect(found.severity == .serious && found.sentence.contains("too good"))
    #expect(found.figures["excluded"] == 100)
    let mixed = try Self.report(
      [.test: test], leaked: Set(stride(from: 0, to: 300, by: 7).map { test.keys[$0] }))
    #expect(mixed.findings.first { $0.code == .leaks }?.severity == .warning)
    #expect(!Self.codes(try Self.report([.test: test])).contains("leaks"))
  }

  @Test("test and val that differ by more than luck, and a test that was used often")
  func test() throws {
    let far = try Self.report(
      [.val: try Self.drawn(Self.right, confidence: 0.98), .test: try Self.drawn(Self.even)],
      scored: 3)
    #expect(Self.codes(far).contains("test-differs-from-validation"))
    #expect(far.findings.first { $0.code == .testUsedOften }?.figures["weights"] == 3)
    let near = try Self.report([.val: try Self.drawn(Self.even), .test: try Self.drawn(Self.even)])
    #expect(!Self.codes(near).contains { $0.hasPrefix("test-") })
  }

  static func history(_ losses: [Double]) -> [HistoryRow] {
    losses.enumerated().map { epoch, loss in
      HistoryRow(
        epoch: epoch + 1, trainLoss: 2 / Double(epoch + 1), trainAccuracy: 0.5, valLoss: loss,
        valAccuracy: 0.5, learningRate: 0.1)
    }
  }

  @Test(
    "what the curves say",
    arguments: [
      ([2, 1.5, 1.2, 1, 1.1, 1.2, 1.3], 4, ["validation-loss-rises"]),
      ([2, 1.8, 1.6, 1.4, 1.2, 1.0], 6, ["still-improving", "best-epoch-is-last"]),
      ([2, 1.5, 1.2, 1, 1.001, 1, 1.001], 4, []), ([2, 1.0], 2, []),
    ] as [([Double], Int, [String])])
  func curves(losses: [Double], selected: Int, codes: [String]) throws {
    let report = try Self.report([:], history: Self.history(losses), selected: selected)
    #expect(Self.codes(report) == codes)
  }

  @Test("report.json has every finding with its code, and the notes are their sentences")
  func json() throws {
    let report = try Self.report([.test: try Self.drawn([[60, 38, 2], [20, 78, 2], [1, 1, 98]])])
    let list = try #require(report.json["diagnosis"]?.arrayValue)
    #expect(list.map { $0["code"]?.stringValue } == Self.codes(report))
    #expect(
      report.json["notes"]?.arrayValue?.map(\.stringValue) == report.findings.map(\.sentence))
    let key = try #require(list.first { $0["code"] == "confused-classes" }?["samples"]?.arrayValue)
    #expect(key.first?.stringValue?.count == 64)
  }
}
