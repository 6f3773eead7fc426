internal import Core
internal import Curation

extension AuditReport {
  /// `audit.html`: one file without scripts or links to elsewhere, pictures and charts inside.
  public var html: String {
    var page = ReportPage(title: "Audit of \(title)", styles: [AuditStyle.css])
    page.header = { header(&$0) }
    page.add("checks", "All checks") { summaryTable(&$0) }
    for check in Self.sameness {
      guard let result = self[check] else { continue }
      page.add(check.rawValue, check.title) { section(result, &$0) }
    }
    if !quality.isEmpty { page.add("quality", "Quality") { qualitySection(&$0) } }
    if queues.isEmpty { page.add("labels", "Label errors") { unsearchedLabels(&$0) } }
    for queue in queues {
      page.add(queue.check.rawValue, queue.check.title) { section(queue, &$0) }
    }
    page.add("drift", "Drift") { driftSection(&$0) }
    page.add("balance", "Balance") { balanceSection(&$0) }
    page.add("settings", "How it was made") { settingsSection(&$0) }
    return page.html
  }

  /// The checks about the same picture, in the order in which they matter.
  static let sameness: [Check] = [.leak, .labelConflict, .exactDuplicate, .nearDuplicate]

  private func header(_ page: inout Markup) {
    let parts = splits.map { "\(Numbers.grouped($0.count)) \($0.name)" }
    let place = parts.isEmpty ? "no split" : parts.joined(separator: ", ")
    let kind = parts.isEmpty ? "" : isOfficial ? " (the dataset's own split)" : " (dealt by split)"
    let left = excluded > 0 ? " \(Numbers.grouped(excluded)) more are excluded." : ""
    page.element(
      "p", ["class": "lead"],
      "\(Numbers.grouped(samples)) samples in \(classNames.count) classes: \(place)\(kind).\(left)"
    )
    for warning in warnings { page.element("p", ["class": "alarm"], warning + ".") }
    let lines = headline
    if lines.isEmpty {
      page.element("p", "Nothing was found that would spoil a score.")
    } else {
      page.element("ul", ["class": "headline"]) { list in
        for line in lines { list.element("li", line) }
      }
    }
    page.element("div", ["class": "cards"]) { cards in
      for check in Self.cards {
        guard let result = self[check] else { continue }
        cards.element("div", ["class": "card"]) { box in
          box.element("div", ["class": "name"], check.title)
          box.element("div", ["class": "figure"], Numbers.grouped(result.samples))
          box.element(
            "div", ["class": "range"],
            "samples, \(share(of: result.samples)); \(Numbers.grouped(result.findings)) findings")
        }
      }
    }
  }

  private static let cards: [Check] = [
    .leak, .labelConflict, .exactDuplicate, .nearDuplicate, .blank, .placeholder, .wrongLabel,
  ]

  private func summaryTable(_ page: inout Markup) {
    page.table(
      titles: ["check", "samples", "share", "findings", "measure and threshold"],
      rows: results.map { result in
        [
          result.check.title, Numbers.grouped(result.samples), share(of: result.samples),
          Numbers.grouped(result.findings), result.criterion,
        ]
      }, strong: Set(results.filter { $0.findings > 0 }.map(\.check.title)), label: "All checks",
      isWordy: true)
    page.element(
      "p", ["class": "hint"],
      "A finding is a statement about pictures, not a decision: nothing was left out or changed.")
  }

  /// One check with its examples.
  func section(_ result: Result, _ page: inout Markup) {
    page.element("p", result.check.why)
    let found =
      result.findings == 0
      ? "Nothing found"
      : "\(Numbers.grouped(result.findings)) findings about "
        + "\(Numbers.grouped(result.samples)) samples (\(share(of: result.samples)))"
    page.element("p", ["class": "hint"], "\(found). Measured: \(result.criterion).")
    if let distribution = result.distribution, let measure = result.measure {
      HistogramChart(
        title: "\(result.check.title): \(measure.name)", distribution: distribution,
        bounds: result.bounds, isBelow: isBelow(result), decimals: measure.decimals
      ).render(into: &page, id: "chart-\(result.check.rawValue)")
      percentiles(distribution, measure, &page)
    }
    gallery(result, &page)
    guard result.findings > 0 else { return }
    page.element("p", ["class": "fix"]) { line in
      line.words("To act on it: ")
      line.element("code", result.check.remedy)
    }
  }

  private func percentiles(
    _ distribution: MeasureDistribution, _ measure: QualityMeasure, _ page: inout Markup
  ) {
    page.element("details") { details in
      details.element("summary", "Percentiles")
      details.table(
        titles: [measure.name] + MeasureDistribution.percents.map { "\($0)\u{a0}%" },
        rows: [
          [measure.unit.isEmpty ? "figure" : measure.unit]
            + distribution.percentiles.map { Numbers.fixed($0, measure.decimals) }
        ])
    }
  }

  /// Whether low figures are the bad ones.
  func isBelow(_ result: Result) -> Bool {
    let rules = QualityPreset.faces.rules + QualityPreset.cleanVision.rules
    return rules.first { $0.check == result.check && $0.measure == result.measure }?.side == .below
  }
}
