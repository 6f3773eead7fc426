import Core
import Evaluation
import Reports
import Testing

@Suite("Reports as text and JSON")
struct EvaluationReportTests {
  @Test("the same run renders to the same bytes, whatever the order of the scores")
  func stable() throws {
    let (first, second) = (try SampleReport.make(), try SampleReport.make())
    #expect(first.jsonText == second.jsonText)
    #expect(first.markdown == second.markdown)
    #expect(first.html == second.html)
    let reversed = EvaluationReport(
      title: first.title, classNames: first.classNames, dataset: first.dataset,
      settings: first.settings, history: first.history, selectedEpoch: first.selectedEpoch,
      scores: first.scores.reversed(), leakFree: first.leakFree, provenance: first.provenance,
      command: first.command)
    #expect(reversed == first)
  }

  @Test("report.json is pinned to the byte")
  func pinned() throws {
    let digest = Digest.sha256(of: try SampleReport.standard.get().jsonText).hex
    #expect(digest == Self.pinnedDigest)
  }

  static let pinnedDigest =
    "54529970e5bd201edb2dea7fe58dc29626868decd9a5b598ac24abf599c2f88e"

  @Test("report.json holds every block, and reads back")
  func structure() throws {
    let report = try SampleReport.standard.get()
    let json = try JSON(parsing: report.jsonText)
    #expect(json == report.json)
    let keys = try #require(json.objectValue).keys.sorted()
    #expect(
      keys == [
        "command", "dataset", "diagnosis", "fit", "format", "history", "leak_free_test", "notes",
        "provenance",
        "scores", "selected_epoch", "settings", "title",
      ])
    #expect(json["provenance"]?["weights_sha_256"]?.stringValue?.count == 64)
    #expect(json["settings"]?["pipeline"]?["size"] == 48)
    #expect(json["fit"]?["verdict"] == "overfitting")
    #expect(json["scores"]?["test"]?["support"] == 3559)
    #expect(json["leak_free_test"]?["scores"]?["support"] == 3428)
    #expect(json["dataset"]?["split_certificate"]?["origin"] == "official")
  }

  @Test("report.md has a column for each class and escapes what would be markup")
  func markdown() throws {
    let report = try SampleReport.make(
      title: "a|b <i>", classNames: ["x|y", "<b>", "c_d", "*e*", "[f]", "g`", "h"])
    let lines = report.markdown.split(separator: "\n")
    #expect(lines.first == "# a\\|b \\<i\\>")
    #expect(
      lines.contains(
        "| Metric | All categories | x\\|y | \\<b\\> | c\\_d | \\*e\\* | \\[f\\] | g\\` | h |"))
    let tables = lines.filter { $0.hasPrefix("| ") }
    #expect(tables.count > 60)
  }

  @Test("the terminal gets plain columns")
  func terminal() throws {
    let text = try SampleReport.standard.get().terminalText
    #expect(text.contains("Accuracy "))
    #expect(text.split(separator: "\n").allSatisfy { $0.last != " " && $0.count <= 100 })
    #expect(!text.contains("\u{a0}"))
  }

  @Test("history.csv has a line for each epoch and exact numbers")
  func history() {
    let rows = [
      HistoryRow(
        epoch: 1, trainLoss: 1.5, trainAccuracy: 0.1, valLoss: nil, valAccuracy: nil,
        learningRate: 1e-05),
      HistoryRow(
        epoch: 2, trainLoss: 0.1 + 0.2, trainAccuracy: 0.5, valLoss: 2, valAccuracy: 0.25,
        valMacroF1: 0.125, valBalancedAccuracy: 0.75, learningRate: 0.1),
    ]
    #expect(
      HistoryRow.csv(rows) == """
        epoch,train_loss,train_accuracy,val_loss,val_accuracy,learning_rate,\
        val_macro_f1,val_balanced_accuracy
        1,1.5,0.1,,,1e-05,,
        2,0.30000000000000004,0.5,2.0,0.25,0.1,0.125,0.75

        """)
  }
}
