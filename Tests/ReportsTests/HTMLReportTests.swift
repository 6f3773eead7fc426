import Core
import Evaluation
import Reports
import Testing

@Suite("The HTML report")
struct HTMLReportTests {
  @Test("it is well-formed, in one file, without scripts or links to elsewhere")
  func wellFormed() throws {
    let html = try SampleReport.standard.get().html
    let checker = MarkupChecker(html)
    #expect(checker.problems == [])
    #expect(checker.tags["script"] == nil && checker.tags["link"] == nil)
    #expect(!html.contains("http") && !html.contains("url("))
    #expect(html.utf8.count < 200_000)
  }

  @Test("the checker finds what is broken")
  func checkerFinds() {
    for broken in ["<p>", "<p></b>", "<p class=x></p>", "a & b", "<p a=\"></p>", "x > y"] {
      #expect(!MarkupChecker("<!DOCTYPE html>" + broken).problems.isEmpty, "\(broken)")
    }
    #expect(MarkupChecker("<!DOCTYPE html><p class=\"a\">x &amp; y</p>").problems.isEmpty)
  }

  @Test("without exhibits, every chart has a title and a description for those who cannot see it")
  func accessible() throws {
    let html = try SampleReport.standard.get().html
    let checker = MarkupChecker(html)
    let charts = try #require(checker.tags["svg"])
    #expect(charts == 9)
    #expect(checker.tags["desc"] == charts)
    #expect(html.ranges(of: "role=\"img\"").count == charts)
    #expect(checker.ids.count >= 2 * charts)
  }

  @Test(
    "the figures stand in it: scores with intervals, the leak-free score, the diagnosis, classes")
  func content() throws {
    let report = try SampleReport.standard.get()
    let accuracy = try #require(report.metrics(.test)?.accuracy.value)
    let percent = "\(Numbers.fixed(accuracy * 100, 1))\u{a0}%"
    for text in [
      percent, "the model overfits", "Leak-free test accuracy", "chosen: 14", "disgust (25 samples",
      "fer-data run manifests/pipelines/fer2013.yaml", Digest.sha256(of: "weights").hex,
    ] {
      #expect(report.html.contains(text), "\(text)")
    }
  }

  @Test("names from outside cannot break out of the page")
  func escaping() throws {
    let names = ["<b>", "a&b", "\"q\"", "'s", "]]>", "<script>alert(1)</script>", "\u{1}x"]
    let report = try SampleReport.make(
      title: "</title><script>x</script>", classNames: names, command: "x </pre><script>")
    let checker = MarkupChecker(report.html)
    #expect(checker.problems == [])
    #expect(checker.tags["script"] == nil && checker.tags["b"] == nil)
    #expect(!report.html.unicodeScalars.contains("\u{1}"))
  }

  @Test("it can do without scores, history, sources and one epoch alone", arguments: [0, 1, 2])
  func sparse(epochs: Int) throws {
    let report = EvaluationReport(
      title: "empty", classNames: ["a", "b"],
      dataset: DatasetFacts(sources: [], taxonomy: "t", counts: []), settings: [],
      history: SampleReport.history(epochs: epochs), selectedEpoch: nil,
      scores: epochs == 0 ? [] : [try Self.emptyScores()], provenance: [], command: nil)
    #expect(MarkupChecker(report.html).problems == [])
    #expect(!Self.holdsNonFinite(report.html))
    #expect(!report.markdown.isEmpty && !report.terminalText.isEmpty)
    #expect((try? JSON(parsing: report.jsonText)) == report.json)
  }

  /// Whether a number that is none stands where a number should.
  static func holdsNonFinite(_ html: String) -> Bool {
    [">nan", ">inf", ">-inf", "\"nan", "\"inf", ",nan", ",inf", "\"–", ",–"].contains {
      html.contains($0)
    }
  }

  static func emptyScores() throws -> EvaluationReport.SplitScores {
    .init(
      .test,
      MetricsReport(
        try Predictions(probabilities: [], labels: [], keys: [], classNames: ["a", "b"])))
  }

  @Test("a diverged loss is left out of the curve")
  func diverged() throws {
    var history = SampleReport.history(epochs: 3)
    history.append(
      HistoryRow(
        epoch: 4, trainLoss: .nan, trainAccuracy: 0.1, valLoss: .infinity, valAccuracy: nil,
        learningRate: 1))
    let report = EvaluationReport(
      title: "diverged", classNames: ["a", "b"],
      dataset: DatasetFacts(sources: [], taxonomy: "t", counts: []), settings: [],
      history: history, selectedEpoch: 2, scores: [], provenance: [], command: nil)
    #expect(MarkupChecker(report.html).problems == [])
    #expect(!Self.holdsNonFinite(report.html))
    #expect(report.json["history"]?.arrayValue?.last?["train_loss"] == .null)
  }
}
