internal import Core
internal import NeuralNetworks

/// What is known of a trial: the epochs it has done, and whether it is over.
///
/// Kept as `trial.json` in the trial's folder. All of a search's outcome follows from these records, so a
/// search that was stopped, killed or given more trials goes on from them.
struct TrialRecord: Sendable {
  static let fileName = "trial.json"
  private static let format = "fer-data tune trial/1"

  /// The run's identity: shards, recipe, augmentation, seed and version.
  let identity: Digest
  let history: [EpochRecord]
  /// Why training could not go on, and in which epoch.
  let failure: (epoch: Int, reason: String)?
  /// Whether there is nothing more to train: all epochs are done, early stopping ended them, or it failed.
  let isOver: Bool

  init(
    identity: Digest, history: [EpochRecord], failure: (epoch: Int, reason: String)?, isOver: Bool
  ) {
    (self.identity, self.history) = (identity, history)
    (self.failure, self.isOver) = (failure, isOver)
  }

  /// Reads a trial's record; nil where there is none, or none that can be read: the trial then goes on from
  /// its checkpoint, and comes to the same record.
  init?(folder: String) {
    guard let bytes = try? Files.read(Files.join(folder, Self.fileName), limit: 1 << 26),
      let json = try? JSON(parsing: bytes), json["format"]?.stringValue == Self.format,
      let identity = json["identity"]?.stringValue.flatMap({ Digest(hex: $0) }),
      let rows = json["history"]?.arrayValue, let isOver = json["over"]?.boolValue
    else { return nil }
    let history = rows.compactMap { EpochRecord(json: $0) }
    guard history.count == rows.count else { return nil }
    var failure: (epoch: Int, reason: String)?
    if let epoch = json["failure"]?["epoch"]?.intValue,
      let reason = json["failure"]?["reason"]?.stringValue
    {
      failure = (epoch, reason)
    }
    self.init(identity: identity, history: history, failure: failure, isOver: isOver)
  }

  func write(to folder: String) throws(WorkbenchError) {
    let failure: JSON =
      self.failure.map { ["epoch": .integer($0.epoch), "reason": .string($0.reason)] } ?? .null
    let json: JSON = [
      "failure": failure, "format": .string(Self.format),
      "history": .array(history.map(\.json)), "identity": .string(identity.hex),
      "over": .bool(isOver),
    ]
    try lifting { () throws(FileError) in
      try Files.createDirectories(folder)
      try Files.writeAtomically(
        text: json.text(indent: true), to: Files.join(folder, Self.fileName))
    }
  }

  /// The best epoch of the first `epochs`, as training itself chose it.
  func best(within epochs: Int) -> EpochRecord? { history.prefix(epochs).last { $0.isBest } }

  /// Whether it failed in one of the first `epochs`.
  func hasFailed(within epochs: Int) -> Bool { failure.map { $0.epoch <= epochs } ?? false }

  /// Whether nothing is left to train up to an epoch.
  func reaches(_ epochs: Int) -> Bool {
    isOver || history.count >= epochs || hasFailed(within: epochs)
  }
}

extension Recipe.Metric {
  /// The metric of an epoch, turned so that higher is better; nil without a validation split.
  func merit(of record: EpochRecord) -> Double? {
    switch self {
    case .accuracy: record.validationAccuracy
    case .loss: record.validationLoss.map { -$0 }
    }
  }
}
