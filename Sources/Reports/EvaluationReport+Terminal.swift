internal import Core
internal import Evaluation

extension EvaluationReport {
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
        EvaluationReport.text(metrics, "recall"), EvaluationReport.share(metrics.precision.figure),
        EvaluationReport.share(metrics.f1), EvaluationReport.share(metrics.specificity.figure))
    }
    let text = overall.text + "\n" + classes.text
    return text.replacing("\u{a0}", with: " ")
  }
}
