internal import Core
internal import Evaluation

extension EvaluationReport {
  /// `report.html`: one file without scripts or links to elsewhere, charts as inline SVG.
  ///
  /// Light and dark, readable on a phone and on paper; behind each chart stands a table.
  public var html: String {
    var page = Markup()
    page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    page.element("title", title)
    page.raw("<style>\n\(ReportStyle.css)\n</style>\n</head>\n<body>\n")
    page.element("main") { main in
      header(&main)
      scoresSection(&main)
      trainingSection(&main)
      for scores in shownScores { classSection(&main, scores) }
      dataSection(&main)
      settingsSection(&main)
      provenanceSection(&main)
      definitionsSection(&main)
    }
    page.raw("</body>\n</html>\n")
    return page.text
  }

  /// Test before val; train only where there is nothing else.
  private var shownScores: [SplitScores] {
    let scored = scores.filter { $0.metrics.support > 0 }
    let heldOut = scored.filter { $0.split != .train }
    return (heldOut.isEmpty ? scored : heldOut).reversed()
  }

  private func header(_ page: inout Markup) {
    page.element("h1", title)
    let totals = Split.allCases.filter { dataset.total($0) > 0 }
      .map { "\(Numbers.grouped(dataset.total($0))) \($0.rawValue)" }
    let samples = totals.isEmpty ? "" : ": \(totals.joined(separator: ", ")) samples"
    page.element("p", ["class": "lead"], "\(classNames.count) classes\(samples).")
    if let headline {
      page.element("div", ["class": "cards"]) { cards in
        for card in cardTexts(headline) {
          cards.element("div", ["class": "card"]) { box in
            box.element("div", ["class": "name"], card.name)
            box.element("div", ["class": "figure"], card.figure)
            box.element("div", ["class": "range"], card.range)
          }
        }
      }
    }
    if !notes.isEmpty {
      page.element("ul", ["class": "notes"]) { list in
        for note in notes { list.element("li", note) }
      }
    }
  }

  private func cardTexts(_ scores: SplitScores) -> [(name: String, figure: String, range: String)] {
    let metrics = scores.metrics
    let split = scores.split.rawValue
    let name = split.prefix(1).uppercased() + split.dropFirst()
    func interval(_ proportion: Proportion) -> String {
      proportion.interval.map { "95 % interval \(EvaluationReport.range($0))" } ?? ""
    }
    var cards = [
      (
        "\(name) accuracy", EvaluationReport.share(metrics.accuracy.figure),
        interval(metrics.accuracy)
      ),
      ("Macro F1", EvaluationReport.share(metrics.macro.f1), "\(split), mean over the classes"),
      (
        "Balanced accuracy", EvaluationReport.share(metrics.balancedAccuracy),
        "\(split), mean recall"
      ),
      (
        "Macro ROC AUC", EvaluationReport.share(metrics.macroROCAUC),
        "\(split), one against the rest"
      ),
    ]
    if let leakFree {
      let accuracy = leakFree.metrics.accuracy
      cards.insert(
        ("Leak-free test accuracy", EvaluationReport.share(accuracy.figure), interval(accuracy)),
        at: 1)
    }
    return cards
  }

  private func scoresSection(_ page: inout Markup) {
    page.element("h2", "Scores")
    table(
      &page, titles: [""] + scores.map(\.split.rawValue),
      rows: overallRows.map { [$0.name] + $0.cells }, strong: ["Accuracy", "Macro F1"])
    page.element(
      "p", ["class": "hint"],
      "In parentheses: 95 % Wilson score intervals. They take the samples as independent; where "
        + "subjects repeat, they are too narrow.")
    guard let leakFree, let test = metrics(.test) else { return }
    page.element("h3", "With and without leaks")
    let rows = [("Whole test split", test), ("Leak-free part", leakFree.metrics)]
    table(
      &page, titles: ["", "samples", "accuracy", "macro F1", "balanced accuracy"],
      rows: rows.map { name, metrics in
        [
          name, Numbers.grouped(metrics.support), EvaluationReport.text(metrics.accuracy),
          EvaluationReport.share(metrics.macro.f1),
          EvaluationReport.share(metrics.balancedAccuracy),
        ]
      })
  }

  /// A table in a box that scrolls sideways on narrow screens; the first cell of a row is its header.
  func table(
    _ page: inout Markup, titles: [String], rows: [[String]], strong: Set<String> = []
  ) {
    page.table(titles: titles, rows: rows, strong: strong)
  }
}
