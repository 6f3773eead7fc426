internal import Core
internal import Evaluation
internal import NeuralNetworks
internal import Reports
internal import Tensors

extension EvaluateRun {
  /// The report's contents: a function of the run, the shards and nothing else.
  func report(
    _ file: SafetensorsFile, _ network: Network, _ index: ShardIndex,
    _ predictions: [Split: Predictions], scored: Int
  ) throws(WorkbenchError) -> EvaluationReport {
    let model = ScoredModel(
      recipe: network.recipe.json, history: try history(),
      facts: try provenance(file, index, scored: scored))
    return report(model, index, predictions, scored: scored)
  }

  /// The texts of a report and their names in the order in which they are written.
  static func texts(
    _ report: EvaluationReport, _ exhibits: ReportExhibits
  ) -> [(name: String, text: String)] {
    [
      ("metrics.csv", report.metricsCSV), ("report.html", report.html(exhibits)),
      ("report.md", report.markdown), ("report.json", report.jsonText),
    ]
  }

  /// Writes a report and its charts, and the list of the digests last.
  func write(
    _ report: EvaluationReport, _ exhibits: ReportExhibits
  ) throws(WorkbenchError) {
    let charts = try writeCharts(report, exhibits)
    try lifting { () throws(FileError) in
      for file in Self.texts(report, exhibits) {
        try Files.writeAtomically(text: file.text, to: Files.join(out, file.name))
      }
    }
    try DigestList(Self.listName, in: out).write(
      Self.fileNames.filter { $0 != Self.listName } + charts)
  }

  /// The fact that tells how often the test was looked at.
  static let scoredFact = "Different weights of this run scored on test"

  /// The report of whatever made the predictions.
  func report(
    _ model: ScoredModel, _ index: ShardIndex, _ predictions: [Split: Predictions],
    scored: Int? = nil
  ) -> EvaluationReport {
    let settings = index.provenance["settings"] ?? .null
    let counts = Split.allCases.map { split in
      index[split]?.originalCounts ?? [Int](repeating: 0, count: index.classNames.count)
    }
    let trainRows = index[.train]?.classCounts ?? []
    let dataset = DatasetFacts(
      sources: sources(index), taxonomy: index.taxonomy, counts: counts,
      trainingRows: trainRows == counts[0] ? nil : trainRows,
      certificate: index.provenance["certificate"])
    var report = EvaluationReport(
      title: title(model, index), classNames: index.classNames, dataset: dataset,
      settings: [
        .init("Pipeline", settings["pipeline"] ?? .null),
        .init("Augmentation", settings["augmentation"] ?? .null),
        .init("Balance", balance(settings, plan: index.provenance["plan"])),
        .init("Recipe", model.recipe ?? .null),
        .init("Split", index.provenance["split"] ?? .null),
      ].filter { $0.name != "Recipe" || model.recipe != nil },
      history: model.history.map(HistoryRow.init),
      selectedEpoch: model.history.last { $0.isBest }?.epoch,
      scores: Split.allCases.compactMap { split in
        predictions[split].map { .init(split, MetricsReport($0)) }
      },
      leakFree: leakFree(predictions[.test], index),
      provenance: model.facts, command: command)
    report.examine(predictions, weightsScored: scored)
    return report
  }

  private func title(_ model: ScoredModel, _ index: ShardIndex) -> String {
    let names = sources(index).map(\.name)
    let what = model.name ?? "Evaluation"
    return names.isEmpty ? what : "\(what) on \(names.joined(separator: ", "))"
  }

  private func balance(_ settings: JSON, plan: JSON?) -> JSON {
    [
      "balance": settings["balance"] ?? .null,
      "class-weights": settings["class-weights"] ?? .null, "plan": plan ?? .null,
      "stack-weights": settings["stack-weights"] ?? .null,
    ]
  }

  private func sources(_ index: ShardIndex) -> [DatasetFacts.Source] {
    DatasetFacts.Source.list(index.provenance)
  }

  /// The scores of the test samples whose group has no member in train or val, where some leak.
  private func leakFree(
    _ test: Predictions?, _ index: ShardIndex
  ) -> EvaluationReport.LeakFreeScores? {
    let leaked = Set(
      (index.provenance["leaked_test_keys"]?.arrayValue ?? []).compactMap {
        $0.stringValue.flatMap { Digest(hex: $0) }.map { SampleKey($0) }
      })
    guard let test, !leaked.isEmpty else { return nil }
    let clean = test.without(leaked)
    let comparison = try? SubsetComparison(
      test, isInPart: test.keys.map { !leaked.contains($0) })
    return .init(
      excluded: test.count - clean.count, metrics: MetricsReport(clean), comparison: comparison)
  }

  private func provenance(
    _ file: SafetensorsFile, _ index: ShardIndex, scored: Int
  ) throws(WorkbenchError) -> [EvaluationReport.Fact] {
    var facts: [EvaluationReport.Fact] = [
      .init("Program", "fer-data \(Version.current)"),
      .init("Shards (set digest)", index.setDigest.hex),
      .init("Weights (SHA-256)", try run.weightsDigest().hex),
      .init("Recipe (SHA-256)", Digest.sha256(of: file.metadata["recipe"] ?? "").hex),
      .init("Seed", file.metadata["run_seed"] ?? "unknown"),
      .init("Slice", slice(of: file)),
      .init("Kernels, version", file.metadata["kernels"] ?? "unknown"),
      .init(Self.scoredFact, String(scored)),
    ]
    if let plan = index.provenance["plan"], let left = plan["left_out"]?.intValue, left > 0 {
      let all = plan["originals"]?.intValue ?? 0
      facts.append(.init("Training images left out by balancing", "\(left) of \(all)"))
    }
    if let manifest { facts.insert(.init("Manifest (SHA-256)", manifest.hex), at: 1) }
    return facts
  }

  private func slice(of file: SafetensorsFile) -> String {
    let recipe = file.metadata["recipe"].flatMap { try? JSON(parsing: $0) }
    return recipe?["slice"]?.intValue.map { String($0) } ?? "unknown"
  }

  /// The epochs, as the last checkpoint has them.
  private func history() throws(WorkbenchError) -> [EpochRecord] {
    let file = try lifting { () throws(TensorError) in try SafetensorsFile(path: run.last) }
    let text = file.metadata["history"] ?? "[]"
    return ((try? JSON(parsing: text))?.arrayValue ?? []).compactMap { EpochRecord(json: $0) }
  }
}
