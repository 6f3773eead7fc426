import Evaluation
import Testing

@Suite("Scores beside scikit-learn's")
struct ScikitLearnTests {
  @Test("every figure is equal to 1e-12", arguments: ScikitLearnFigures.cases.indices)
  func equal(number: Int) throws {
    let report = MetricsReport(try DrawnPredictions.make(number))
    let expected = ScikitLearnFigures.cases[number]
    let figures = Dictionary(uniqueKeysWithValues: report.overall.map { ($0.name, $0.figure) })
    #expect(expected.count >= 17)
    for (name, value) in expected {
      let ours = try #require(figures[name]?.value, "\(name)")
      #expect(abs(ours - value) <= 1e-12, "\(name)")
    }
  }

  @Test("the cases hold an empty class, and binary and many-class predictions")
  func coverage() throws {
    let reports = try ScikitLearnFigures.cases.indices.map {
      MetricsReport(try DrawnPredictions.make($0))
    }
    #expect(reports.contains { $0.classes.contains { $0.support == 0 } })
    #expect(Set(reports.map(\.classNames.count)).count >= 4)
  }
}
