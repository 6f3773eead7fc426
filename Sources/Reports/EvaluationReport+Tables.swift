internal import Core
internal import Evaluation

/// The rows of the score tables, shared by Markdown, HTML and the terminal.
extension EvaluationReport {
  /// One line of the overall table: a name and the figure of each split.
  typealias OverallRow = (name: String, cells: [String])

  /// The overall scores, one column a split.
  var overallRows: [OverallRow] {
    let reports = scores.map(\.metrics)
    func row(_ name: String, _ cell: (MetricsReport) -> String) -> OverallRow {
      (name, reports.map(cell))
    }
    var rows = [
      row("Samples") { Numbers.grouped($0.support) },
      row("Accuracy") { EvaluationReport.text($0.accuracy) },
      row("Balanced accuracy") { EvaluationReport.share($0.balancedAccuracy) },
    ]
    for k in 2...3 where reports.contains(where: { $0.accuracyAtK.count >= k }) {
      rows.append(row("Accuracy@\(k)") { EvaluationReport.text($0.accuracyAtK[k - 1]) })
    }
    return rows + [
      row("Macro precision") { EvaluationReport.share($0.macro.precision) },
      row("Macro recall") { EvaluationReport.share($0.macro.recall) },
      row("Macro F1") { EvaluationReport.share($0.macro.f1) },
      row("Weighted F1") { EvaluationReport.share($0.weighted.f1) },
      row("Macro specificity") { EvaluationReport.share($0.macroSpecificity) },
      row("Macro ROC AUC") { EvaluationReport.share($0.macroROCAUC) },
      row("Macro average precision") { EvaluationReport.share($0.macroAveragePrecision) },
      row("Matthews correlation") { EvaluationReport.number($0.matthewsCorrelation) },
      row("Cohen’s kappa") { EvaluationReport.number($0.cohensKappa) },
      row("Log loss") { EvaluationReport.number($0.logLoss) },
      row("Calibration error (ECE)") { EvaluationReport.share($0.calibration.expectedError) },
      row("Always the largest class") { EvaluationReport.share($0.majorityShare) },
    ]
  }

  /// One line of the per-class table: the metric, its overall figure and one for each class.
  static func classRows(
    _ metrics: MetricsReport
  ) -> [(name: String, all: String, classes: [String])] {
    func row(
      _ name: String, _ all: String, _ cell: (ClassMetrics) -> String
    ) -> (name: String, all: String, classes: [String]) {
      (name, all, metrics.classes.map(cell))
    }
    return [
      row("Support", Numbers.grouped(metrics.support)) { Numbers.grouped($0.support) },
      row("Recall", share(metrics.macro.recall)) { share($0.recall.figure) },
      row("Precision", share(metrics.macro.precision)) { share($0.precision.figure) },
      row("F1", share(metrics.macro.f1)) { share($0.f1) },
      row("Specificity", share(metrics.macroSpecificity)) { share($0.specificity.figure) },
      row("Accuracy (one-vs-rest)", share(metrics.accuracy.figure)) { share($0.accuracy.figure) },
      row("ROC AUC", share(metrics.macroROCAUC)) { share($0.ranking.rocAUC) },
      row("Average precision", share(metrics.macroAveragePrecision)) {
        share($0.ranking.averagePrecision)
      },
    ]
  }

  /// A share with its interval: "67.9 % (66.4–69.4)".
  static func text(_ proportion: Proportion) -> String {
    guard let value = proportion.value, let interval = proportion.interval else { return "–" }
    return "\(Numbers.percent(value)) (\(range(interval)))"
  }

  /// An interval in percent without the sign: "66.4–69.4".
  static func range(_ interval: ClosedRange<Double>) -> String {
    "\(Numbers.fixed(interval.lowerBound * 100, 1))–\(Numbers.fixed(interval.upperBound * 100, 1))"
  }

  /// A share in percent, or a dash.
  static func share(_ figure: Figure) -> String { figure.value.map { Numbers.percent($0) } ?? "–" }

  /// A figure with three decimals, or a dash.
  static func number(_ figure: Figure) -> String {
    figure.value.map { Numbers.fixed($0, 3) } ?? "–"
  }

  /// The scores as text tables for the terminal: overall, then the classes of the headline split.
  public var terminalText: String {
    var overall = TextTable(
      columns: [.init("")] + scores.map { .init($0.split.rawValue, .right) })
    for row in overallRows { overall.add(cells: [row.name] + row.cells) }
    guard let headline else { return overall.text }
    var classes = TextTable(
      columns: [.init(headline.split.rawValue)]
        + ["support", "recall", "precision", "F1", "specificity"].map { .init($0, .right) })
    for metrics in headline.metrics.classes {
      classes.add(
        metrics.name, Numbers.grouped(metrics.support),
        EvaluationReport.text(metrics.recall), EvaluationReport.share(metrics.precision.figure),
        EvaluationReport.share(metrics.f1), EvaluationReport.share(metrics.specificity.figure))
    }
    let text = overall.text + "\n" + classes.text
    return text.replacing("\u{a0}", with: " ")
  }
}
