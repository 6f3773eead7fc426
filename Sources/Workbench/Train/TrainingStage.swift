internal import NeuralNetworks

/// How far a training goes this time, and what it has come to; a search trains its trials in stages.
///
/// The schedule remains that of all epochs, and a later stage goes on from the checkpoint.
final class TrainingStage {
  /// The epoch to pause after.
  let last: Int
  /// How a step is shown.
  let progress: (StepProgress) -> Progress
  /// The epochs that are done, also when training failed or was stopped.
  var history: [EpochRecord] = []

  init(until last: Int, progress: @escaping (StepProgress) -> Progress) {
    (self.last, self.progress) = (last, progress)
  }
}
