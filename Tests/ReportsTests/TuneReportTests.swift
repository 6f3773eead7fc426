import Core
import Evaluation
import Reports
import Testing

@Suite("The report of a search")
struct TuneReportTests {
  /// A search of nine trials: one failed, one repeated, one dropped.
  static func report(
    names: [String] = ["sgd", "adamw", "a <b> & \"c\""], winner: Int? = 4, isComplete: Bool = true,
    trials count: Int = 9
  ) -> TuneReport {
    let trials = (0..<count).map { place -> TuneTrialFacts in
      var state = TuneTrialFacts.State.finished
      if place == 2 { state = .failed("the loss became <infinite>, \"really\"") }
      if place == 5 { state = .repeated(2) }
      if place == 7 { state = .dropped }
      let accuracy = 0.5 + 0.02 * Double(place == 4 ? 9 : place)
      let isScored = winner != nil && place != 2 && place != 5
      return TuneTrialFacts(
        number: place + 1,
        values: [
          .init(text: "0.00\(place + 1)", position: 0.001 * Double(place + 1)),
          .init(text: names[place % names.count], position: Double(place % names.count)),
          .init(text: "1", position: 0),
        ], state: winner == nil ? .waiting : state, rung: place == 7 ? 1 : 2,
        epochs: winner == nil ? 0 : place == 7 ? 2 : 4, bestEpoch: isScored ? 2 : nil,
        score: isScored ? accuracy : nil, accuracy: isScored ? accuracy : nil,
        loss: isScored ? 1.25 : nil, recipe: Digest.sha256(of: "\(place)"))
    }
    return TuneReport(
      method: ("random", ["name": "random"]),
      metric: .init(name: "accuracy", isShare: true, isHigherBetter: true), seed: 1,
      parameters: [
        .init(name: "optimizer.learning-rate", domain: .range(0.001, 0.01, isLogarithmic: true)),
        .init(name: "optimizer", domain: .choices(names)),
        .init(name: "epochs", domain: .choices(["1"])),
      ], trials: trials, rungs: [.init(epochs: 2, trials: count), .init(epochs: nil, trials: 3)],
      winner: winner, validationCount: 1000, isComplete: isComplete,
      best: winner.map { _ in ("model: {architecture: linear}\n", nil) },
      provenance: [.init("Program", "fer-data")])
  }

  @Test("the page is well-formed, in one file, without scripts, every chart described")
  func page() {
    let html = Self.report().html
    let checker = MarkupChecker(html)
    #expect(checker.problems == [])
    #expect(checker.tags["script"] == nil && checker.tags["link"] == nil)
    #expect(!html.contains("http") && !html.contains("url("))
    // Parallel coordinates and one scatter for each parameter that varies.
    #expect(checker.tags["svg"] == 3 && checker.tags["desc"] == 3)
    #expect(html.ranges(of: "role=\"img\"").count == 3)
    #expect(html.contains("prefers-color-scheme:dark"))
    // A line for each trial but the repeated one; a point for each scored one in each scatter, and crosses.
    #expect(checker.tags["polyline"] == 8)
    #expect(html.ranges(of: "class=\"spot fifth").count == 2 * 6)
    #expect(html.ranges(of: "class=\"cross\"").count == 2)
    #expect(!HTMLReportTests.holdsNonFinite(html))
  }

  @Test("names from outside cannot break out of the page, the table or the CSV")
  func escaping() {
    let report = Self.report(names: ["<script>x</script>", "a|b", "c,\"d\""])
    #expect(MarkupChecker(report.html).problems == [])
    #expect(!report.html.contains("<script"))
    #expect(report.markdown.contains("a\\|b"))
    #expect(report.csv.contains("\"c,\"\"d\"\"\""))
    #expect(report.csv.split(separator: "\n").count == 10)
  }

  @Test("a search without any result, or just begun, has a report, too", arguments: [0, 1, 9])
  func sparse(trials: Int) {
    let report = Self.report(winner: nil, isComplete: false, trials: trials)
    #expect(MarkupChecker(report.html).problems == [])
    #expect(report.notes.contains { $0.contains("not over: 0 of \(trials)") })
    #expect(report.json["best"] == .null)
    #expect(report.markdown.contains("## Space"))
  }

  @Test("the interval of the best of many is wider than that of one, and the report says why")
  func luck() throws {
    let report = Self.report()
    #expect(report.looks == 8 * 4 - 2)
    let plain = try #require(report.plainInterval)
    let honest = try #require(report.honestInterval)
    #expect(honest.lowerBound < plain.lowerBound && honest.upperBound > plain.upperBound)
    #expect(report.notes.contains { $0.contains("winner's curse") && $0.contains("Bonferroni") })
    // 0.66 of 0.68 ± 0.03, and 0.66 is trial 9's.
    #expect(report.rivals == 1)
    let best = try #require(report.json["best"]?.objectValue)
    #expect(best["accuracy_interval_95_of_the_best"]?.arrayValue?.count == 2)
    #expect(report.json["looks_at_validation"] == 30)
  }

  @Test("trials are ranked by stage, then by score, then by number; a loss the other way round")
  func ranking() {
    #expect(Self.report().ranked.map(\.number) == [5, 9, 7, 4, 2, 1, 8, 3, 6])
    let report = Self.report()
    let loss = TuneReport(
      method: report.method, metric: .init(name: "loss", isShare: false, isHigherBetter: false),
      seed: 1, parameters: report.parameters, trials: report.trials, rungs: report.rungs,
      winner: 0, validationCount: 10, isComplete: true, best: nil, provenance: [])
    #expect(loss.ranked.map(\.number) == [1, 2, 4, 7, 9, 5, 8, 3, 6])
    #expect(MarkupChecker(loss.html).problems == [])
  }
}
