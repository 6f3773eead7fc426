extension EvaluationReport {
  /// What the figures say, in sentences; `findings` has them with their evidence.
  var notes: [String] { findings.map(\.sentence) }
}
