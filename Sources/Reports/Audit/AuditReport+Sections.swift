internal import Core
internal import Curation

extension AuditReport {
  /// The checks about single pictures.
  var quality: [Result] { results.filter { $0.measure != nil || $0.check == .noFace } }

  /// The checks about single pictures: those with findings first, each with its histogram.
  func qualitySection(_ page: inout Markup) {
    page.element(
      "p",
      "What import measured of every picture, against the thresholds of the preset "
        + "'\(settings["preset"]?.stringValue ?? "")'. Bars go with the square root of the count; the bad "
        + "side of a threshold is red.")
    for result in quality where result.findings > 0 {
      page.element("h3", ["id": result.check.rawValue], result.check.title)
      section(result, &page)
    }
    let clean = quality.filter { $0.findings == 0 }
    guard !clean.isEmpty else { return }
    page.element(
      "p", ["class": "hint"],
      "Nothing found: "
        + clean.map { "\($0.check.title.lowercased()) (\($0.criterion))" }.joined(separator: "; ")
        + ".")
  }

  /// The queues of label errors, where they were looked for.
  var queues: [Result] { [Check.wrongLabel, .ambiguousLabel].compactMap { self[$0] } }

  func unsearchedLabels(_ page: inout Markup) {
    page.element("p") { line in
      line.words("Not looked for: it trains networks. ")
      line.element("code", "fer-data audit --labels")
      line.words(" does.")
    }
  }

  /// Splits and sources compared.
  func driftSection(_ page: inout Markup) {
    page.element(
      "p",
      "Were the splits made alike? D is the two-sample Kolmogorov–Smirnov statistic, the greatest distance "
        + "of the two cumulative distributions: 0 the same, 1 apart. It counts from "
        + "\(Numbers.fixed(DriftReport.threshold, 1)), where chance (one in a thousand) does not explain it; "
        + "between splits \(Numbers.fixed(DriftReport.alarm, 1)) is an alarm. d is Cohen's.")
    comparisons(drift.splits, &page, title: "Between splits")
    comparisons(drift.sources, &page, title: "Between sources")
    let names = Set(drift.formats.flatMap { $0.counts.keys }).sorted()
    if names.count > 1 {
      page.element("h3", "Formats")
      page.table(
        titles: [""] + names,
        rows: drift.formats.map { part in
          [part.part] + names.map { Numbers.grouped(part.counts[$0] ?? 0) }
        })
    }
  }

  private func comparisons(_ all: [DriftComparison], _ page: inout Markup, title: String) {
    guard !all.isEmpty else { return }
    page.element("h3", title)
    let rows = all.map { comparison -> [String] in
      let decimals = comparison.measure.decimals
      let isDrift = comparison.isDrift(beyond: DriftReport.threshold)
      return [
        "\(comparison.first) – \(comparison.second): \(comparison.measure.name)",
        Numbers.fixed(comparison.firstMedian, decimals),
        Numbers.fixed(comparison.secondMedian, decimals),
        Numbers.fixed(comparison.distance, 3), Numbers.fixed(comparison.effect, 2),
        isDrift ? "differs" : "alike",
      ]
    }
    page.table(
      titles: ["compared", "median of the first", "of the second", "D", "d", ""], rows: rows,
      strong: Set(rows.filter { $0.last == "differs" }.compactMap(\.first)))
  }

  /// Counts of the classes.
  func balanceSection(_ page: inout Markup) {
    func table(_ parts: [BalanceReport.Part], _ page: inout Markup) {
      page.table(
        titles: [""] + classNames + ["all", "largest : smallest"],
        rows: parts.map { part in
          [part.name] + part.counts.map(Numbers.grouped) + [
            Numbers.grouped(part.total), part.imbalance.map { Numbers.fixed($0, 1) } ?? "–",
          ]
        })
    }
    if !balance.splits.isEmpty { table(balance.splits, &page) }
    if balance.sources.count > 1 || balance.splits.isEmpty { table(balance.sources, &page) }
    for bias in balance.biases {
      page.element(
        "p",
        "\(Numbers.percent(bias.share)) of the class '\(bias.className)' comes from \(bias.source), which "
          + "has \(Numbers.percent(bias.expected)) of all samples: a network can learn the source "
          + "instead of the class.")
    }
    if let information = balance.sourceInformation {
      page.element(
        "p", ["class": "hint"],
        "The source tells \(Numbers.percent(information)) of the class (mutual information by the entropy "
          + "of the class).")
    }
  }

  /// How the audit was made.
  func settingsSection(_ page: inout Markup) {
    page.element("details") { details in
      details.element("summary", "Settings")
      details.element("pre", settings.text(indent: true))
    }
    page.element("p", ["class": "hint"]) { line in
      line.words("Digest of the settings and all findings: ")
      line.element("code", digest.hex)
    }
  }
}
