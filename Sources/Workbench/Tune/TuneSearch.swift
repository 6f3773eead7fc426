internal import Core
internal import NeuralNetworks
internal import Tensors

/// A search under way: its trials, what is known of them, and its folder.
final class TuneSearch {
  let request: TuneRecipe
  let trials: [TuneTrial]
  let rungs: [TuneRung]
  let train: ShardSet
  private(set) var records: [Int: TrialRecord] = [:]
  private(set) var standings: TuneStandings

  init(_ request: TuneRecipe, _ trials: [TuneTrial], _ train: ShardSet) {
    (self.request, self.trials, self.train) = (request, trials, train)
    let different = trials.count { $0.repeats == nil }
    rungs = TuneRung.all(
      request.space.method, trials: different, epochs: trials.first?.recipe.epochs ?? 1)
    standings = TuneStandings(trials, rungs: rungs, records: [:])
  }

  /// The images that trials are compared on.
  var validationCount: Int { train.index[.val]?.rows ?? 0 }

  func folder(_ trial: Int) -> RunFolder {
    RunFolder(path: Files.join(Files.join(request.out, "trials"), trials[trial].folderName))
  }

  private func identity(_ trial: Int) -> Digest {
    RunIdentity(
      set: train, recipe: trials[trial].recipe, augmentation: trials[trial].augmentation,
      seed: request.seed
    ).digest
  }

  /// Reads what is there of this search; what is there of another is an error, before anything is written.
  func claim() throws(WorkbenchError) {
    for trial in trials.indices where trials[trial].repeats == nil {
      let files = folder(trial)
      let identity = identity(trial)
      var found: String?
      if let record = TrialRecord(folder: files.path) {
        found = record.identity.hex
        records[trial] = record
      } else if Files.exists(files.last), let file = try? SafetensorsFile(path: files.last) {
        found = file.metadata["run_identity"]
      }
      guard found == nil || found == identity.hex else {
        throw .problem(
          "\(files.path) belongs to a search with other shards, recipes, seed or program version; "
            + "choose another folder")
      }
    }
    refresh()
  }

  private func refresh() {
    standings = TuneStandings(trials, rungs: rungs, records: records)
  }

  /// Stops where the user asked to, and says how to go on.
  func checkpoint(_ session: Session) throws(WorkbenchError) {
    if session.isCancelled() { throw stopped }
  }

  private var stopped: WorkbenchError {
    let done = standings.places.count { $0.state != .waiting }
    return .cancelled(
      resume: "\(done) of \(trials.count) trials are done and everything so far is saved in "
        + "\(request.out); run the same command again to go on")
  }

  /// Trains a trial up to an epoch and records what it came to.
  func train(
    _ trial: Int, until epochs: Int, counts: TuneCounts, session: Session
  ) throws(WorkbenchError) {
    let plan = trials[trial]
    let training = TrainNetwork(
      shards: request.shards, recipe: plan.recipe, augmentation: plan.augmentation,
      seed: request.seed, out: folder(trial).path, resumes: true)
    counts.sittings += 1
    var failure: (epoch: Int, reason: String)?
    let (label, best) = ("trial \(plan.number)/\(trials.count)", bestNote)
    let stage = TrainingStage(until: epochs) { step in
      Progress(trial: label, until: epochs, training: step, note: best)
    }
    do throws(WorkbenchError) {
      _ = try training.run(session: session, stage: stage)
    } catch {
      switch error {
      case .network(.notFinite(let epoch, _)): failure = (epoch, error.description)
      case .cancelled: throw stopped
      case .network(let reason):
        throw .problem("trial \(plan.number) cannot be trained: \(reason.description)")
      default: throw error
      }
    }
    let history = stage.history
    let isOver =
      failure != nil || history.count < epochs || history.count >= plan.recipe.epochs
    let record = TrialRecord(
      identity: identity(trial), history: history, failure: failure, isOver: isOver)
    try record.write(to: folder(trial).path)
    records[trial] = record
    refresh()
    try removeSpentWeights()
  }

  /// Removes the weights that nobody needs any more: all but the best trial's, and those of trials that go on.
  private func removeSpentWeights() throws(WorkbenchError) {
    for (trial, record) in records {
      let place = standings.places[trial]
      let goesOn = !record.isOver && place.state == .waiting
      let files = folder(trial)
      try lifting { () throws(FileError) in
        if !goesOn { try Files.remove(files.last) }
        if !goesOn, standings.winner != trial { try Files.remove(files.best) }
      }
    }
  }

  /// Trains the best trial again where its weights are gone, as after a search with more trials.
  func restoreWinner(counts: TuneCounts, session: Session) throws(WorkbenchError) {
    if let winner = standings.winner, !Files.exists(folder(winner).best) {
      // One that stopped early must be let run into its end again.
      let isOver = records[winner]?.isOver ?? true
      try train(
        winner, until: isOver ? trials[winner].recipe.epochs : standings.places[winner].epochs,
        counts: counts, session: session)
    }
    try removeSpentWeights()
  }

  private var bestNote: String {
    guard let winner = standings.winner, let merit = standings.merit(winner) else { return "" }
    return "best \(Self.score(merit, metric)) (trial \(trials[winner].number))"
  }

  /// What trials are compared by.
  var metric: Recipe.Metric { trials[0].recipe.primaryMetric }
}

extension Progress {
  /// A trial as one bar over all its epochs.
  fileprivate init(trial: String, until epochs: Int, training step: StepProgress, note: String) {
    let own = Progress(training: step).note
    self.init(
      step: trial, done: (step.epoch - 1) * step.imagesTotal + step.imagesDone,
      total: epochs * step.imagesTotal, unit: "images",
      note: "epoch \(step.epoch)/\(epochs)  \(own)" + (note.isEmpty ? "" : "  \(note)"))
  }
}
