internal import Core
internal import Evaluation
internal import Reports

/// Puts evaluated runs side by side: a leaderboard and paired tests on the samples that all of them have.
public struct CompareModels: Sendable {
  private let folders: [String]
  private let metric: String
  private let by: Split?
  private let shown: Split
  private let shards: String?
  private let out: String?

  /// What is written into a folder.
  public static let fileNames = ["compare.html", "compare.md", "compare.csv", "compare.json"]

  /// A comparison of the runs in some folders.
  ///
  /// - Parameters:
  ///   - metric: the figure that sorts, by its name in report.json.
  ///   - by: the split it is taken from; `nil` for val, or what is shown where a model has no val.
  ///   - shown: the split whose figures are shown and tested.
  public init(
    _ folders: [String], metric: String = "accuracy", by: String? = nil, shown: String = "test",
    shards: String? = nil, out: String? = nil
  ) throws(WorkbenchError) {
    guard Set(folders.map(Files.absolute)).count == folders.count, folders.count >= 2 else {
      throw .usage("compare needs at least two different folders of evaluated runs")
    }
    (self.folders, self.metric, self.shards, self.out) = (folders, metric, shards, out)
    if let by { self.by = try choice(by, "--by") } else { self.by = nil }
    self.shown = try choice(shown, "--split")
  }

  /// Reads, matches, tests, and writes where a folder was named.
  public func run(session: Session) throws(WorkbenchError) -> ComparisonSummary {
    var runs: [EvaluatedRun] = []
    for (place, name) in names().enumerated() {
      try session.checkCancelled("nothing was compared; run it again")
      runs.append(
        try EvaluatedRun(folders[place], name: name, shards: shards, pool: session.pool))
    }
    try checkClasses(runs)
    var notes: [String] = []
    var by = self.by ?? (shown == .test ? Split.val : shown)
    if let run = runs.first(where: { $0.predictions[by] == nil }) {
      guard self.by == nil else {
        throw .problem("\(run.folder) has no predictions of \(by.rawValue); sort by another split")
      }
      notes.append(
        "\(run.name) has no scores on \(by.rawValue), so the order follows \(shown.rawValue): a winner picked there is "
          + "flattered by its own test.")
      by = shown
    }
    let groups = runs.reduce(into: [SampleKey: UInt64]()) { all, run in
      all.merge(run.groups) { first, _ in first }
    }
    var samples: [Split: CommonSamples] = [:]
    for split in Set([by, shown]).sorted() {
      samples[split] = try common(runs, split, groups, &notes)
    }
    let entries = runs.enumerated().map { place, run in
      CompareReport.Entry(
        name: run.name, seed: run.fact("Seed"), parameters: run.parameters,
        operations: run.operations, scored: run.fact(EvaluateRun.scoredFact).flatMap { Int($0) },
        metrics: samples.mapValues { MetricsReport($0.predictions[place]) })
    }
    guard
      entries.allSatisfy({ entry in
        entry.metrics[by]?.overall.contains { $0.name == metric } ?? false
      })
    else {
      let known = entries[0].metrics[by]?.overall.map(\.name) ?? []
      throw .usage("--metric cannot be '\(metric)'; use one of: \(known.joined(separator: ", "))")
    }
    let order = ranked(entries, by)
    let tested = order.map { samples[shown]?.predictions[$0] }.compactMap { $0 }
    notes += warnings(order.map { runs[$0] })
    if let count = entries.first?.metrics[shown]?.groupCount {
      notes.append(
        "Intervals and tests take samples of one group together: \(count) groups in \(shown.rawValue)."
      )
    }
    let report = CompareReport(
      classNames: runs[0].predictions[shown]?.classNames ?? [], metric: metric, by: by,
      shown: shown, entries: order.map { entries[$0] },
      pairs: try pairs(order.map { runs[$0].name }, tested),
      replicates: replicates(runs, entries, order), notes: notes)
    if let out { try write(report, out) }
    return ComparisonSummary(
      report: report, seconds: order.map { runs[$0].seconds }, folder: out)
  }

  /// The folders' names; whole paths where two are alike.
  private func names() -> [String] {
    let short = folders.map { Files.lastComponent($0.hasSuffix("/") ? String($0.dropLast()) : $0) }
    return short.indices.map { place in
      short.count { $0 == short[place] } > 1 ? folders[place] : short[place]
    }
  }

  private func checkClasses(_ runs: [EvaluatedRun]) throws(WorkbenchError) {
    for run in runs {
      let own = Set(run.predictions.values.first?.classNames ?? [])
      let first = Set(runs[0].predictions.values.first?.classNames ?? [])
      guard own == first else {
        throw .problem(
          "\(run.folder) has the classes \(own.sorted().joined(separator: ", ")) and \(runs[0].folder) "
            + "\(first.sorted().joined(separator: ", ")); only models of the same classes can be compared"
        )
      }
    }
  }

  private func common(
    _ runs: [EvaluatedRun], _ split: Split, _ groups: [SampleKey: UInt64], _ notes: inout [String]
  ) throws(WorkbenchError) -> CommonSamples {
    var all: [Predictions] = []
    for run in runs {
      guard let predictions = run.predictions[split] else {
        throw .problem("\(run.folder) has no predictions of \(split.rawValue); evaluate it there")
      }
      all.append(predictions)
    }
    let common = try CommonSamples(all, groups: groups)
    let count = common.predictions.first?.count ?? 0
    guard count > 0 else {
      throw .problem(
        "no sample of \(split.rawValue) is common to all of \(folders.joined(separator: ", ")) with the same label; "
          + "score them on the same shards")
    }
    if common.leftOut.contains(where: { $0 > 0 }) {
      let left = zip(runs, common.leftOut).filter { $0.1 > 0 }.map { "\($0.1) of \($0.0.name)" }
      notes.append(
        "The models' \(split.rawValue) sets differ: compared on the \(count) samples that all have with the same label, "
          + "matched by sample key; left out are \(left.joined(separator: ", ")).")
    }
    return common
  }

  /// The places of the models, the best first; of equal ones the first given.
  private func ranked(_ entries: [CompareReport.Entry], _ split: Split) -> [Int] {
    let lower = ["log_loss", "brier_score", "calibration_error"].contains { metric.contains($0) }
    func score(_ place: Int) -> Double {
      guard let value = entries[place].figure(metric, split).value else { return -.infinity }
      return lower ? -value : value
    }
    return entries.indices.sorted { (score($1), $0) < (score($0), $1) }
  }

  private func pairs(
    _ names: [String], _ all: [Predictions]
  ) throws(WorkbenchError) -> [CompareReport.Pair] {
    var found: [(Int, Int, PairedComparison)] = []
    for first in all.indices {
      for second in all.indices where second > first {
        let comparison = try lifting { () throws(EvaluationError) in
          try PairedComparison(all[first], all[second])
        }
        found.append((first, second, comparison))
      }
    }
    let holm = CompareReport.holm(found.map(\.2.mcNemar.pValue))
    return zip(found, holm).map { pair, chance in
      CompareReport.Pair(
        first: names[pair.0], second: names[pair.1], comparison: pair.2, holm: chance,
        areClassesOnly: all[pair.0].areClassesOnly || all[pair.1].areClassesOnly)
    }
  }

  private func replicates(
    _ runs: [EvaluatedRun], _ entries: [CompareReport.Entry], _ order: [Int]
  ) -> [CompareReport.Replicates] {
    var groups: [(key: String, places: [Int])] = []
    for place in order {
      guard let key = runs[place].experiment else { continue }
      if let known = groups.firstIndex(where: { $0.key == key }) {
        groups[known].places.append(place)
      } else {
        groups.append((key, [place]))
      }
    }
    return groups.filter { Set($0.places.map { entries[$0].seed }).count > 1 }.map { group in
      .init(group.places.map { entries[$0] }, split: shown)
    }
  }

  private func write(_ report: CompareReport, _ out: String) throws(WorkbenchError) {
    try lifting { () throws(FileError) in
      try Files.createDirectories(out)
      for (name, text) in zip(
        Self.fileNames, [report.html, report.markdown, report.csv, report.jsonText])
      {
        try Files.writeAtomically(text: text, to: Files.join(out, name))
      }
    }
  }
}
