import Core
import Evaluation
import Reports
import Testing

@Suite("docs/report.schema.json")
struct SchemaTests {
  static func schema() throws -> JSON {
    try JSON(parsing: Files.read("docs/report.schema.json", limit: 1 << 20))
  }

  /// Reports that together have everything a report can have.
  static func reports() throws -> [EvaluationReport] {
    var sample = try SampleReport.make()
    let counts = SampleReport.counts
    sample.examine(
      [
        .val: try SampleReport.predictions(counts: counts[1], skill: 0.8, seed: 1),
        .test: try SampleReport.predictions(counts: counts[2], skill: 0.78, seed: 2),
      ], weightsScored: 1)
    let test = try DiagnosisTests.drawn([[80, 20, 0], [4, 6, 0], [0, 0, 0]])
    let grouped = try Predictions(
      probabilities: test.probabilities, labels: test.labels, keys: test.keys,
      classNames: test.classNames, groups: test.keys.indices.map { UInt64($0 / 5) })
    let small = try DiagnosisTests.report(
      [.train: test, .val: test, .test: grouped],
      history: [
        HistoryRow(
          epoch: 1, trainLoss: 1, trainAccuracy: 0.5, valLoss: 1, valAccuracy: 0.5, valMacroF1: 0.5,
          valBalancedAccuracy: 0.5, learningRate: 0.1)
      ], selected: 1, leaked: Set(test.keys.prefix(20)), scored: 2)
    // A class that is never named, and a split of one class alone.
    let odd = try DiagnosisTests.report([
      .val: try DiagnosisTests.drawn([[5, 1, 0], [1, 5, 0], [2, 2, 0]]),
      .test: try DiagnosisTests.drawn([[5, 0, 0], [0, 0, 0], [0, 0, 0]]),
    ])
    return [sample, small, odd, try DiagnosisTests.report([:])]
  }

  @Test("reports are as it says, and every key it describes occurs in one")
  func describes() throws {
    var checker = SchemaChecker(try Self.schema())
    for report in try Self.reports() { checker.check(try JSON(parsing: report.jsonText)) }
    #expect(checker.problems == [])
    #expect(checker.described.subtracting(checker.met) == [])
  }

  @Test("a key too many, one too few and a share above 1 are found")
  func finds() throws {
    let report = try #require(try DiagnosisTests.report([:]).json.objectValue)
    for (key, value, problem) in [
      ("extra", JSON.integer(1), "$.extra is not described"),
      ("title", .integer(1), "$.title has another type"),
      ("format", "fer-data/report/2", "$.format is another"),
    ] {
      var changed = report
      changed[key] = value
      var checker = SchemaChecker(try Self.schema())
      checker.check(.object(changed))
      #expect(checker.problems == [problem])
    }
    var changed = report
    changed["notes"] = nil
    var checker = SchemaChecker(try Self.schema())
    checker.check(.object(changed))
    #expect(checker.problems == ["$ lacks notes"])
  }

  @Test("every code of a finding is in its list, and no other")
  func codes() throws {
    let finding = try Self.schema()["$defs"]?["finding"]?["properties"]
    #expect(
      finding?["code"]?["enum"]?.arrayValue?.compactMap(\.stringValue)
        == ReportFinding.Code.allCases.map(\.rawValue))
    #expect(
      finding?["severity"]?["enum"]?.arrayValue?.compactMap(\.stringValue)
        == ReportFinding.Severity.allCases.map(\.rawValue))
  }
}
