public import Augmentation
internal import Core
internal import Evaluation
public import NeuralNetworks
internal import Reports
internal import Tensors

/// K-fold cross-validation: K runs, each scored on the fold that it was not trained on.
///
/// Groups (one subject, one content, near duplicates) are never divided. The epoch of a fold's network is
/// chosen by a part that is cut from its training rows, never by the fold itself, and constants and class
/// weights come from its training part alone.
public struct CrossValidate: Sendable {
  private let shards: String
  private let recipe: Recipe
  private let augmentation: AugmentationPolicy
  private let seed: UInt64
  private let out: String
  private let folds: FoldSettings
  private let resumes: Bool
  private let saveEvery: Int?

  /// What is written beside the folds' own folders.
  public static let fileNames = ["predictions.csv", "report.md", "folds.json"]

  /// A cross-validation on the shards of a folder, into the folder `out`, a folder a fold in it.
  ///
  /// - Parameters:
  ///   - resumes: go on from what is saved in `out`; finished folds are not trained again.
  ///   - saveEvery: steps of an epoch after which a fold's state is saved, too; nil for after epochs alone.
  public init(
    shards: String, recipe: Recipe, augmentation: AugmentationPolicy, seed: UInt64, out: String,
    folds: FoldSettings, resumes: Bool, saveEvery: Int? = nil
  ) {
    self.saveEvery = saveEvery
    (self.shards, self.recipe, self.augmentation) = (shards, recipe, augmentation)
    (self.seed, self.out, self.folds, self.resumes) = (seed, out, folds, resumes)
  }

  /// Trains fold by fold, then writes every row's out-of-fold probabilities and the report.
  public func run(session: Session) throws(WorkbenchError) -> FoldsSummary {
    let began = session.clock()
    let table = try FoldTable(folder: shards, settings: folds, seed: seed, pool: session.pool)
    let balancing = try FoldBalancing(table, folder: shards)
    try DoubleWeighting.check(recipe, table.sets[0].index)
    try check()
    let list = DigestList(VerifyFolds.listName, in: out)
    try lifting { () throws(FileError) in try Files.remove(list.path) }
    warn(table, balancing, session)
    var results: [FoldResult] = []
    var predictions: [FoldPredictions] = []
    for fold in 0..<folds.count {
      let part = FoldSession(session, fold: fold + 1, of: folds.count).session
      let (result, own) = try run(fold, of: table, balancing, part)
      results.append(result)
      predictions.append(own)
    }
    let index = table.sets[0].index
    let pooled = try write(predictions, index.classNames)
    let summary = FoldsSummary(
      folder: out, folds: folds, table: table, results: results, pooled: MetricsReport(pooled),
      facts: facts(index))
    try lifting { () throws(FileError) in
      try Files.writeAtomically(text: summary.report.markdown, to: Files.join(out, "report.md"))
      try Files.writeAtomically(
        text: summary.report.json.text(indent: true), to: Files.join(out, "folds.json"))
    }
    try list.write(Self.fileNames)
    try MachineRecord(
      step: "train", seconds: session.clock() - began, threads: session.pool.threads,
      extra: ["folds": folds.json, "shards": .string(Files.absolute(shards))]
    ).write(to: RunFolder(path: out).record)
    return summary
  }

  private func warn(_ table: FoldTable, _ balancing: FoldBalancing, _ session: Session) {
    for warning in balancing.warnings { session.warn(warning) }
    if folds.scope == .all, table.sets.contains(where: { $0.split == .test && $0.count > 0 }) {
      session.warn(
        "the test split is part of the folds; what is chosen by their scores can no longer be scored on it"
      )
    }
    if folds.validation == 0 {
      session.warn("no part of the training rows chooses the epoch, so each fold's last is kept")
    }
  }

  /// Refuses a folder that holds other folds or a plain run, before anything is trained.
  private func check() throws(WorkbenchError) {
    if Files.exists(RunFolder(path: out).last) {
      throw .problem("\(out) holds a training run without folds; choose another folder")
    }
    let beyond = RunFolder(path: folder(ofFold: folds.count)).last
    if Files.exists(beyond) {
      throw .problem("\(out) holds more than \(folds.count) folds; choose another folder")
    }
  }

  private func folder(ofFold fold: Int) -> String { Files.join(out, "fold-\(fold + 1)") }

  /// Trains one fold and scores its rows by the weights that were kept.
  private func run(
    _ fold: Int, of table: FoldTable, _ balancing: FoldBalancing, _ session: Session
  ) throws(WorkbenchError) -> (FoldResult, FoldPredictions) {
    let set = table.sets[0]
    let parts = try FoldParts(
      fold, of: table, settings: folds, seed: seed, classCount: set.classCount)
    let constants = parts.constants(of: table, pool: session.pool)
    var json = folds.json.objectValue ?? [:]
    json["fold"] = .integer(fold + 1)
    let identity = RunIdentity(
      set: set, recipe: recipe, augmentation: augmentation, seed: seed,
      fold: (json: .object(json), constants: constants))
    let training = try FoldSource(
      parts.training, of: table, constants: constants,
      policy: recipe.augment ? augmentation : .none, seed: seed, balancing: balancing)
    let validation = try FoldSource(
      parts.validation, of: table, constants: constants, seed: seed)
    let files = RunFolder(path: folder(ofFold: fold))
    let summary = try TrainingRun(
      files: files, identity: identity, resumes: resumes, replacesOthers: false, shards: shards,
      session: session, saveEvery: saveEvery
    ).run(training: training, validation: validation.count > 0 ? validation : nil)
    let heldOut = try FoldSource(parts.heldOut, of: table, constants: constants, seed: seed)
    let file = try lifting { () throws(TensorError) in try SafetensorsFile(path: files.best) }
    let probabilities = try lifting { () throws(NetworkError) in
      try Network(checkpoint: file, pool: session.pool).predict(heldOut)
    }
    let predictions = FoldPredictions(
      fold: fold + 1, rows: heldOut, places: parts.heldOut,
      groups: table.groups(of: parts.heldOut), probabilities: probabilities)
    let metrics = MetricsReport(try predictions.checked(classNames: set.classNames))
    return (
      FoldResult(
        number: fold + 1, trainingRows: parts.training.count,
        validationRows: parts.validation.count, training: summary, metrics: metrics), predictions
    )
  }

  /// Writes every row's probabilities in the order of the shards; returns them together.
  private func write(
    _ folds: [FoldPredictions], _ classNames: [String]
  ) throws(WorkbenchError) -> Predictions {
    let order = folds.enumerated().flatMap { number, fold in
      fold.places.indices.map { (place: fold.places[$0], fold: number, row: $0) }
    }.sorted { ($0.place.part, $0.place.row) < ($1.place.part, $1.place.row) }
    let csv = try lifting { () throws(FileError) in
      try PredictionsCSV(
        path: Files.join(out, "predictions.csv"), classNames: classNames, hasFolds: true)
    }
    var (labels, keys, all): ([Int], [SampleKey], [Float]) = ([], [], [])
    var groups: [UInt64] = []
    for entry in order {
      let fold = folds[entry.fold]
      let own = fold.probabilities[
        entry.row * classNames.count..<(entry.row + 1) * classNames.count]
      try lifting { () throws(FileError) in
        try csv.write(
          fold: fold.fold, split: fold.rows.split(at: entry.row), key: fold.rows.key(at: entry.row),
          contentID: fold.rows.contentID(at: entry.row), label: fold.rows.label(at: entry.row),
          probabilities: own)
      }
      labels.append(fold.rows.label(at: entry.row))
      keys.append(fold.rows.key(at: entry.row))
      groups.append(fold.groups[entry.row])
      all += own
    }
    try lifting { () throws(FileError) in try csv.commit() }
    return try lifting { () throws(EvaluationError) in
      try Predictions(
        probabilities: all, labels: labels, keys: keys, classNames: classNames,
        groups: RowGroups.shared(groups))
    }
  }

  private func facts(_ index: ShardIndex) -> [(name: String, value: JSON)] {
    [
      ("program", .string("fer-data \(Version.current)")),
      ("shards_digest", .string(index.setDigest.hex)), ("recipe", recipe.json),
      ("augmentation", augmentation.json), ("seed", .seed(seed)),
    ]
  }
}

/// A fold's rows with what its network made of them.
struct FoldPredictions: Sendable {
  /// The fold, from 1.
  let fold: Int
  let rows: FoldSource
  let places: [FoldRow]
  /// The group of each row.
  let groups: [UInt64]
  /// N×K, row by row.
  let probabilities: [Float]

  func checked(classNames: [String]) throws(WorkbenchError) -> Predictions {
    try lifting { () throws(EvaluationError) in
      try Predictions(
        probabilities: probabilities, labels: (0..<rows.count).map(rows.label(at:)),
        keys: (0..<rows.count).map(rows.key(at:)), classNames: classNames,
        groups: RowGroups.shared(groups))
    }
  }
}

/// A session whose progress names the fold.
struct FoldSession {
  let session: Session

  init(_ session: Session, fold: Int, of count: Int) {
    let report = session.report
    self.session = Session(
      pool: session.pool,
      report: { progress in
        report(
          Progress(
            step: "fold \(fold)/\(count) \(progress.step)", done: progress.done,
            total: progress.total, unit: progress.unit, note: progress.note))
      }, warn: session.warn, notice: session.notice, isCancelled: session.isCancelled,
      clock: session.clock)
  }
}
