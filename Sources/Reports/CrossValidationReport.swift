public import Core
public import Evaluation

/// What a cross-validation came to: fold by fold, their mean and spread, and all rows together.
public struct CrossValidationReport: Sendable {
  /// One fold.
  public struct Fold: Sendable {
    /// The fold, from 1.
    public let number: Int
    /// Rows trained on, copies included.
    public let trainingRows: Int
    /// Rows that chose the epoch; 0 where the last was kept.
    public let validationRows: Int
    /// The epochs that were trained.
    public let epochs: Int
    /// The epoch whose weights were kept.
    public let bestEpoch: Int
    /// The SHA-256 of their file.
    public let weights: Digest
    /// The scores on the fold.
    public let metrics: MetricsReport

    /// A fold.
    public init(
      number: Int, trainingRows: Int, validationRows: Int, epochs: Int, bestEpoch: Int,
      weights: Digest, metrics: MetricsReport
    ) {
      (self.number, self.trainingRows, self.validationRows) = (number, trainingRows, validationRows)
      (self.epochs, self.bestEpoch, self.weights) = (epochs, bestEpoch, weights)
      self.metrics = metrics
    }
  }

  /// How rows were dealt.
  public let settings: JSON
  /// The groups that were dealt whole.
  public let groups: Int
  /// The folds in order.
  public let folds: [Fold]
  /// The scores of all rows together, each predicted by the network that had not seen its group.
  public let pooled: MetricsReport
  /// What else the figures depend on, by name.
  public let facts: [(name: String, value: JSON)]

  /// A report.
  public init(
    settings: JSON, groups: Int, folds: [Fold], pooled: MetricsReport,
    facts: [(name: String, value: JSON)]
  ) {
    (self.settings, self.groups, self.folds) = (settings, groups, folds)
    (self.pooled, self.facts) = (pooled, facts)
  }

  /// The accuracy's mean and spread over the folds.
  public var accuracy: Spread { Spread(folds.map(\.metrics.accuracy.figure)) }
  /// The macro F1's mean and spread over the folds.
  public var macroF1: Spread { Spread(folds.map(\.metrics.macro.f1)) }

  /// `folds.json`: sorted keys, stable bytes, no clock.
  public var json: JSON {
    var members: [String: JSON] = [
      "accuracy": accuracy.json, "folds": .array(folds.map(\.json)), "groups": .integer(groups),
      "macro_f1": macroF1.json, "pooled": pooled.json, "settings": settings,
    ]
    for fact in facts { members[fact.name] = fact.value }
    return .object(members)
  }

  /// `report.md`.
  public var markdown: String {
    var text = "# Cross-validation, \(folds.count) folds\n\n"
    for note in notes { text += "- \(Markdown.escaped(note))\n" }
    text += "\n## Scores\n\n"
    text += Markdown.table(
      [
        "Fold", "Rows", "Accuracy", "Macro F1", "Log loss", "Epoch kept", "Trained on", "Chosen by",
      ],
      folds.map { fold in
        [
          String(fold.number), Numbers.grouped(fold.metrics.support),
          Self.accuracyText(fold.metrics),
          EvaluationReport.share(fold.metrics.macro.f1),
          fold.metrics.logLoss.value.map { Numbers.fixed($0, 3) } ?? "–",
          "\(fold.bestEpoch) of \(fold.epochs)", Numbers.grouped(fold.trainingRows),
          Numbers.grouped(fold.validationRows),
        ]
      } + [
        ["mean ± deviation", "", accuracy.percent, macroF1.percent, "", "", "", ""],
        [
          "all rows", Numbers.grouped(pooled.support), Self.accuracyText(pooled),
          EvaluationReport.share(pooled.macro.f1),
          pooled.logLoss.value.map { Numbers.fixed($0, 3) } ?? "–", "", "", "",
        ],
      ])
    text += "\n## By class, all rows\n\n"
    text += Markdown.table(
      ["Metric", "All"] + pooled.classNames,
      EvaluationReport.classRows(pooled).map { [$0.name, $0.all] + $0.classes })
    text += "\nConfusion matrix (true classes down, predictions across):\n\n"
    text += Markdown.table(
      [""] + pooled.classNames,
      pooled.classNames.indices.map { label in
        [pooled.classNames[label]]
          + pooled.classNames.indices.map { Numbers.grouped(pooled.confusion[label, $0]) }
      })
    text += "\n## Settings\n\n```json\n\(settings.text(indent: true))```\n"
    for fact in facts {
      text += "\n\(Markdown.escaped(fact.name)):\n\n```json\n\(fact.value.text(indent: true))```\n"
    }
    return text
  }

  private static func accuracyText(_ metrics: MetricsReport) -> String {
    EvaluationReport.text(metrics.accuracy.figure, metrics.intervals["accuracy"])
  }

  private var intervalMethod: String {
    guard let interval = pooled.intervals["accuracy"] else { return "Wilson" }
    guard let groups = pooled.groupCount else {
      return "\(interval.method.rawValue), as no two rows belong together"
    }
    return "\(interval.method.rawValue); rows that belong together count as one of "
      + "\(Numbers.grouped(groups)) groups"
  }

  private var notes: [String] {
    [
      "Each row is scored once, by the network of the fold that held it out. The \(groups) groups of "
        + "rows that belong together (one subject, one content, near duplicates) were dealt whole.",
      "A fold's epoch was chosen by rows cut from its training part; the fold itself chose nothing. Means, "
        + "deviations and class weights come from the training part.",
      "In parentheses: 95 % intervals of the accuracy by \(intervalMethod). The deviation over the folds "
        + "(n − 1) includes how folds differ, but folds share most of their training rows, so that it is no "
        + "standard error.",
    ]
  }
}

extension CrossValidationReport {
  /// A score's mean over the folds and its sample deviation (n − 1).
  public struct Spread: Hashable, Sendable {
    /// The folds in which the score exists.
    public let count: Int
    /// The mean over them.
    public let mean: Double?
    /// The deviation over them, where there are two.
    public let deviation: Double?

    /// The spread of figures; those that do not exist are left out.
    public init(_ figures: [Figure]) {
      let values = figures.compactMap(\.value)
      count = values.count
      guard !values.isEmpty else {
        (mean, deviation) = (nil, nil)
        return
      }
      let middle = values.reduce(0, +) / Double(values.count)
      mean = middle
      deviation =
        values.count < 2
        ? nil
        : (values.reduce(0) { $0 + ($1 - middle) * ($1 - middle) } / Double(values.count - 1))
          .squareRoot()
    }

    /// For programs.
    public var json: JSON {
      ["deviation": JSON(deviation), "folds": .integer(count), "mean": JSON(mean)]
    }

    /// In percent: "87.3 ± 2.1 %".
    public var percent: String {
      guard let mean else { return "–" }
      let spread = deviation.map { " ± \(Numbers.fixed($0 * 100, 1))" } ?? ""
      return "\(Numbers.fixed(mean * 100, 1))\(spread)\u{a0}%"
    }
  }
}

extension CrossValidationReport.Fold {
  /// For programs.
  public var json: JSON {
    [
      "best_epoch": .integer(bestEpoch), "epochs": .integer(epochs), "fold": .integer(number),
      "scores": metrics.json, "training_rows": .integer(trainingRows),
      "validation_rows": .integer(validationRows), "weights_sha256": .string(weights.hex),
    ]
  }
}
