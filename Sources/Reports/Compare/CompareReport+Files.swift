public import Core
internal import Evaluation

extension CompareReport {
  /// `compare.json` as a value.
  public var json: JSON {
    [
      "format": "fer-data/compare/1", "classes": .array(classNames.map { .string($0) }),
      "sorted_by": ["metric": .string(metric), "split": .string(by.rawValue)],
      "shown": .string(shown.rawValue), "correction": "Holm",
      "models": .array(entries.map(Self.json)), "notes": .array(notes.map { .string($0) }),
      "pairs": .array(
        pairs.map { pair in
          var members = pair.comparison.json.objectValue ?? [:]
          members["first"] = .string(pair.first)
          members["second"] = .string(pair.second)
          members["holm_p_value"] = .number(pair.holm)
          if pair.areClassesOnly {
            members["differences"] = .object(
              (members["differences"]?.objectValue ?? [:]).filter {
                !MetricsReport.needsProbabilities($0.key)
              })
          }
          return .object(members)
        }),
      "replicates": .array(
        replicates.map { group in
          [
            "models": .array(group.names.map { .string($0) }),
            "seeds": .array(group.seeds.map { .string($0) }),
            "figures": .object(
              Dictionary(
                group.spreads.map {
                  (
                    $0.name,
                    [
                      "mean": .number($0.mean), "standard_deviation": .number($0.deviation),
                      "least": .number($0.least), "largest": .number($0.largest),
                    ]
                  )
                }, uniquingKeysWith: { first, _ in first })),
          ]
        }),
    ]
  }

  private static func json(_ entry: Entry) -> JSON {
    [
      "name": .string(entry.name), "seed": entry.seed.map { .string($0) } ?? .null,
      "parameters": entry.parameters.map { .integer($0) } ?? .null,
      "flops": entry.operations.map { .integer($0) } ?? .null,
      "weights_scored_on_test": entry.scored.map { .integer($0) } ?? .null,
      "scores": .object(
        Dictionary(
          entry.metrics.map { ($0.key.rawValue, $0.value.json) }, uniquingKeysWith: { a, _ in a })),
    ]
  }

  /// `compare.json`: sorted keys, indented.
  public var jsonText: String { json.text(indent: true) }

  /// `compare.csv`: one line a model, split and figure.
  public var csv: String {
    var text = CSV.line([
      "rank", "model", "seed", "split", "figure", "value", "low", "high", "method",
    ])
    for (rank, entry) in entries.enumerated() {
      for (split, metrics) in entry.metrics.sorted(by: { $0.key < $1.key }) {
        for figure in metrics.overall {
          text += CSV.line([
            String(rank + 1), entry.name, entry.seed ?? "", split.rawValue, figure.name,
            figure.figure.value?.description ?? "", figure.interval?.low.description ?? "",
            figure.interval?.high.description ?? "", figure.interval?.method.rawValue ?? "",
          ])
        }
      }
    }
    return text
  }

  /// `compare.md`.
  public var markdown: String {
    var text = "# \(title)\n\n"
    for note in notes { text += "- \(Markdown.escaped(note))\n" }
    text += "\n## Leaderboard\n\n" + Markdown.table(boardTitles, boardRows)
    if !pairs.isEmpty {
      text += "\n## Pairs on \(shown.rawValue)\n\n" + Markdown.table(Self.pairTitles, pairRows)
      text += "\n\(Markdown.escaped(testWords))\n"
    }
    for group in replicates {
      text += "\n## \(Markdown.escaped(Self.heading(group)))\n\n"
      text += Markdown.table(Self.spreadTitles, Self.rows(group))
    }
    return text
  }

  /// `compare.html`: one file without scripts or links to elsewhere.
  public var html: String {
    var page = ReportPage(title: title)
    page.header = { page in
      page.element(
        "p", ["class": "lead"],
        "Sorted by \(by.rawValue) \(Self.words(metric)), figures on \(shown.rawValue).")
      page.element("ul", ["class": "notes"]) { list in
        for note in notes { list.element("li", note) }
      }
    }
    page.add("board", "Leaderboard") { page in
      page.figure(
        "\(shown.rawValue) accuracy with 95 % intervals", IntervalChart(report: self).scene,
        id: "intervals", titles: ["model", "accuracy"],
        rows: entries.map { [$0.name, Self.text($0, "accuracy", shown)] })
      page.table(titles: boardTitles, rows: boardRows, label: "Leaderboard")
    }
    if !pairs.isEmpty {
      page.add("pairs", "Pairs") { page in
        page.table(titles: Self.pairTitles, rows: pairRows, label: "Pairs")
        page.element("p", ["class": "hint"], testWords)
      }
    }
    if !replicates.isEmpty {
      page.add("seeds", "Seeds") { page in
        for group in replicates {
          page.element("h3", Self.heading(group))
          page.table(titles: Self.spreadTitles, rows: Self.rows(group), label: "Seeds")
        }
      }
    }
    return page.html
  }

  /// The leaderboard and the pairs for the terminal; times and machines are the caller's.
  public var terminalText: String {
    func table(_ titles: [String], _ rows: [[String]]) -> String {
      TextTable(
        columns: titles.enumerated().map { .init($1, $0 == 0 ? .left : .right) }, rows: rows
      ).text
    }
    var parts = [table(boardTitles, boardRows)]
    if !pairs.isEmpty { parts.append(table(Self.pairTitles, pairRows)) }
    for group in replicates {
      parts.append(Self.heading(group) + "\n" + table(Self.spreadTitles, Self.rows(group)))
    }
    parts.append(notes.map { $0 + "\n" }.joined())
    return parts.joined(separator: "\n").replacing("\u{a0}", with: " ")
  }
}
