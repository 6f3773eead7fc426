import Core
import Evaluation
import Reports
import TestSupport
import Testing
import Workbench

@Suite("Models side by side", .serialized)
struct CompareModelsTests {
  private static func compare(
    _ folders: [String], metric: String = "accuracy", by: String? = nil, out: String? = nil
  ) throws -> ComparisonSummary {
    try CompareModels(folders, metric: metric, by: by, out: out).run(session: Fixtures.session())
  }

  @Test("Holm's correction is that of an example by hand, never falling and at most 1")
  func holm() {
    #expect(CompareReport.holm([0.01, 0.04, 0.03, 0.005]) == [0.03, 0.06, 0.06, 0.02])
    #expect(CompareReport.holm([0.6, 0.7]) == [1, 1])
    #expect(CompareReport.holm([]) == [])
  }

  @Test(
    "seeds are replicates, figures are the reports' own, and the files are the same bytes again")
  func runs() throws {
    let folder = try TemporaryFolder()
    let runs = try (1...2).map { try OutsideFixtures.run(folder, "r\($0)", seed: UInt64($0)) }
    let summary = try Self.compare(runs, out: folder.file("c1"))
    _ = try Self.compare(runs, out: folder.file("c2"))
    #expect(
      try Fixtures.digests(below: folder.file("c1")) == Fixtures.digests(below: folder.file("c2")))
    #expect(try Files.list(folder.file("c1")).sorted() == CompareModels.fileNames.sorted())
    for entry in summary.report.entries {
      let report = try JSON(parsing: OutsideFixtures.text(folder.file("\(entry.name)/report.json")))
      let own = report["scores"]?["test"]?["overall"]
      for name in CompareReport.figures {
        #expect(entry.figure(name, .test).value == own?[name]?.doubleValue, "\(name)")
      }
      #expect(entry.parameters ?? 0 > 0)
      #expect(entry.scored == 1)
    }
    let vals = summary.report.entries.map { $0.figure("accuracy", .val).value ?? 0 }
    #expect(vals == vals.sorted(by: >))
    let group = try #require(summary.report.replicates.first)
    #expect(Set(group.seeds) == ["1", "2"])
    let values = summary.report.entries.compactMap { $0.figure("accuracy", .test).value }
    let spread = try #require(group.spreads.first)
    #expect(abs(spread.mean - (values[0] + values[1]) / 2) < 1e-12)
    #expect(abs(spread.deviation - abs(values[0] - values[1]) / 2.0.squareRoot()) < 1e-12)

    // McNemar's counts, by hand from the two tables.
    let lines = try summary.report.entries.map { entry in
      try OutsideFixtures.lines(folder.file(entry.name)).filter { $0[0] == "test" }
    }
    let right = lines.map { $0.map { $0[3] == $0[4] } }
    let test = try #require(summary.report.pairs.first).comparison.mcNemar
    #expect(test.firstOnly == zip(right[0], right[1]).count { $0 && !$1 })
    #expect(test.secondOnly == zip(right[0], right[1]).count { !$0 && $1 })
    let html = try OutsideFixtures.text(folder.file("c1/compare.html"))
    #expect(html.contains("<svg") && !html.contains("<script"))
    #expect(!html.contains(folder.path))
    #expect(summary.json["training_seconds"]?["r1"] != nil)
  }

  @Test("other programs' models compare too; classes in another order, some without probabilities")
  func outside() throws {
    let folder = try TemporaryFolder()
    let run = try OutsideFixtures.run(folder)
    let lines = try OutsideFixtures.lines(run)
    let names = Array(OutsideFixtures.classes.reversed())
    var table = "split,sample_key," + names.joined(separator: ",") + "\n"
    var bare = "split,sample_key,predicted\n"
    for line in lines where line[0] == "test" {
      table += "\(line[0]),\(line[1]),\(line[5...].reversed().joined(separator: ","))\n"
      bare += "\(line[0]),\(line[1]),happy\n"
    }
    _ = try OutsideFixtures.score(folder, table, out: "same")
    _ = try OutsideFixtures.score(folder, bare, form: .classes, out: "bare", name: "bare.csv")
    let summary = try Self.compare([run, folder.file("same"), folder.file("bare")])
    #expect(summary.report.by == .test)
    #expect(summary.report.notes.contains { $0.contains("flattered by its own test") })
    #expect(summary.report.notes.contains { $0.contains("only named classes") })
    let equal = summary.report.pairs.first { Set([$0.first, $0.second]) == ["run", "same"] }
    #expect(equal?.comparison.mcNemar.pValue == 1)
    #expect(equal?.holm == 1)
    #expect(equal?.comparison.differences.allSatisfy { $0.difference == 0 } == true)
    let other = summary.report.pairs.first { $0.second == "bare" || $0.first == "bare" }
    #expect(other?.differences.contains { $0.name == "log_loss" } == false)
    #expect(throws: WorkbenchError.self) {
      try Self.compare([run, folder.file("same")], by: "val")
    }
  }

  @Test("different test sets are compared on what they share, and refused where they share nothing")
  func differentSets() throws {
    let folder = try TemporaryFolder()
    let run = try OutsideFixtures.run(folder)
    // Another report, whose predictions.csv has a sample less: only the matching is looked at.
    let other = folder.file("other")
    try Files.createDirectories(other)
    let text = try OutsideFixtures.text(Files.join(run, "predictions.csv"))
    var lines = text.split(separator: "\n").map(String.init)
    lines.removeLast()
    try Files.writeAtomically(
      text: lines.joined(separator: "\n") + "\n", to: Files.join(other, "predictions.csv"))
    try Files.writeAtomically(
      Files.read(Files.join(run, "report.json"), limit: 1 << 26),
      to: Files.join(other, "report.json"))
    let summary = try Self.compare([run, other])
    let count = lines.count { $0.hasPrefix("test,") }
    #expect(summary.report.pairs.first?.comparison.support == count)
    #expect(summary.report.notes.contains { $0.contains("1 of run") && $0.contains("\(count)") })
    let strange = lines.map { line -> String in
      var fields = line.split(separator: ",").map(String.init)
      if fields[0] != "split" { fields[1] = String(fields[1].reversed()) }
      return fields.joined(separator: ",")
    }
    try Files.writeAtomically(
      text: strange.joined(separator: "\n") + "\n", to: Files.join(other, "predictions.csv"))
    let error = #expect(throws: WorkbenchError.self) { try Self.compare([run, other]) }
    #expect(error?.description.contains("is common to all of") == true)
    for folders in [[run], [run, run], [run, folder.path]] {
      #expect(throws: WorkbenchError.self) { try Self.compare(folders) }
    }
    let metric = #expect(throws: WorkbenchError.self) {
      try Self.compare([run, folder.file("other")], metric: "acuracy")
    }
    #expect(metric != nil)
  }
}
