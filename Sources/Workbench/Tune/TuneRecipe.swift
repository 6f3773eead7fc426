internal import Core
internal import NeuralNetworks
internal import Tensors

/// Searches for a good recipe: trains one after another, compares them on the validation split, keeps the best.
///
/// The test split is never opened. The same shards, space and seed give the same table and the same best
/// recipe, in one sitting or many.
public struct TuneRecipe: Sendable {
  let shards: String
  let space: TuneSpace
  let seed: UInt64
  let budget: Int?
  let out: String

  /// A search on the shards of a folder, into the folder `out`; one that is there already goes on.
  ///
  /// - Parameters:
  ///   - seed: the seed of the draws, and of every trial's weights, order and augmentation.
  ///   - trials: the number of trials, in place of the space's own.
  public init(shards: String, space: TuneSpace, seed: UInt64, trials: Int?, out: String) {
    (self.shards, self.space, self.seed) = (shards, space, seed)
    (budget, self.out) = (trials, out)
  }

  /// Searches to the end, or until it is stopped.
  public func run(session: Session) throws(WorkbenchError) -> TuneSummary {
    let began = session.clock()
    if let budget, !(1...TuneSpace.maximumTrials).contains(budget) {
      throw .usage("--trials must be between 1 and \(TuneSpace.maximumTrials), not \(budget)")
    }
    let trials = try space.trials(budget: budget, seed: seed)
    let train = try checkedShards(trials, session)
    let search = TuneSearch(self, trials, train)
    try search.claim()
    tell(trials, search.rungs, session)
    let counts = TuneCounts()
    let inner = quiet(session)
    while let next = search.standings.next {
      try search.checkpoint(session)
      try search.train(next.trial, until: next.epochs, counts: counts, session: inner)
      session.notice(search.line(next.trial))
      try search.write(isFinal: false)
    }
    try search.restoreWinner(counts: counts, session: inner)
    try search.write(isFinal: true)
    try MachineRecord(
      step: "tune", seconds: session.clock() - began, threads: session.pool.threads,
      extra: [
        "shards": .string(Files.absolute(shards)),
        "trials_this_time": .integer(counts.sittings),
      ]
    ).write(to: Files.join(out, "run.json"))
    guard search.standings.winner != nil else {
      throw .problem(
        "every trial failed; \(Files.join(out, "trials.csv")) has the reasons: lower the learning rates"
      )
    }
    return search.summary
  }

  /// The training split, after checking that it and the validation split are there, whole, and fit all models.
  private func checkedShards(
    _ trials: [TuneTrial], _ session: Session
  ) throws(WorkbenchError) -> ShardSet {
    let (train, val) = try lifting { () throws(TensorError) in
      (try ShardSet(folder: shards, split: .train), try ShardSet(folder: shards, split: .val))
    }
    guard val.count > 0 else {
      throw .problem(
        "\(shards) has no validation images, and a search must not choose by others; split again with "
          + "a share for val")
    }
    try ShardIntegrity.check(
      train.index, folder: shards, splits: [.train, .val], pool: session.pool)
    for trial in trials { try DoubleWeighting.check(trial.recipe, train.index) }
    var known: Set<Layout> = []
    for trial in trials {
      let layout = Layout(model: trial.recipe.model, crop: trial.recipe.crop)
      guard known.insert(layout).inserted else { continue }
      let image = Shape(channels: train.channels, height: train.height, width: train.width)
      do throws(NetworkError) {
        let seen = try trial.recipe.networkInput(image)
        _ = try ModelSummary(
          recipe: trial.recipe, classCount: train.classCount, channels: seen.channels,
          height: seen.height, width: seen.width)
      } catch {
        let values = zip(space.parameters, trial.values).map { "\($0.path.text) \($1.text)" }
        throw .problem(
          "trial \(trial.number) (\(values.joined(separator: ", "))): \(error.description)")
      }
    }
    return train
  }

  /// What decides whether the layers fit.
  private struct Layout: Hashable {
    let model: Model
    let crop: Crop?
  }

  private func tell(_ trials: [TuneTrial], _ rungs: [TuneRung], _ session: Session) {
    let different = trials.count { $0.repeats == nil }
    var text = "\(trials.count) trials by \(space.method.name)"
    if different < trials.count {
      text += ", \(different) of them different; the others are not trained again"
    }
    if rungs.count > 1 {
      let stages = rungs.map { "\($0.trials) to epoch \($0.epochs ?? trials[0].recipe.epochs)" }
      text += "; rungs: " + stages.joined(separator: ", ")
    }
    session.notice(text)
  }

  /// A session that gives each warning once: every trial would give the same.
  private func quiet(_ session: Session) -> Session {
    let told = OnceOnly()
    return Session(
      pool: session.pool, report: session.report,
      warn: { text in if told.isNew(text) { session.warn(text) } },
      notice: session.notice, isCancelled: session.isCancelled, clock: session.clock)
  }
}
