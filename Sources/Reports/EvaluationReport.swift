public import Core
public import Evaluation

/// Everything a reviewer needs to judge a model: data, settings, training, scores and provenance.
///
/// A value without a clock or a machine: the same run renders to the same bytes, as JSON, Markdown and
/// HTML. Times and machines belong in `run.json`.
public struct EvaluationReport: Hashable, Sendable {
  /// A named block of settings, such as "Pipeline", shown as JSON.
  public struct Settings: Hashable, Sendable {
    /// The heading; in lower case, with underscores, also the key in `report.json`.
    public let name: String
    /// The complete settings.
    public let json: JSON

    /// A named block of settings.
    public init(_ name: String, _ json: JSON) { (self.name, self.json) = (name, json) }
  }

  /// A named fact of the provenance, such as a digest or the version.
  public struct Fact: Hashable, Sendable {
    /// What it is, such as "Weights (SHA-256)".
    public let name: String
    /// Its value.
    public let value: String

    /// A named fact.
    public init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
  }

  /// The scores of a split.
  public struct SplitScores: Hashable, Sendable {
    /// The split.
    public let split: Split
    /// Its scores.
    public let metrics: MetricsReport

    /// The scores of a split.
    public init(_ split: Split, _ metrics: MetricsReport) {
      (self.split, self.metrics) = (split, metrics)
    }
  }

  /// The scores of the test samples whose group has no member in train or val.
  public struct LeakFreeScores: Hashable, Sendable {
    /// Test samples left out because they leak.
    public let excluded: Int
    /// The scores of the rest.
    public let metrics: MetricsReport
    /// Its accuracy beside that of the whole test split.
    public let comparison: SubsetComparison?

    /// The scores of the leak-free part, and how many samples it leaves out.
    public init(excluded: Int, metrics: MetricsReport, comparison: SubsetComparison? = nil) {
      (self.excluded, self.metrics, self.comparison) = (excluded, metrics, comparison)
    }
  }

  /// What stands at the top.
  public let title: String
  /// The class names in order.
  public let classNames: [String]
  /// Sources, counts and the split certificate.
  public let dataset: DatasetFacts
  /// Pipeline, augmentation, balancing and recipe, in the order to be shown.
  public let settings: [Settings]
  /// The epochs of the training.
  public let history: [HistoryRow]
  /// The epoch whose weights were scored, chosen on the validation split.
  public let selectedEpoch: Int?
  /// The scores, in the order train, val, test.
  public let scores: [SplitScores]
  /// The scores of the leak-free part of the test split, where the split leaks.
  public let leakFree: LeakFreeScores?
  /// Digests and versions, in the order to be shown.
  public let provenance: [Fact]
  /// The command that makes this report again.
  public let command: String?
  /// What comes from the predictions themselves; `nil` until `examine` has seen them.
  public private(set) var examination: Examination?
  /// What the figures say, in words.
  public private(set) var findings: [ReportFinding] = []

  /// A report; the scores may come in any order.
  public init(
    title: String, classNames: [String], dataset: DatasetFacts, settings: [Settings],
    history: [HistoryRow], selectedEpoch: Int?, scores: [SplitScores],
    leakFree: LeakFreeScores? = nil, provenance: [Fact], command: String?
  ) {
    (self.title, self.classNames, self.dataset) = (title, classNames, dataset)
    (self.settings, self.history, self.selectedEpoch) = (settings, history, selectedEpoch)
    self.scores = scores.sorted { $0.split < $1.split }
    (self.leakFree, self.provenance, self.command) = (leakFree, provenance, command)
    findings = Diagnosis(self).findings
  }

  /// Adds what only the predictions themselves tell: curves, a temperature, which images show a confusion.
  ///
  /// - Parameters:
  ///   - predictions: those that were scored, by split.
  ///   - weightsScored: how many different weights of the run have been scored on the test split.
  public mutating func examine(_ predictions: [Split: Predictions], weightsScored: Int? = nil) {
    examination = Examination(predictions, weightsScored: weightsScored)
    findings = Diagnosis(self, predictions).findings
  }

  /// The scores of one split.
  public func metrics(_ split: Split) -> MetricsReport? {
    scores.first { $0.split == split }?.metrics
  }

  /// Over- or underfitting, where it can be told.
  public var diagnosis: FitDiagnosis? {
    FitDiagnosis(train: metrics(.train), val: metrics(.val), test: metrics(.test))
  }

  /// The split whose score counts: test, or what there is instead.
  var headline: SplitScores? {
    scores.first { $0.split == .test && $0.metrics.support > 0 }
      ?? scores.last { $0.metrics.support > 0 }
  }
}
