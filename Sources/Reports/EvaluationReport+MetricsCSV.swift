internal import Core
internal import Evaluation

extension EvaluationReport {
  /// The name of the leak-free part in the column "split" of `metrics.csv`.
  static let leakFreeName = "test-leak-free"

  /// `metrics.csv`: a line for each split, class and figure, with its interval and how it was made.
  ///
  /// Columns: split, scope (overall or class), class, metric, value, low, high, method, support, undefined.
  /// A figure of a split as a whole has no class; its name says whether it is an average. A figure
  /// that is 0/0 has no value, and "undefined" says why. Numbers are the shortest decimals that read back as
  /// the same, as in `report.json`.
  public var metricsCSV: String {
    var text = CSV.line([
      "split", "scope", "class", "metric", "value", "low", "high", "method", "support", "undefined",
    ])
    for scores in scores { Self.add(scores.metrics, named: scores.split.rawValue, to: &text) }
    if let leakFree { Self.add(leakFree.metrics, named: Self.leakFreeName, to: &text) }
    return text
  }

  private static func add(_ metrics: MetricsReport, named split: String, to text: inout String) {
    func add(
      _ scope: [String], _ figures: [(name: String, figure: Figure, interval: Interval?)],
      _ support: Int
    ) {
      for (name, figure, interval) in figures {
        text += CSV.line(
          [split] + scope + [
            name, figure.value?.description ?? "", interval?.low.description ?? "",
            interval?.high.description ?? "", interval?.method.rawValue ?? "", String(support),
            figure.gap?.rawValue ?? "",
          ])
      }
    }
    add(["overall", ""], metrics.overall, metrics.support)
    for own in metrics.classes { add(["class", own.name], own.figures, own.support) }
  }
}
