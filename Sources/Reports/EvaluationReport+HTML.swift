internal import Core
internal import Evaluation

extension EvaluationReport {
  /// `report.html` without curves and pictures.
  public var html: String { html(ReportExhibits()) }

  /// `report.html`: one file without scripts or links to elsewhere, charts as inline SVG, pictures inside.
  ///
  /// Light and dark, readable on a phone and on paper; behind each chart stands a table.
  public func html(_ exhibits: ReportExhibits) -> String {
    var page = ReportPage(title: title)
    page.header = { header(&$0) }
    page.add("summary", "Summary") { summarySection(&$0) }
    if !scores.isEmpty { page.add("scores", "Scores") { scoresSection(&$0) } }
    for scores in shownScores {
      let split = scores.split.rawValue
      page.add("classes-of-\(split)", "By class: \(split)") { classSection(&$0, scores) }
    }
    let ranked = shownScores.first {
      exhibits.splits[$0.split]?.curves.contains { !$0.isEmpty } ?? false
    }
    if let ranked {
      page.add("curves", "ROC and precision–recall") { curvesSection(&$0, ranked, exhibits) }
    }
    if let first = shownScores.first {
      page.add("confidence", "Confidence") { confidenceSection(&$0, first, exhibits) }
    }
    if !exhibits.galleries.isEmpty {
      page.add("pictures", "Pictures") { galleriesSection(&$0, exhibits) }
    }
    if !history.isEmpty { page.add("training", "Training") { trainingSection(&$0) } }
    page.add("data", "Data") { dataSection(&$0) }
    if !settings.isEmpty {
      page.add("settings", "Pipeline and settings") { settingsSection(&$0) }
    }
    page.add("provenance", "Provenance") { provenanceSection(&$0) }
    page.add("definitions", "Definitions") { definitionsSection(&$0) }
    return page.html
  }

  /// Test before val; train only where there is nothing else.
  var shownScores: [SplitScores] {
    let scored = scores.filter { $0.metrics.support > 0 }
    let heldOut = scored.filter { $0.split != .train }
    return (heldOut.isEmpty ? scored : heldOut).reversed()
  }

  private func header(_ page: inout Markup) {
    let totals = Split.allCases.filter { dataset.total($0) > 0 }
      .map { "\(Numbers.grouped(dataset.total($0))) \($0.rawValue)" }
    let samples = totals.isEmpty ? "" : ": \(totals.joined(separator: ", ")) samples"
    page.element("p", ["class": "lead"], "\(classNames.count) classes\(samples).")
  }

  private func summarySection(_ page: inout Markup) {
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
    } else {
      page.element("p", "Nothing was scored.")
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
    func card(
      _ title: String, _ name: String, _ metrics: MetricsReport
    ) -> (String, String, String) {
      guard let entry = metrics.overall.first(where: { $0.name == name }) else {
        return (title, "–", "")
      }
      return (
        title, EvaluationReport.share(entry.figure),
        entry.interval.map { "95 %: \(EvaluationReport.range($0.range))" } ?? ""
      )
    }
    var cards = [
      card("\(name) accuracy", "accuracy", metrics), card("Macro F1", "macro_f1", metrics),
      card("Balanced accuracy", "balanced_accuracy", metrics),
      card("Macro ROC AUC", "macro_roc_auc", metrics),
    ]
    if let leakFree {
      cards.insert(card("Leak-free test accuracy", "accuracy", leakFree.metrics), at: 1)
    }
    return cards
  }

  private func scoresSection(_ page: inout Markup) {
    page.table(
      titles: [""] + scores.map(\.split.rawValue),
      rows: overallRows.map { [$0.name] + $0.cells }, strong: ["Accuracy", "Macro F1"],
      label: "Scores of each split")
    page.element("p", ["class": "hint"], intervalSentence)
    guard let leakFree, let test = metrics(.test) else { return }
    page.element("h3", "With and without leaks")
    let rows = [("Whole test split", test), ("Leak-free part", leakFree.metrics)]
    page.table(
      titles: ["", "samples", "accuracy", "macro F1", "balanced accuracy"],
      rows: rows.map { name, metrics in
        [
          name, Numbers.grouped(metrics.support),
          EvaluationReport.text(metrics.accuracy.figure, metrics.intervals["accuracy"]),
          EvaluationReport.text(metrics.macro.f1, metrics.intervals["macro_f1"]),
          EvaluationReport.text(metrics.balancedAccuracy, metrics.intervals["balanced_accuracy"]),
        ]
      }, label: "Scores with and without leaks")
  }
}
