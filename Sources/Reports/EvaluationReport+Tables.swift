internal import Core
internal import Evaluation

/// The rows of the score tables, shared by Markdown, HTML and the terminal.
extension EvaluationReport {
  /// One line of the overall table: a name and the figure of each split.
  typealias OverallRow = (name: String, cells: [String])

  /// The figures of the overall table: what they are called here and in `MetricsReport.overall`.
  static let overallNames: [(title: String, name: String, isShare: Bool)] = [
    ("Accuracy", "accuracy", true), ("Balanced accuracy", "balanced_accuracy", true),
    ("Accuracy@2", "accuracy_at_2", true), ("Accuracy@3", "accuracy_at_3", true),
    ("Macro precision", "macro_precision", true), ("Macro recall", "macro_recall", true),
    ("Macro F1", "macro_f1", true), ("Weighted F1", "weighted_f1", true),
    ("Macro specificity", "macro_specificity", true), ("Macro ROC AUC", "macro_roc_auc", true),
    ("Macro average precision", "macro_average_precision", true),
    ("Matthews correlation", "matthews_correlation", false),
    ("Cohen’s kappa", "cohens_kappa", false), ("Log loss", "log_loss", false),
    ("Brier score", "brier_score", false),
    ("Calibration error (ECE)", "expected_calibration_error", true),
    ("… that chance alone gives", "calibration_error_by_chance", true),
    ("Always the largest class", "majority_share", true),
  ]

  /// The overall scores, one column a split.
  var overallRows: [OverallRow] {
    let splits = scores.map { scores in
      Dictionary(
        scores.metrics.overall.map { ($0.name, ($0.figure, $0.interval)) },
        uniquingKeysWith: { first, _ in first })
    }
    let samples: [OverallRow] = [("Samples", scores.map { Numbers.grouped($0.metrics.support) })]
    return samples
      + Self.overallNames.compactMap { title, name, isShare in
        guard splits.contains(where: { $0[name] != nil }) else { return nil }
        return (title, splits.map { Self.text($0[name]?.0, $0[name]?.1, isShare: isShare) })
      }
  }

  /// The figures of the per-class table: their name here, in `ClassMetrics.figures`, and overall.
  static let classFigures: [(title: String, name: String, overall: String)] = [
    ("Recall", "recall", "macro_recall"), ("Precision", "precision", "macro_precision"),
    ("F1", "f1", "macro_f1"), ("Specificity", "specificity", "macro_specificity"),
    ("Accuracy (one-vs-rest)", "accuracy", "accuracy"), ("ROC AUC", "roc_auc", "macro_roc_auc"),
    ("Average precision", "average_precision", "macro_average_precision"),
  ]

  /// One line of the per-class table: the metric, its overall figure and one for each class.
  static func classRows(
    _ metrics: MetricsReport, withIntervals: Bool = true
  ) -> [(name: String, all: String, classes: [String])] {
    let overall = Dictionary(
      metrics.overall.map { ($0.name, ($0.figure, $0.interval)) },
      uniquingKeysWith: { first, _ in first })
    let classes = metrics.classes.map { metrics in
      Dictionary(
        metrics.figures.map { ($0.name, ($0.figure, $0.interval)) },
        uniquingKeysWith: { first, _ in first })
    }
    let support = (
      name: "Support", all: Numbers.grouped(metrics.support),
      classes: metrics.classes.map { Numbers.grouped($0.support) }
    )
    return [support]
      + classFigures.map { title, name, whole in
        let all = overall[whole]
        return (
          title, text(all?.0, withIntervals ? all?.1 : nil),
          classes.map { text($0[name]?.0, withIntervals ? $0[name]?.1 : nil) }
        )
      }
  }

  /// A class's share with its interval.
  static func text(_ metrics: ClassMetrics, _ name: String) -> String {
    let entry = metrics.figures.first { $0.name == name }
    return text(entry?.figure, entry?.interval)
  }

  /// A figure with its interval: "67.9 % (66.4–69.4)", "0.623 (0.604–0.641)", or a dash.
  static func text(_ figure: Figure?, _ interval: Interval?, isShare: Bool = true) -> String {
    guard let figure else { return "–" }
    let value = isShare ? share(figure) : number(figure)
    guard let interval, figure.value != nil else { return value }
    if isShare { return "\(value) (\(range(interval.range)))" }
    return "\(value) (\(Numbers.fixed(interval.low, 3))–\(Numbers.fixed(interval.high, 3)))"
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

  /// What stands in parentheses, and how it was made.
  var intervalSentence: String {
    let made = headline?.metrics.intervals["accuracy"]?.method.rawValue
    let groups = headline.flatMap { headline in
      headline.metrics.groupCount.map {
        " Samples that belong together are resampled as one: \(Numbers.grouped($0)) groups in "
          + "\(headline.split.rawValue)."
      }
    }
    let start = "In parentheses: 95 % intervals"
    guard let made else { return "\(start)." }
    return "\(start); that of the accuracy by \(made), the others as report.json says "
      + "(interval_methods).\(groups ?? " The samples are taken as independent.")"
  }
}
