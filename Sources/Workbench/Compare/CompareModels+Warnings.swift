internal import Core
internal import Reports

extension CompareModels {
  /// What makes a comparison less than it seems.
  func warnings(_ runs: [EvaluatedRun]) -> [String] {
    var notes: [String] = []
    let leaks = runs.map { $0.report["leak_free_test"]?["excluded"]?.intValue ?? 0 }
    if Set(leaks).count > 1 {
      let list = zip(runs, leaks).map { "\($0.name) \($1)" }.joined(separator: ", ")
      notes.append(
        "The test sets leak differently (test samples that share a group with train or val: \(list)); a model that "
          + "learnt from its test set is not better for it.")
    }
    let looks = runs.compactMap { run in
      run.fact(EvaluateRun.scoredFact).flatMap { Int($0) }.map { (run.name, $0) }
    }.filter { $0.1 > 1 }
    if !looks.isEmpty {
      notes.append(
        "Several weights of one run were scored on test (\(looks.map { "\($0.0): \($0.1)" }.joined(separator: ", "))); "
          + "the more looks, the more its score is luck.")
    }
    if Set(runs.map { $0.fact("Shards (set digest)") }).count > 1 {
      notes.append(
        "The models were scored on different shards; a sample in the test of one may be in the training of another "
          + "only where it is in no common test set, but pictures alike may be on both sides.")
    }
    let bare = runs.filter { ReportCheck.form($0.report) == .classes }.map(\.name)
    if !bare.isEmpty {
      notes.append(
        "\(bare.joined(separator: ", ")) only named classes, so figures that need probabilities are missing."
      )
    }
    return notes
  }
}
