internal import Core
internal import Evaluation
internal import Reports
internal import Tensors

/// Scores another model's predictions on the splits of shards, by the same code as a run of our own.
public struct EvaluatePredictions: Sendable {
  private let file: String
  private let shards: String
  private let form: PredictionForm
  private let out: String
  private let name: String
  private let hasPictures: Bool

  /// The fact of the report that says how the predictions were given.
  static let formFact = "Form of the predictions"

  /// A scoring of a table of predictions.
  ///
  /// - Parameters:
  ///   - file: the table; docs/comparing.md says what it may hold.
  ///   - shards: the folder of the shards whose rows were predicted.
  ///   - name: what the model is called; `nil` for the file's name.
  public init(
    file: String, shards: String, form: PredictionForm = .probabilities, out: String,
    name: String? = nil, hasPictures: Bool = true
  ) {
    (self.file, self.shards, self.form, self.out) = (file, shards, form, out)
    (self.name, self.hasPictures) = (name ?? Self.stem(file), hasPictures)
  }

  private static func stem(_ path: String) -> String {
    let name = Files.lastComponent(path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  /// Reads, matches, scores and writes what `EvaluateRun` writes; `run.json` says where the shards are.
  public func run(session: Session) throws(WorkbenchError) -> EvaluationSummary {
    let start = session.clock()
    if VerifyRun.isRun(out) {
      throw .problem("\(out) holds a training run, whose report this would replace; choose another")
    }
    let rows = try ShardRows(folder: shards)
    try ShardIntegrity.check(
      rows.index, folder: shards, splits: Split.allCases, pool: session.pool)
    let outside = try OutsidePredictions(path: file, form: form, rows: rows)
    if outside.copies > 0 {
      session.warn(
        "\(outside.copies) lines of \(file) are of augmented copies, which are not scored")
    }
    for part in rows.parts where outside.predictions[part.split] == nil && !part.rows.isEmpty {
      session.warn("\(file) has no lines of \(part.split.rawValue), which is not scored")
    }
    try lifting { () throws(FileError) in try Files.createDirectories(out) }
    let digest = try lifting { () throws(FileError) in
      try MappedFile(path: file).withBytes { Digest.sha256(of: $0) }
    }
    let model = ScoredModel(
      name: name, facts: Self.facts(rows.index, digest, name: name, form: form))
    let use = EvaluateRun(
      run: out, shards: shards, out: out, command: command, hasPictures: hasPictures)
    let report = use.report(model, rows.index, outside.predictions)
    try write(outside, rows)
    let exhibits = try use.exhibits(outside.predictions, folder: shards)
    try use.write(report, exhibits)
    try MachineRecord(
      step: "evaluate", seconds: session.clock() - start, threads: session.pool.threads,
      extra: [
        "predictions": .string(Files.absolute(file)), "shards": .string(Files.absolute(shards)),
      ]
    ).write(to: RunFolder(path: out).record)
    return try EvaluationSummary(folder: out)
  }

  /// The provenance of such a report.
  static func facts(
    _ index: ShardIndex, _ digest: Digest, name: String, form: PredictionForm
  ) -> [EvaluationReport.Fact] {
    [
      .init("Program", "fer-data \(Version.current)"),
      .init("Shards (set digest)", index.setDigest.hex), .init("Model", name),
      .init("Predictions (SHA-256)", digest.hex), .init(formFact, form.rawValue),
    ]
  }

  /// What makes the report again, without the paths of this machine.
  private var command: String {
    let flag = ["", " --logits", " --labels-only"][
      PredictionForm.allCases.firstIndex(of: form) ?? 0]
    return "fer-data evaluate --predictions '\(Files.lastComponent(file))' --shards SHARDS"
      + " --out DIR --name '\(name)'\(flag)" + (hasPictures ? "" : EvaluateRun.noPictures)
  }

  private func write(_ outside: OutsidePredictions, _ rows: ShardRows) throws(WorkbenchError) {
    let names = rows.index.classNames
    try lifting { () throws(FileError) in
      let csv = try PredictionsCSV(path: Files.join(out, "predictions.csv"), classNames: names)
      for part in rows.parts {
        guard let predictions = outside.predictions[part.split] else { continue }
        for row in part.rows.indices {
          try csv.write(
            split: part.split, key: part.keys[row], contentID: part.contentIDs[row],
            label: part.labels[row],
            probabilities: predictions.probabilities[row * names.count..<(row + 1) * names.count])
        }
      }
      try csv.commit()
    }
  }
}
