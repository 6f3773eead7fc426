internal import Core
internal import Evaluation
internal import NeuralNetworks
internal import Reports
internal import Tensors

/// A folder with a report: a run of our own, or the scores of another model's predictions.
struct EvaluatedRun {
  let folder: String
  let name: String
  let report: JSON
  /// As predictions.csv has them.
  let predictions: [Split: Predictions]
  /// The groups of its samples, where the shards are found.
  let groups: [SampleKey: UInt64]
  let parameters: Int?
  let operations: Int?
  /// Of the training, as `run.json` has them; in no file that must stay the same.
  let seconds: Double?

  /// Reads a folder.
  ///
  /// - Parameter shards: the folder of the shards; nil for the one that `run.json` names.
  init(
    _ folder: String, name: String, shards: String?, pool: WorkerPool
  ) throws(WorkbenchError) {
    let places = ["", "report", "../report"].map { Files.join(folder, $0) }
    guard let own = places.first(where: { Files.exists(Files.join($0, "report.json")) }) else {
      throw .problem("\(folder) has no report.json; score it first with fer-data evaluate")
    }
    let path = Files.join(own, "report.json")
    let bytes = try lifting { () throws(FileError) in try Files.read(path, limit: 256 << 20) }
    guard let report = try? JSON(parsing: bytes) else {
      throw .problem("\(path) is damaged; evaluate the run again")
    }
    (self.folder, self.name, self.report) = (folder, name, report)
    predictions = try RunPredictions(
      path: Files.join(own, "predictions.csv"),
      areClassesOnly: ReportCheck.form(report) == .classes
    ).predictions
    let files = RunFolder(path: folder)
    let record = (try? Files.read(files.record, limit: 1 << 20)).flatMap { try? JSON(parsing: $0) }
    let digest = report["provenance"]?["shards_set_digest"]?.stringValue
    var groups: [SampleKey: UInt64] = [:]
    if let place = shards ?? record?["shards"]?.stringValue,
      let index = try? ShardIndex(folder: place), index.setDigest.hex == digest,
      let rows = try? ShardRows(folder: place)
    {
      for part in rows.parts {
        guard let numbers = part.allGroups else { continue }
        for (key, group) in zip(part.keys, numbers) { groups[key] = group }
      }
    }
    self.groups = groups
    let isRun = Files.exists(files.best)
    seconds = isRun ? record?["seconds"]?.doubleValue : nil
    if isRun, let file = try? SafetensorsFile(path: files.best),
      let network = try? Network(checkpoint: file, pool: pool)
    {
      (parameters, operations) = (network.summary.parameters, network.summary.operations)
    } else {
      (parameters, operations) = (nil, nil)
    }
  }

  /// A fact of the report's provenance.
  func fact(_ name: String) -> String? {
    report["provenance"]?[EvaluationReport.key(name)]?.stringValue
  }

  /// What makes it the same experiment as another run, but for the seed; nil for another program's model.
  var experiment: String? {
    guard fact("Seed") != nil, let settings = report["settings"] else { return nil }
    let facts = ["Program", "Shards (set digest)", "Slice", "Kernels, version"]
    return ([settings.text()] + facts.map { fact($0) ?? "" }).joined(separator: "\n")
  }
}
