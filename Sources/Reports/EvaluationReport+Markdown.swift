internal import Core
internal import Evaluation

extension EvaluationReport {
  /// `report.md`: the report as tables, for repositories and pull requests.
  ///
  /// The tables by class have the shape that papers print: a metric a row, all categories and each class a
  /// column, for validation and test. Settings are in `report.json` and `report.html`.
  public var markdown: String {
    var text = "# \(Markdown.escaped(title))\n\n"
    for note in notes { text += "- \(Markdown.escaped(note))\n" }
    if !notes.isEmpty { text += "\n" }
    text += "## Scores\n\n"
    text += Markdown.table(
      ["Metric"] + scores.map(\.split.rawValue), overallRows.map { [$0.name] + $0.cells })
    text += "\n\(Markdown.escaped(intervalSentence))\n"
    text += leakFreeMarkdown
    for scores in scores where scores.split != .train || self.scores.count == 1 {
      text += "\n## By class: \(scores.split.rawValue)\n\n" + classMarkdown(scores.metrics)
      text += "\nConfusion matrix (true classes down, predictions across):\n\n"
      text += confusionMarkdown(scores.metrics.confusion)
    }
    text += "\n## Data\n\n" + dataMarkdown
    text += "\n## Provenance\n\n"
    text += Markdown.table(
      ["What", "Value"], provenance.map { [$0.name, Markdown.code($0.value)] }, escaping: [0])
    if let command { text += "\nMake it again:\n\n\(Markdown.block(command, language: "sh"))" }
    return text
  }

  private var leakFreeMarkdown: String {
    guard let leakFree, let test = metrics(.test) else { return "" }
    let rows = [("whole test split", test), ("leak-free part", leakFree.metrics)].map {
      name, metrics in
      [
        name, Numbers.grouped(metrics.support),
        EvaluationReport.text(metrics.accuracy.figure, metrics.intervals["accuracy"]),
        EvaluationReport.text(metrics.macro.f1, metrics.intervals["macro_f1"]),
        EvaluationReport.text(metrics.balancedAccuracy, metrics.intervals["balanced_accuracy"]),
      ]
    }
    return "\n## With and without leaks\n\n"
      + Markdown.table(
        ["Test samples", "Samples", "Accuracy", "Macro F1", "Balanced accuracy"], rows)
  }

  private func classMarkdown(_ metrics: MetricsReport) -> String {
    Markdown.table(
      ["Metric", "All categories"] + classNames,
      EvaluationReport.classRows(metrics).map { [$0.name, $0.all] + $0.classes })
  }

  private func confusionMarkdown(_ matrix: ConfusionMatrix) -> String {
    Markdown.table(
      [""] + classNames,
      classNames.indices.map { label in
        [classNames[label]] + classNames.indices.map { Numbers.grouped(matrix[label, $0]) }
      })
  }

  private var dataMarkdown: String {
    var rows = Split.allCases.filter { dataset.total($0) > 0 }.map { split in
      [split.rawValue, Numbers.grouped(dataset.total(split))]
        + dataset.row(split).map(Numbers.grouped)
    }
    if let training = dataset.trainingRows {
      rows.append(
        ["train rows with copies", Numbers.grouped(training.reduce(0, +))]
          + training.map(Numbers.grouped))
    }
    var text = Markdown.table(["Split", "All"] + classNames, rows)
    text += "\n"
    text += Markdown.table(
      ["Source", "Accepted", "Rejected", "Ignored", "SHA-256"],
      dataset.sources.map {
        [
          $0.name, Numbers.grouped($0.accepted), Numbers.grouped($0.rejected),
          Numbers.grouped($0.ignored), $0.digest?.hex ?? "not read to its end",
        ]
      })
    return text
  }
}
