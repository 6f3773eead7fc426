internal import Core
internal import NeuralNetworks
internal import Reports

/// What a report says of the model that made the predictions.
struct ScoredModel: Sendable {
  /// The name to be shown; `nil` for a run of our own.
  var name: String?
  /// The training recipe; `nil` for a model that was trained elsewhere.
  var recipe: JSON?
  /// The epochs of the training; empty for a model that was trained elsewhere.
  var history: [EpochRecord] = []
  /// The provenance, in the order to be shown.
  let facts: [EvaluationReport.Fact]
}
