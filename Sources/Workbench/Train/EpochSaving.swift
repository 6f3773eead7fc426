internal import Core
internal import NeuralNetworks
internal import Reports
internal import Tensors

/// Saves what a run has after every epoch, and inside of one when asked, so that nothing but the steps since can
/// be lost.
final class EpochSaving {
  private let files: RunFolder
  private let identity: RunIdentity
  private let trainer: Trainer
  private let session: Session
  private(set) var failure: WorkbenchError?

  init(files: RunFolder, identity: RunIdentity, trainer: Trainer, session: Session) {
    (self.files, self.identity, self.trainer, self.session) = (files, identity, trainer, session)
  }

  /// Saves after an epoch; false when training should stop.
  func save() -> Bool {
    do throws(WorkbenchError) {
      try write(isFinal: false)
      return !session.isCancelled()
    } catch {
      failure = error
      return false
    }
  }

  /// Saves the state inside of an epoch; false when training should stop.
  func saveInside() -> Bool {
    do throws(WorkbenchError) {
      try writeState()
      return true
    } catch {
      failure = error
      return false
    }
  }

  /// Saves the state of an interrupted run, and says how to go on.
  func interruption() throws(WorkbenchError) -> WorkbenchError {
    try writeState()
    let epochs = "\(trainer.epochsDone) of \(trainer.recipe.epochs) epochs"
    let inside = trainer.underWay.map { " and \($0.images) images of the next" } ?? ""
    return .cancelled(resume: "\(epochs)\(inside) are saved; go on with --resume")
  }

  private func writeState() throws(WorkbenchError) {
    let state = try lifting { () throws(NetworkError) in
      try trainer.checkpoint(metadata: identity.strings)
    }
    try lifting { () throws(FileError) in try Files.writeAtomically(state, to: files.last) }
  }

  /// Writes all files of the finished run.
  ///
  /// The best weights are written once more, from the checkpoint's own copy and with the whole history, so that
  /// the file is the same whatever became of it on the way.
  /// The list of their digests comes last: where it is, the run is finished.
  func finish() throws(WorkbenchError) {
    try write(isFinal: true)
    try files.list.write([
      "best.safetensors", "curves.svg", "history.csv", "last.safetensors",
    ])
  }

  private func write(isFinal: Bool) throws(WorkbenchError) {
    let rows = trainer.history.map(HistoryRow.init)
    let isNew = isFinal || trainer.history.last?.isBest ?? true || !Files.exists(files.best)
    let (model, checkpoint) = try lifting { () throws(NetworkError) in
      (
        isNew ? try trainer.bestModel(metadata: identity.strings) : nil,
        try trainer.checkpoint(metadata: identity.strings)
      )
    }
    try lifting { () throws(FileError) in
      if let model { try Files.writeAtomically(model, to: files.best) }
      try Files.writeAtomically(checkpoint, to: files.last)
      try Files.writeAtomically(text: HistoryRow.csv(rows), to: files.history)
      let chart = HistoryChart(rows, selectedEpoch: trainer.bestEpoch)
      try Files.writeAtomically(text: chart.svg, to: files.curves)
    }
  }
}

extension HistoryRow {
  init(_ record: EpochRecord) {
    self.init(
      epoch: record.epoch, trainLoss: record.trainLoss, trainAccuracy: record.trainAccuracy,
      valLoss: record.validationLoss, valAccuracy: record.validationAccuracy,
      valMacroF1: record.validationMacroF1,
      valBalancedAccuracy: record.validationBalancedAccuracy, learningRate: record.learningRate)
  }
}
