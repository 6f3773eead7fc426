extension TuneReport {
  /// `report.html`: one file without scripts or links to elsewhere, charts as inline SVG.
  public var html: String {
    var page = ReportPage(title: title, styles: [TuneStyle.css])
    page.header = { header(&$0) }
    if trials.contains(where: { $0.score != nil }) {
      let data = TuneChartData(self)
      page.add("glance", "All trials at a glance") { glanceSection(&$0, data) }
      page.add("parameters", "Validation \(metric.name) against each parameter") {
        parametersSection(&$0, data)
      }
    }
    if let best, let winning {
      page.add("best", "Best recipe: trial \(winning.number)") { bestSection(&$0, best) }
    }
    page.add("trials", "Trials") { trials in
      trials.element("p", ["class": "hint"], "The best first (*).")
      trials.table(
        titles: tableTitles, rows: tableRows,
        strong: Set(tableRows.compactMap(\.first).filter { $0.hasSuffix("*") }), label: "Trials")
    }
    page.add("space", "Space") { spaceSection(&$0) }
    page.add("provenance", "Provenance") {
      $0.facts(provenance.map { ($0.name, $0.value) }, isCode: true)
    }
    return page.html
  }

  private func header(_ page: inout Markup) {
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

  private func glanceSection(_ page: inout Markup, _ data: TuneChartData) {
    let caption = "Each line is a trial; the best one is orange, a stronger blue is better"
    figure(&page, caption) { figure in
      ParallelChart(data: data).render(into: &figure, id: "parallel")
    }
  }

  private func parametersSection(_ page: inout Markup, _ data: TuneChartData) {
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

  private func bestSection(
    _ page: inout Markup, _ best: (recipe: String, augmentation: String?)
  ) {
    page.element("pre", best.recipe)
    if let policy = best.augmentation {
      page.element("h3", "Its augmentation policy")
      page.element("pre", policy)
    }
    page.element("h3", "Score it on the test split, or train it again")
    page.element("pre", commands.joined(separator: "\n"))
  }

  private func spaceSection(_ page: inout Markup) {
    page.table(
      titles: ["parameter", "values"], rows: parameters.map { [$0.name, $0.text] },
      label: "Space", isWordy: true)
    if rungs.count > 1 { page.table(titles: Self.rungTitles, rows: rungRows) }
  }
}
