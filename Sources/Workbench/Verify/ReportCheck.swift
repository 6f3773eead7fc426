internal import Core
internal import Evaluation
internal import NeuralNetworks
internal import Reports
internal import Tensors

/// Makes a report anew from its predictions.csv and compares it with what is there.
///
/// The report is made by the function that made it, so every figure, interval, note and table is compared,
/// and none is listed twice. What needs the shards (the leak-free part, for instance) is only compared where
/// they are.
struct ReportCheck {
  /// The folder of report.json.
  let folder: String
  /// The run whose report it is; nil for predictions of another model.
  let run: RunFolder?
  /// The folder of the shards, if they are there and the right ones.
  let shards: String?

  /// Adds what is wrong, what is well and what could not be told.
  func check(_ verdict: inout RunVerdict, session: Session) throws(WorkbenchError) {
    let path = Files.join(folder, "report.json")
    let bytes = try lifting { () throws(FileError) in try Files.read(path, limit: 256 << 20) }
    guard let written = try? JSON(parsing: bytes) else {
      verdict.findings.append("\(path) is damaged; evaluate the run again")
      return
    }
    if Array(written.text(indent: true).utf8) != bytes {
      verdict.findings.append("\(path) is not as it was written; evaluate the run again")
    }
    var predictions: RunPredictions
    do throws(WorkbenchError) {
      predictions = try RunPredictions(
        path: Files.join(folder, "predictions.csv"),
        areClassesOnly: Self.form(written) == .classes)
    } catch {
      verdict.findings.append(error.description)
      return
    }
    guard let shards, let rows = try? ShardRows(folder: shards) else {
      try compareScores(written, predictions, path, &verdict)
      return
    }
    if let problem = Self.disagreement(predictions, rows) {
      verdict.findings.append("\(Files.join(folder, "predictions.csv")) \(problem)")
      return
    }
    predictions.predictions = try predictions.grouped(by: rows)
    verdict.checked.append("predictions.csv has the samples and labels of the shards")
    guard let report = try rebuilt(written, predictions, rows, session) else {
      try compareScores(written, predictions, path, &verdict)
      return
    }
    let exhibits = try EvaluateRun(
      run: folder, shards: shards, out: folder,
      hasPictures: !(written["command"]?.stringValue ?? "").hasSuffix(EvaluateRun.noPictures)
    )
    .exhibits(predictions.predictions, folder: shards)
    compare(written, report, exhibits, path, &verdict)
  }

  /// How another model's predictions were given; nil for a run of our own.
  static func form(_ report: JSON) -> PredictionForm? {
    let key = EvaluationReport.key(EvaluatePredictions.formFact)
    return report["provenance"]?[key]?.stringValue.flatMap { PredictionForm(rawValue: $0) }
  }

  /// The report as it has to be; nil where the weights cannot be read.
  private func rebuilt(
    _ written: JSON, _ predictions: RunPredictions, _ rows: ShardRows, _ session: Session
  ) throws(WorkbenchError) -> EvaluationReport? {
    let facts = written["provenance"]
    let command = written["command"]?.stringValue ?? ""
    func fact(_ name: String) -> String? { facts?[EvaluationReport.key(name)]?.stringValue }
    guard let run else {
      guard let form = Self.form(written), let name = fact("Model"),
        let digest = fact("Predictions (SHA-256)").flatMap({ Digest(hex: $0) })
      else { return nil }
      let model = ScoredModel(
        name: name,
        facts: EvaluatePredictions.facts(rows.index, digest, name: name, form: form))
      return EvaluateRun(run: folder, shards: shards, out: folder, command: command)
        .report(model, rows.index, predictions.predictions)
    }
    guard let file = try? SafetensorsFile(path: run.best),
      let network = try? Network(checkpoint: file, pool: session.pool),
      let scored = fact(EvaluateRun.scoredFact).flatMap({ Int($0) })
    else { return nil }
    return try EvaluateRun(
      run: run.path, shards: shards, out: folder,
      manifest: fact("Manifest (SHA-256)").flatMap { Digest(hex: $0) }, command: command
    ).report(file, network, rows.index, predictions.predictions, scored: scored)
  }

  private func compare(
    _ written: JSON, _ report: EvaluationReport, _ exhibits: ReportExhibits, _ path: String,
    _ verdict: inout RunVerdict
  ) {
    let differences = written.differences(from: report.json)
    if let first = differences.first {
      let others = differences.count - 1
      verdict.findings.append(
        "\(path) is not what its predictions give: \(first.path) is \(first.values.first) and should be "
          + "\(first.values.second)\(others > 0 ? ", and so in \(others) more places" : ""); evaluate the run again"
      )
    }
    var wrong = differences.count
    let charts = (try? report.chartFiles(exhibits)) ?? []
    let texts = EvaluateRun.texts(report, exhibits).filter { $0.name != "report.json" }
    let all =
      texts.map { ($0.name, Array($0.text.utf8)) }
      + charts.map { (Files.join(EvaluateRun.charts, $0.name), $0.png) }
    for (name, bytes) in all {
      let file = Files.join(folder, name)
      if (try? Files.read(file, limit: 256 << 20)) == bytes { continue }
      wrong += 1
      verdict.findings.append("\(file) is not what the predictions give; evaluate the run again")
    }
    guard wrong == 0 else { return }
    verdict.checked.append(
      "every figure, interval, chart and picture of the report follows from predictions.csv and the shards"
    )
  }

  /// Without shards: the scores of every split, which need nothing but the predictions.
  private func compareScores(
    _ written: JSON, _ predictions: RunPredictions, _ path: String, _ verdict: inout RunVerdict
  ) throws(WorkbenchError) {
    let own = written["scores"] ?? .null
    // Intervals over groups need the table of the shards that says what belongs together.
    let isGrouped = own.objectValue?.values.contains { $0["groups"] != nil } ?? false
    let scores = JSON.object(
      Dictionary(
        uniqueKeysWithValues: predictions.predictions.map {
          ($0.key.rawValue, MetricsReport($0.value).json)
        }))
    let differences = (isGrouped ? Self.figures(own) : own).differences(
      from: isGrouped ? Self.figures(scores) : scores, path: "scores")
    if let first = differences.first {
      verdict.findings.append(
        "\(path) is not what its predictions give: \(first.path) is \(first.values.first) and should be "
          + "\(first.values.second); evaluate the run again")
      return
    }
    verdict.checked.append("every score of every split follows from predictions.csv")
    verdict.unchecked.append(
      "what the report says beyond the scores of the splits, such as the leak-free part"
        + "\(isGrouped ? " and their intervals over groups" : ""), needs the shards or the weights, which are not there"
    )
  }

  /// A value without intervals and groups.
  private static func figures(_ value: JSON) -> JSON {
    switch value {
    case .object(let members):
      let left = members.filter {
        !["intervals", "interval_methods", "groups", "interval"].contains($0.key)
      }
      return .object(left.mapValues(figures))
    case .array(let elements): return .array(elements.map(figures))
    default: return value
    }
  }

  /// How predictions differ from the rows they are of; nil where they do not.
  private static func disagreement(_ predictions: RunPredictions, _ rows: ShardRows) -> String? {
    if predictions.classNames != rows.index.classNames {
      return "has other classes than the shards"
    }
    for (split, own) in predictions.predictions.sorted(by: { $0.key < $1.key }) {
      guard let part = rows.parts.first(where: { $0.split == split }) else {
        return "has the split \(split.rawValue), which the shards have not"
      }
      guard own.count == part.rows.count else {
        return "has \(own.count) rows of \(split.rawValue) and the shards \(part.rows.count)"
      }
      for row in 0..<own.count
      where own.keys[row] != part.keys[row] || own.labels[row] != part.labels[row]
        || predictions.contentIDs[split]?[row] != part.contentIDs[row]
      {
        return
          "is not of these shards: row \(row) of \(split.rawValue), counted from 0, has another sample or label"
      }
    }
    return nil
  }
}
