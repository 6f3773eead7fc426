internal import Core
internal import NeuralNetworks
internal import Reports
internal import Tensors

/// Checks that the files of a training run are the ones that it wrote, and that they agree with one another.
public struct VerifyRun: Sendable {
  let files: RunFolder
  let shards: String?
  let sources: [String]

  /// A check of the run in a folder.
  ///
  /// - Parameters:
  ///   - shards: the folder of its shards; nil for the one that `run.json` names, if it is there.
  ///   - sources: the archives the shards were made from; those beside the run or the shards are found.
  public init(folder: String, shards: String? = nil, sources: [String] = []) {
    (files, self.shards, self.sources) = (RunFolder(path: folder), shards, sources)
  }

  /// Whether a folder holds a report without a run, such as that of another model's predictions.
  public static func isReport(_ folder: String) -> Bool {
    !isRun(folder) && Files.exists(Files.join(folder, "report.json"))
  }

  /// Whether a folder holds a training run.
  public static func isRun(_ folder: String) -> Bool {
    let files = RunFolder(path: folder)
    return Files.exists(files.last) || Files.exists(files.best)
  }

  /// Reads everything and lists what is wrong.
  public func run(session: Session) throws(WorkbenchError) -> RunVerdict {
    var verdict = RunVerdict(folder: files.path)
    if Self.isReport(files.path) {
      try checkOutside(session, &verdict)
      return verdict
    }
    if let last = open(files.last, &verdict) { try check(last, &verdict) }
    try checkList(files.list, "train --resume", &verdict)
    let own = try checkShards(verdict.metadata["shards_digest"], session, &verdict)
    try checkReport(own, session, &verdict)
    return verdict
  }

  private func open(_ path: String, _ verdict: inout RunVerdict) -> SafetensorsFile? {
    do throws(TensorError) {
      return try SafetensorsFile(path: path)
    } catch {
      verdict.findings.append(error.description)
      return nil
    }
  }

  /// The checkpoint with itself, with the best weights and with the history.
  private func check(
    _ last: SafetensorsFile, _ verdict: inout RunVerdict
  ) throws(WorkbenchError) {
    let inputs = RunInputs(last.metadata)
    verdict.metadata = last.metadata
    let history = (last.metadata["history"].flatMap { try? JSON(parsing: $0) })?.arrayValue ?? []
    let records = history.compactMap { EpochRecord(json: $0) }
    verdict.epochs = records.count
    if let identity = inputs.identity, identity.hex == last.metadata["run_identity"] {
      verdict.checked.append("recipe, augmentation, seed and shards belong to the run's identity")
    } else {
      verdict.findings.append(
        "\(files.last) is not of the run it names: its recipe, augmentation, seed or shards were changed"
      )
    }
    if let name = try firstNotFinite(last) {
      verdict.findings.append("\(files.last) has a number that is not finite in \(name)")
    }
    guard verdict.isFinished else {
      verdict.unchecked.append(
        "the training is not finished (\(records.count) epochs); go on with train --resume")
      return
    }
    if let best = open(files.best, &verdict) {
      if let problem = Self.disagreement(best, last) {
        verdict.findings.append("\(files.best) is not the best of \(files.last): \(problem)")
      } else {
        verdict.checked.append("the best weights are those of the checkpoint")
      }
    }
    let text = HistoryRow.csv(records.map(HistoryRow.init))
    let written = try? Files.read(files.history, limit: 64 << 20)
    if written == Array(text.utf8) {
      verdict.checked.append("history.csv is the checkpoint's history")
    } else {
      verdict.findings.append("\(files.history) is not the history of \(files.last)")
    }
  }

  private func firstNotFinite(_ file: SafetensorsFile) throws(WorkbenchError) -> String? {
    for tensor in file.tensors {
      let values = try lifting { () throws(TensorError) in try file.floats(of: tensor.name) }
      if values.contains(where: { !$0.isFinite }) { return tensor.name }
    }
    return nil
  }

  /// How the model file differs from what the checkpoint says it should be; nil where it does not.
  private static func disagreement(_ best: SafetensorsFile, _ last: SafetensorsFile) -> String? {
    var expected = last.metadata
    expected["kind"] = best.metadata["kind"]
    if let key = Set(expected.keys).union(best.metadata.keys).sorted()
      .first(where: { expected[$0] != best.metadata[$0] })
    {
      return "its '\(key)' is another"
    }
    for tensor in best.tensors {
      guard let other = last.tensor(named: "best.\(tensor.name)"), other.shape == tensor.shape
      else { return "it has another tensor \(tensor.name)" }
      let isEqual = best.withBytes(of: tensor) { mine in
        last.withBytes(of: other) { mine.elementsEqual($0) }
      }
      if !isEqual { return "the tensor \(tensor.name) differs" }
    }
    return nil
  }

  func checkList(
    _ list: DigestList, _ remedy: String, _ verdict: inout RunVerdict
  ) throws(WorkbenchError) {
    guard Files.exists(list.path) else {
      if verdict.isFinished {
        verdict.findings.append("\(list.path) is missing; write it again with \(remedy)")
      }
      return
    }
    let findings = try list.findings()
    verdict.findings += findings
    if findings.isEmpty {
      verdict.checked.append("all files of \(Files.lastComponent(list.path)) have their digests")
    }
  }

  /// The report, in the run's folder or beside it: its digests, and whether it is of these weights.
  ///
  /// A fold of a cross-validation has none of its own.
  private func checkReport(
    _ shards: String?, _ session: Session, _ verdict: inout RunVerdict
  ) throws(WorkbenchError) {
    if verdict.metadata[CheckpointKey.fold] != nil { return }
    let places = [files.path] + ["report", "../report"].map { Files.join(files.path, $0) }
    // A list without its report tells of one that was taken away.
    let names = ["report.json", EvaluateRun.listName]
    guard
      let folder = places.first(where: { place in
        names.contains { Files.exists(Files.join(place, $0)) }
      })
    else {
      verdict.unchecked.append("it has no report; write one with evaluate")
      return
    }
    verdict.report = folder
    try checkList(DigestList(EvaluateRun.listName, in: folder), "evaluate", &verdict)
    let path = Files.join(folder, "report.json")
    guard Files.exists(path) else { return }
    let report = (try? Files.read(path, limit: 256 << 20)).flatMap { try? JSON(parsing: $0) }
    try ReportCheck(folder: folder, run: files, shards: shards).check(&verdict, session: session)
    guard Files.exists(files.best) else { return }
    let weights = try files.weightsDigest().hex
    if report?["provenance"]?["weights_sha_256"]?.stringValue == weights {
      verdict.checked.append("the report scored these weights")
      try checkScored(weights, &verdict)
    } else {
      verdict.findings.append("\(path) did not score these weights; evaluate the run again")
    }
  }

  /// Whether the list of weights that were scored on the test split has those of the report.
  private func checkScored(_ weights: String, _ verdict: inout RunVerdict) throws(WorkbenchError) {
    let bytes = try? Files.read(files.scored, limit: 16 << 20)
    let list = bytes.flatMap { try? JSON(parsing: $0) }?.arrayValue?.compactMap(\.stringValue)
    guard let list, list.contains(weights), list.allSatisfy({ Digest(hex: $0) != nil }) else {
      verdict.findings.append(
        "\(files.scored) does not list the weights that were scored; how often the test was looked at "
          + "cannot be told")
      return
    }
    verdict.checked.append("scored-on-test.json lists the weights that were scored")
  }
}
