/// Drives a trainer through its epochs: train, validate, keep the best, stop early.
public struct TrainingLoop<Training: SampleSource, Validation: SampleSource> {
  /// How a run ended.
  public enum Outcome: Hashable, Sendable {
    /// All epochs are done.
    case finished
    /// The primary metric stopped improving.
    case stoppedEarly
    /// A callback asked to stop; a checkpoint made now goes on with the next step.
    case interrupted
  }

  let trainer: Trainer
  let training: Training
  let validation: Validation?

  /// A loop over a training set, with a validation set to choose the best epoch by.
  ///
  /// Without a validation set the last epoch is the best.
  public init(trainer: Trainer, training: Training, validation: Validation?) {
    (self.trainer, self.training, self.validation) = (trainer, training, validation)
  }

  /// Trains the epochs that are still to do, or what is left of them.
  ///
  /// - Parameters:
  ///   - progress: called after every step; false stops.
  ///   - saveEvery: steps of an epoch after which `save` is called; nil for never.
  ///   - save: called inside an epoch, the place to save a checkpoint; false stops.
  ///   - epochDone: called after every epoch, the place to save a checkpoint; false stops.
  /// - Throws: `NetworkError` for unfit data and when the loss is no longer finite.
  public func run(
    progress: (StepProgress) -> Bool = { _ in true }, saveEvery: Int? = nil,
    save: () -> Bool = { true }, epochDone: (EpochRecord) -> Bool = { _ in true }
  ) throws(NetworkError) -> Outcome {
    let recipe = trainer.recipe
    try trainer.check(training, least: 2, what: "the training set")
    if let validation { try trainer.check(validation, least: 1, what: "the validation set") }
    if case .reduceOnPlateau = recipe.schedule.shape, validation == nil { throw .unwatched }
    let view = try TrainingView(training, recipe: recipe, seed: trainer.seed)
    while trainer.epochsDone < recipe.epochs {
      if trainer.hasStalled { return .stoppedEarly }
      let pass = try trainer.pass(
        over: view, progress: progress, saveEvery: saveEvery, save: save)
      if pass.isStopped { return .interrupted }
      trainer.settleAverage(view)
      let score: Score?
      if let validation { score = try trainer.evaluate(validation) } else { score = nil }
      if let score, !score.loss.isFinite {
        throw .notFinite(epoch: trainer.epochsDone + 1, step: pass.steps)
      }
      let record = trainer.close(pass, score)
      if !epochDone(record), trainer.epochsDone < recipe.epochs { return .interrupted }
    }
    return .finished
  }
}

extension Trainer {
  /// Writes the history's next row and keeps the weights if they are the best so far.
  func close(_ pass: Pass, _ validation: Score?) -> EpochRecord {
    epochsDone += 1
    underWay = nil
    let isBest = isImprovement(validation)
    if isBest {
      bestEpoch = epochsDone
      best.weights.copy(from: current.weights)
      best.running.copy(from: current.running)
    }
    let record = EpochRecord(
      epoch: epochsDone, trainLoss: pass.loss, trainAccuracy: pass.accuracy,
      validation: validation, learningRate: pass.learningRate, isBest: isBest)
    history.append(record)
    return record
  }

  /// Whether a score beats that of the best epoch; the earlier of two equals stays.
  private func isImprovement(_ score: Score?) -> Bool {
    guard let score, let old = history.last(where: { $0.isBest }) else { return true }
    let metric = recipe.primaryMetric
    return score.value(of: metric) > old.score(by: metric) ?? -.infinity
  }

  /// Whether the primary metric has not improved by `minDelta` for `patience` epochs.
  var hasStalled: Bool {
    guard let stopping = recipe.earlyStopping else { return false }
    var (best, since) = (-Double.infinity, 0)
    for record in history {
      guard let value = record.score(by: recipe.primaryMetric) else { return false }
      if value > best + stopping.minDelta {
        (best, since) = (value, 0)
      } else {
        since += 1
      }
    }
    return since >= stopping.patience
  }
}
