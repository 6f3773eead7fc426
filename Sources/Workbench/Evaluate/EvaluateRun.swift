internal import Augmentation
public import Core
internal import Evaluation
internal import NeuralNetworks
internal import Reports
internal import Tensors

/// Scores a trained run on every split and writes the report.
public struct EvaluateRun: Sendable {
  let run: RunFolder
  private let shards: String?
  let out: String
  let manifest: Digest?
  let command: String
  let hasPictures: Bool

  /// What is written beside the charts, in the order it is written.
  public static let fileNames = [
    "predictions.csv", "metrics.csv", "report.html", "report.md", "report.json", listName,
  ]
  /// The list of their digests.
  static let listName = "report.sha256"

  /// A scoring of the run in a folder.
  ///
  /// - Parameters:
  ///   - shards: the folder of the shards it was trained on; `nil` for the one that `run.json` names.
  ///   - manifest: the digest of the manifest that the run belongs to, for the provenance.
  ///   - command: what makes this report again.
  ///   - hasPictures: whether the page shows pictures of the dataset.
  public init(
    run: String, shards: String?, out: String, manifest: Digest? = nil,
    command: String = "fer-data evaluate RUN", hasPictures: Bool = true
  ) {
    (self.run, self.shards, self.out) = (RunFolder(path: run), shards, out)
    (self.manifest, self.command, self.hasPictures) = (manifest, command, hasPictures)
  }

  /// Predicts, scores and writes; `report.json` comes last, but for the list of digests.
  public func run(session: Session) throws(WorkbenchError) -> EvaluationSummary {
    guard Files.exists(run.best) else {
      throw .problem("\(run.path) holds no trained run (no best.safetensors); train one first")
    }
    let folder: String
    if let shards { folder = shards } else { folder = try recordedShards() }
    let file = try lifting { () throws(TensorError) in try SafetensorsFile(path: run.best) }
    let network = try lifting { () throws(NetworkError) in
      try Network(checkpoint: file, pool: session.pool)
    }
    if file.metadata[CheckpointKey.fold] != nil {
      throw .problem(
        "\(run.path) is a fold of a cross-validation, which has trained on rows of every split; its scores "
          + "are in report.md and folds.json of the folder above it")
    }
    let index = try lifting { () throws(TensorError) in try ShardIndex(folder: folder) }
    guard file.metadata["shards_digest"] == index.setDigest.hex else {
      throw .problem(
        "\(run.path) was trained on other shards than those in \(folder); name its own with --shards"
      )
    }
    try ShardIntegrity.check(
      index, folder: folder, splits: Split.allCases, pool: session.pool)
    try lifting { () throws(FileError) in try Files.createDirectories(out) }
    let scored = try noteScored()
    let scores = try predictAll(network, folder: folder, index: index, session: session)
    let report = try report(file, network, index, scores, scored: scored)
    let exhibits = try exhibits(scores, folder: folder)
    try write(report, exhibits)
    return try EvaluationSummary(folder: out, record: run.record)
  }

  /// The shards' folder as `run.json` has it.
  private func recordedShards() throws(WorkbenchError) -> String {
    guard let bytes = try? Files.read(run.record, limit: 1 << 20),
      let path = (try? JSON(parsing: bytes))?["shards"]?.stringValue
    else {
      throw .problem("\(run.record) does not say which shards were used; name them with --shards")
    }
    guard Files.isDirectory(path) else {
      throw .problem(
        "the shards of this run were in \(path), which is gone; name them with --shards")
    }
    return path
  }

  /// Notes, before the test is looked at, that these weights are scored on it.
  ///
  /// - Returns: how many different weights of this run have been scored.
  private func noteScored() throws(WorkbenchError) -> Int {
    let weights = try run.weightsDigest()
    var known: [String] = []
    if Files.exists(run.scored) {
      let bytes = try lifting { () throws(FileError) in
        try Files.read(run.scored, limit: 16 << 20)
      }
      guard let list = (try? JSON(parsing: bytes))?.arrayValue else {
        throw .problem(
          "\(run.scored) is damaged, so it cannot be told how often the test was looked at; remove it to count "
            + "anew")
      }
      known = list.compactMap(\.stringValue)
    }
    if !known.contains(weights.hex) {
      known.append(weights.hex)
      let text = JSON.array(known.sorted().map(JSON.string)).text(indent: true)
      try lifting { () throws(FileError) in try Files.writeAtomically(text: text, to: run.scored) }
    }
    return known.count
  }

  /// The predictions of every split, also written to `predictions.csv`.
  private func predictAll(
    _ network: Network, folder: String, index: ShardIndex, session: Session
  ) throws(WorkbenchError) -> [Split: Predictions] {
    let csv = try lifting { () throws(FileError) in
      try PredictionsCSV(
        path: Files.join(out, "predictions.csv"), classNames: index.classNames)
    }
    let groups = try RowGroups(folder: folder, index: index)
    var scores: [Split: Predictions] = [:]
    var done = 0
    let total = index.splits.reduce(0) { $0 + $1.originalCounts.reduce(0, +) }
    for split in Split.allCases {
      try session.checkCancelled("nothing was reported; run it again")
      let set = try lifting { () throws(TensorError) in try ShardSet(folder: folder, split: split) }
      let rows = OriginalRows(ShardSource(set, policy: .none, seed: 0))
      guard rows.count > 0 else { continue }
      let probabilities = try lifting { () throws(NetworkError) in try network.predict(rows) }
      let predictions = try lifting { () throws(EvaluationError) in
        try Predictions(
          probabilities: probabilities, labels: (0..<rows.count).map(rows.label(at:)),
          keys: (0..<rows.count).map(rows.key(at:)), classNames: index.classNames,
          groups: groups.groups(of: rows.rows, in: split))
      }
      let classes = index.classNames.count
      try lifting { () throws(FileError) in
        for row in 0..<rows.count {
          try csv.write(
            split: split, key: rows.key(at: row), contentID: rows.contentID(at: row),
            label: rows.label(at: row),
            probabilities: probabilities[row * classes..<(row + 1) * classes])
        }
      }
      scores[split] = predictions
      done += rows.count
      session.report(Progress(step: "evaluate", done: done, total: total, unit: "images"))
    }
    try lifting { () throws(FileError) in try csv.commit() }
    return scores
  }
}
