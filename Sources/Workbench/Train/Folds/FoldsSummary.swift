public import Core
internal import Evaluation
internal import Reports

/// How a fold's training went and how it was scored.
struct FoldResult: Sendable {
  let number: Int
  let trainingRows: Int
  let validationRows: Int
  let training: TrainingSummary
  let metrics: MetricsReport
}

/// What a cross-validation came to.
public struct FoldsSummary: Sendable {
  /// One fold's scores.
  public struct Fold: Hashable, Sendable {
    /// The fold, from 1.
    public let number: Int
    /// Rows held out and scored.
    public let rows: Int
    /// The share of right answers.
    public let accuracy: Double
    /// The mean F1 of the classes, where it exists.
    public let macroF1: Double?
    /// The epoch whose weights were kept.
    public let bestEpoch: Int
  }

  /// The folder.
  public let folder: String
  /// The folds in order.
  public let folds: [Fold]
  /// The groups that were dealt whole.
  public let groups: Int
  /// Rows scored, all folds together.
  public let rows: Int
  /// The share of right answers over all rows.
  public let accuracy: Double
  /// Its 95 % interval, over whole groups where rows belong together; 0…1 where it has none.
  public let interval: ClosedRange<Double>
  /// Mean and deviation of the folds' accuracies, in percent.
  public let accuracySpread: String
  /// Mean and deviation of the folds' macro F1, in percent.
  public let macroF1Spread: String
  let report: CrossValidationReport

  init(
    folder: String, folds settings: FoldSettings, table: FoldTable, results: [FoldResult],
    pooled: MetricsReport, facts: [(name: String, value: JSON)]
  ) {
    report = CrossValidationReport(
      settings: settings.json, groups: table.groupCount,
      folds: results.map { result in
        CrossValidationReport.Fold(
          number: result.number, trainingRows: result.trainingRows,
          validationRows: result.validationRows, epochs: result.training.history.count,
          bestEpoch: result.training.bestEpoch, weights: result.training.weights,
          metrics: result.metrics)
      }, pooled: pooled, facts: facts)
    self.folder = folder
    folds = results.map { result in
      Fold(
        number: result.number, rows: result.metrics.support,
        accuracy: result.metrics.accuracy.value ?? 0, macroF1: result.metrics.macro.f1.value,
        bestEpoch: result.training.bestEpoch)
    }
    (groups, rows) = (table.groupCount, pooled.support)
    accuracy = pooled.accuracy.value ?? 0
    interval = pooled.intervals["accuracy"]?.range ?? 0...1
    (accuracySpread, macroF1Spread) = (report.accuracy.percent, report.macroF1.percent)
  }

  /// For programs: `folds.json` and the folder.
  public var json: JSON {
    var members = report.json.objectValue ?? [:]
    members["folder"] = .string(folder)
    return .object(members)
  }
}
