import Core
import TestSupport
import Testing
import Workbench

@Suite("Another model's predictions", .serialized)
struct OutsidePredictionsTests {
  @Test("a run's own predictions.csv gives the scores of its own report, whatever names the rows")
  func ownPredictions() throws {
    let folder = try TemporaryFolder()
    let run = try OutsideFixtures.run(folder)
    let own = try JSON(parsing: OutsideFixtures.text(Files.join(run, "report.json")))
    let csv = try OutsideFixtures.text(Files.join(run, "predictions.csv"))
    let same = try OutsideFixtures.score(folder, csv)
    #expect(same.report["scores"] == own["scores"])
    #expect(
      try OutsideFixtures.text(folder.file("o/predictions.csv")) == csv, "the same rows and numbers"
    )

    // The same numbers by split and row, columns in another order, semicolons, quotes and blank lines.
    let names = OutsideFixtures.classes.reversed()
    var table = "note;split;ROW;" + names.joined(separator: ";") + "\r\n\r\n"
    var rows: [String: Int] = [:]
    for line in try OutsideFixtures.lines(run) {
      table += "\"a;b\";\(line[0]);\(rows[line[0], default: 0]);"
      table += line[5...].reversed().joined(separator: ";") + "\r\n"
      rows[line[0], default: 0] += 1
    }
    let byRow = try OutsideFixtures.score(folder, table, out: "o2")
    #expect(byRow.report["scores"] == own["scores"])

    // By member, as rows.csv has it, on the test split alone.
    let members = try OutsideFixtures.text(folder.file("s/rows.csv")).split(separator: "\n")
      .dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
      .filter { $0[0].hasPrefix("test") }
    let tests = try OutsideFixtures.lines(run).filter { $0[0] == "test" }
    #expect(members.count == tests.count)
    table = "path,p_" + OutsideFixtures.classes.joined(separator: ",p_") + "\n"
    for (member, line) in zip(members, tests).reversed() {
      table += "/data/\(member[4]),\(line[5...].joined(separator: ","))\n"
    }
    let byMember = try OutsideFixtures.score(folder, table, out: "o3")
    #expect(byMember.report["scores"]?["test"] == own["scores"]?["test"])
    #expect(byMember.report["scores"]?["val"] == nil)
  }

  @Test("logits of the logarithms are the probabilities again, but for rounding")
  func logits() throws {
    let folder = try TemporaryFolder()
    let run = try OutsideFixtures.run(folder)
    var table = "split,sample_key," + OutsideFixtures.classes.joined(separator: ",") + "\n"
    for line in try OutsideFixtures.lines(run) {
      let values = line[5...].map { "\(Elementary.log(max(1e-30, Double($0) ?? 0)) + 7)" }
      table += "\(line[0]),\(line[1]),\(values.joined(separator: ","))\n"
    }
    let summary = try OutsideFixtures.score(folder, table, form: .logits)
    let own = try JSON(parsing: OutsideFixtures.text(Files.join(run, "report.json")))
    for name in ["log_loss", "brier_score", "accuracy"] {
      let (a, b) = (
        summary.report["scores"]?["test"]?["overall"]?[name]?.doubleValue ?? .nan,
        own["scores"]?["test"]?["overall"]?[name]?.doubleValue ?? .nan
      )
      #expect(abs(a - b) < 1e-5, "\(name)")
    }
    #expect(throws: WorkbenchError.self) { try OutsideFixtures.score(folder, table) }
  }

  @Test("of classes alone the figures that need probabilities are null, with the reason")
  func classesOnly() throws {
    let folder = try TemporaryFolder()
    let run = try OutsideFixtures.run(folder)
    let table =
      "split,sample_key,predicted\n"
      + (try OutsideFixtures.lines(run).map { "\($0[0]),\($0[1]),\($0[4].uppercased())\n" }.joined())
    let error = #expect(throws: WorkbenchError.self) {
      try OutsideFixtures.score(folder, table)
    }
    #expect(error?.description.contains("--labels-only") == true)
    let summary = try OutsideFixtures.score(folder, table, form: .classes)
    let own = try JSON(parsing: OutsideFixtures.text(Files.join(run, "report.json")))
    let (overall, whole) = (
      summary.report["scores"]?["test"]?["overall"], own["scores"]?["test"]?["overall"]
    )
    for name in ["accuracy", "macro_f1", "balanced_accuracy", "cohens_kappa"] {
      #expect(overall?[name] == whole?[name], "\(name)")
      #expect(overall?["intervals"]?[name] == whole?["intervals"]?[name], "\(name)")
    }
    for name in ["log_loss", "brier_score", "macro_roc_auc", "expected_calibration_error"] {
      #expect(overall?[name] == .null)
      #expect(overall?["intervals"]?[name] == nil)
      #expect(
        overall?["undefined"]?[name] == "only classes were predicted, no probabilities", "\(name)")
    }
    #expect(summary.report["scores"]?["test"]?["confusion"] == own["scores"]?["test"]?["confusion"])
    let verdict = try VerifyRun(folder: folder.file("o")).run(session: Fixtures.session())
    #expect(verdict.findings == [])
  }

  @Test("what is wrong with a table is said with its line and the remedy, and nothing is written")
  func errors() throws {
    let folder = try TemporaryFolder()
    let run = try OutsideFixtures.run(folder)
    let lines = try OutsideFixtures.lines(run).filter { $0[0] == "test" }
    let header =
      "split,sample_key,label,predicted,p_"
      + OutsideFixtures.classes.joined(separator: ",p_")
    func table(_ change: (inout [[String]]) -> Void) -> String {
      var rows = lines.map { [$0[0], $0[1]] + $0[3...] }
      change(&rows)
      return ([header] + rows.map { $0.joined(separator: ",") }).joined(separator: "\n") + "\n"
    }
    let other = OutsideFixtures.classes.first { $0 != lines[0][3] } ?? ""
    let cases: [(String, [String])] = [
      ("", ["is empty"]),
      (table { $0.removeLast() }, ["the first without a line is test: ", "sample key"]),
      (table { $0.append($0[0]) }, ["lines 2 and \(lines.count + 2)", "keep one line"]),
      (table { $0[1][1] = String(repeating: "0", count: 64) }, ["line 3", "no original"]),
      (table { $0[1][1] = "abc" }, ["line 3", "64 hexadecimal"]),
      (table { $0[2][4] = "nan" }, ["line 4", "p_angry", "no finite number"]),
      (table { $0[2][4] = "7" }, ["line 4", "--logits"]),
      (table { $0[2][4] = "-0.1" }, ["line 4", "no probability of angry"]),
      (
        table { $0[2] = Array($0[2].prefix(4)) + Array(repeating: "0", count: 7) },
        ["line 4", "add up to 0.0000"]
      ),
      (table { $0[0][2] = other }, ["line 2", "its label is \(other)", "in the shards"]),
      (table { $0[0][0] = "testing" }, ["line 2", "write train, val or test"]),
      (table { $0[0].removeLast() }, ["line 2", "10 fields"]),
      (table { _ in }.replacing("p_happy", with: "p_glad"), ["no column for happy"]),
      (table { _ in }.replacing("sample_key", with: "id"), ["which row a line is of"]),
      (table { $0[2][4] = "" }, ["line 4", "nothing under p_angry"]),
      (table { $0[2][4] = "0.1.2" }, ["line 4", "write it as in 0.25"]),
      (
        table { _ in }.replacing("p_sad", with: "p_angry"),
        ["2 columns for one class, 'p_angry' and 'p_angry'"]
      ),
      (
        table { _ in }.replacing("p_sad", with: "Angry"),
        ["2 columns for one class, 'p_angry' and 'Angry'"]
      ),
    ]
    for (text, parts) in cases {
      let error = #expect(throws: WorkbenchError.self) {
        try OutsideFixtures.score(folder, text)
      }
      for part in ["t.csv"] + parts {
        #expect(error?.description.contains(part) == true, "\(part): \(error?.description ?? "")")
      }
    }
    #expect(!Files.exists(folder.file("o")))
    #expect(throws: WorkbenchError.self) {
      try OutsideFixtures.score(folder, table { _ in }, out: "run")
    }
    _ = try OutsideFixtures.score(folder, table { _ in })
  }
}
