extension TuneReport {
  /// `report.html`: one file without scripts or links to elsewhere, charts as inline SVG.
  public var html: String {
    var page = Markup()
    page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    page.element("title", title)
    page.raw("<style>\n\(ReportStyle.css)\n\(TuneStyle.css)\n</style>\n</head>\n<body>\n")
    page.element("main") { main in
      header(&main)
      chartsSection(&main)
      bestSection(&main)
      main.element("h2", "Trials")
      main.element("p", ["class": "hint"], "The best first (*).")
      main.table(
        titles: tableTitles, rows: tableRows,
        strong: Set(tableRows.compactMap(\.first).filter { $0.hasSuffix("*") }))
      spaceSection(&main)
    }
    page.raw("</body>\n</html>\n")
    return page.text
  }

  private func header(_ page: inout Markup) {
    page.element("h1", title)
    page.element(
      "p", ["class": "lead"],
      parameters.map(\.name).joined(separator: ", ") + "; compared by validation \(metric.name).")
    if let winning, let score = winning.score {
      page.element("div", ["class": "cards"]) { cards in
        card(
          &cards, "Best validation \(metric.name)", metric.text(score), "trial \(winning.number)")
        if let honest = honestInterval {
          card(
            &cards, "Accuracy, 95 % interval of the best",
            EvaluationReport.range(honest) + "\u{a0}%",
            "for all \(Numbers.grouped(looks)) looks at \(Numbers.grouped(validationCount)) images")
        }
        let ends = trials.count { $0.state.isToTheEnd }
        card(&cards, "Trials", String(trials.count), "\(ends) trained to the end")
      }
    }
    page.element("ul", ["class": "notes"]) { list in
      for note in notes { list.element("li", note) }
    }
  }

  private func card(_ page: inout Markup, _ name: String, _ figure: String, _ range: String) {
    page.element("div", ["class": "card"]) { box in
      box.element("div", ["class": "name"], name)
      box.element("div", ["class": "figure"], figure)
      box.element("div", ["class": "range"], range)
    }
  }

  private func chartsSection(_ page: inout Markup) {
    guard trials.contains(where: { $0.score != nil }) else { return }
    let data = TuneChartData(self)
    page.element("h2", "All trials at a glance")
    figure(&page, "Each line is a trial; the best one is orange, the darker the better") { figure in
      ParallelChart(data: data).render(into: &figure, id: "parallel")
    }
    page.element("h2", "Validation \(metric.name) against each parameter")
    page.element("div", ["class": "charts"]) { charts in
      for (place, axis) in data.axes.enumerated() {
        figure(&charts, axis.name) { figure in
          ScatterChart(data: data, parameter: place).render(into: &figure, id: "scatter-\(place)")
        }
      }
    }
    page.element("p", ["class": "hint"], data.legend)
  }

  private func figure(_ page: inout Markup, _ caption: String, _ chart: (inout Markup) -> Void) {
    page.element("figure") { figure in
      figure.element("figcaption", caption)
      chart(&figure)
    }
  }

  private func bestSection(_ page: inout Markup) {
    guard let best, let winning else { return }
    page.element("h2", "Best recipe: trial \(winning.number)")
    page.element("pre", best.recipe)
    if let policy = best.augmentation {
      page.element("h3", "Its augmentation policy")
      page.element("pre", policy)
    }
    page.element("h3", "Score it on the test split, or train it again")
    page.element("pre", commands.joined(separator: "\n"))
  }

  private func spaceSection(_ page: inout Markup) {
    page.element("h2", "Space")
    page.table(titles: ["parameter", "values"], rows: parameters.map { [$0.name, $0.text] })
    if rungs.count > 1 { page.table(titles: Self.rungTitles, rows: rungRows) }
    page.element("h2", "Provenance")
    page.table(titles: ["what", "value"], rows: provenance.map { [$0.name, $0.value] })
  }
}
