import Core
import Evaluation
import Imaging
import Reports
import Testing

@Suite("The charts of a report as PNG")
struct ChartFileTests {
  @Test("each chart of the page is a file, by sorted names that are known beforehand")
  func names() throws {
    let files = try SampleReport.standard.get().chartFiles(try SampleReport.standardExhibits.get())
    let names = files.map(\.name)
    #expect(
      names == [
        "accuracy.png", "balance.png", "classes-test.png", "classes-val.png",
        "confusion-test.png", "confusion-val.png", "learning-rate.png", "loss.png",
        "precision-recall-test.png", "precision-recall-val.png", "reliability-scaled-test.png",
        "reliability-scaled-val.png", "reliability-test.png", "reliability-val.png",
        "roc-test.png", "roc-val.png",
      ])
    #expect(Set(names).isSubset(of: EvaluationReport.chartNames))
    #expect(Set(EvaluationReport.chartNames).count == EvaluationReport.chartNames.count)
  }

  @Test("they are pictures that can be read, with ink on white paper, the same each time")
  func pictures() throws {
    let report = try SampleReport.standard.get()
    let exhibits = try SampleReport.standardExhibits.get()
    let files = try report.chartFiles(exhibits)
    let again = try report.chartFiles(exhibits)
    #expect(files.map(\.png) == again.map(\.png))
    var hasher = SHA256Hasher()
    var decoder = try ImageDecoder()
    for file in files {
      let image = try decoder.decode(file.png).image
      #expect(image.channels == 3 && image.width > 400)
      #expect((0..<3).allSatisfy { image[0, 0, $0] == 255 }, "\(file.name)")
      #expect(Set(image.pixels).count > 20, "\(file.name)")
      hasher.update(file.png)
    }
    #expect(hasher.finalize().hex == Self.digest)
  }

  static let digest = "a4612c3aaa4f3f183d979c81e856782b7a946901b292114845e537810e488bf7"

  @Test("a report without scores and history has no chart but of what is there")
  func sparse() throws {
    let report = EvaluationReport(
      title: "empty", classNames: ["a", "b"],
      dataset: DatasetFacts(sources: [], taxonomy: "t", counts: []), settings: [], history: [],
      selectedEpoch: nil, scores: [try HTMLReportTests.emptyScores()], provenance: [],
      command: nil)
    #expect(try report.chartFiles(ReportExhibits()).isEmpty)
  }
}
