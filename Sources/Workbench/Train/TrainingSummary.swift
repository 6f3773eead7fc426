public import Core
internal import NeuralNetworks

/// How a training run went.
public struct TrainingSummary: Sendable {
  /// What one epoch came to.
  public struct Epoch: Hashable, Sendable {
    /// The epoch, from 1.
    public let number: Int
    /// The mean loss over the training rows.
    public let trainLoss: Double
    /// The share of training rows predicted correctly while training.
    public let trainAccuracy: Double
    /// The mean loss on the validation split, where there is one.
    public let valLoss: Double?
    /// The share of validation samples predicted correctly.
    public let valAccuracy: Double?
  }

  /// The run's folder.
  public let folder: String
  /// The epochs in order.
  public let history: [Epoch]
  /// The epochs as the trainer has them.
  let records: [EpochRecord]
  /// The epoch whose weights are kept, from 1.
  public let bestEpoch: Int
  /// The number of trained values.
  public let parameters: Int
  /// The SHA-256 of the kept weights' file.
  public let weights: Digest
  /// Where the time went, when asked for.
  public let profile: ProfileSummary?

  init(
    folder: String, history: [EpochRecord], bestEpoch: Int, parameters: Int, weights: Digest,
    profile: ProfileSummary? = nil
  ) {
    (self.folder, self.bestEpoch, self.profile) = (folder, bestEpoch, profile)
    self.history = history.map {
      Epoch(
        number: $0.epoch, trainLoss: $0.trainLoss, trainAccuracy: $0.trainAccuracy,
        valLoss: $0.validationLoss, valAccuracy: $0.validationAccuracy)
    }
    records = history
    (self.parameters, self.weights) = (parameters, weights)
  }

  /// For programs.
  public var json: JSON {
    guard let profile, case .object(var members) = plain else { return plain }
    members["profile"] = profile.json
    return .object(members)
  }

  private var plain: JSON {
    [
      "best_epoch": .integer(bestEpoch), "epochs": .integer(history.count),
      "folder": .string(folder), "history": .array(records.map(\.json)),
      "parameters": .integer(parameters), "weights_sha256": .string(weights.hex),
    ]
  }
}
