public import Augmentation
internal import Core
public import NeuralNetworks
internal import Tensors

/// Trains the embedded network on shards; validation chooses the epoch that is kept.
public struct TrainNetwork: Sendable {
  private let shards: String
  private let recipe: Recipe
  private let augmentation: AugmentationPolicy
  private let seed: UInt64
  private let out: String
  private let resumes: Bool
  private let replacesOthers: Bool

  /// Training on the shards of a folder, into the folder `out`.
  ///
  /// - Parameters:
  ///   - resumes: go on from the last epoch saved in `out`, if there is one.
  ///   - replacesOthers: replace a run in `out` that has other shards, recipe, augmentation or seed.
  public init(
    shards: String, recipe: Recipe, augmentation: AugmentationPolicy, seed: UInt64, out: String,
    resumes: Bool, replacesOthers: Bool = false
  ) {
    self.replacesOthers = replacesOthers
    (self.shards, self.recipe, self.augmentation) = (shards, recipe, augmentation)
    (self.seed, self.out, self.resumes) = (seed, out, resumes)
  }

  /// A recipe from a file, or the built-in baseline.
  public static func recipe(file: String?) throws(WorkbenchError) -> Recipe {
    guard let file else { return try recipe(settings: nil) }
    return try recipe(settings: try SettingsFile.read(file))
  }

  /// A recipe from settings, or the built-in baseline.
  static func recipe(settings: SettingsNode?) throws(WorkbenchError) -> Recipe {
    let node: SettingsNode
    if let settings {
      node = settings
    } else {
      node = try SettingsFile.parse(Baseline.recipe, file: "the baseline recipe")
    }
    return try lifting { () throws(SettingsError) in try Recipe(settings: node) }
  }

  /// Trains to the end, or until it is stopped.
  public func run(session: Session) throws(WorkbenchError) -> TrainingSummary {
    let began = session.clock()
    let (train, val) = try lifting { () throws(TensorError) in
      (try ShardSet(folder: shards, split: .train), try ShardSet(folder: shards, split: .val))
    }
    // A model that does not fit these shards is an error before a byte of them is read or written.
    _ = try lifting { () throws(NetworkError) in
      try ModelSummary(
        recipe: recipe, classCount: train.classCount, channels: train.channels,
        height: train.height, width: train.width)
    }
    try ShardIntegrity.check(
      train.index, folder: shards, splits: [.train, .val], pool: session.pool)
    guard train.count >= 2 else {
      throw .problem("the training split of \(shards) has \(train.count) rows; training needs more")
    }
    try lifting { () throws(FileError) in try Files.createDirectories(out) }
    let files = RunFolder(path: out)
    let identity = RunIdentity(
      shards: train.index.setDigest, recipe: recipe, augmentation: augmentation, seed: seed,
      set: train)
    let trainer = try trainer(files, identity, train, session)
    let policy = recipe.augment ? augmentation : .none
    let sampler = try SamplerRecord(of: train)
    if sampler != nil, policy.isEmpty {
      session.warn(
        "the sampler repeats the rows of rare classes, and without augmentation they repeat unchanged"
      )
    }
    let source = ShardSource(
      train, policy: policy, seed: seed,
      sampling: sampler.map { .balancedClasses(length: $0.length) } ?? .everyRow)
    let loop = TrainingLoop(
      trainer: trainer, training: source,
      validation: val.count > 0 ? ShardSource(val, policy: .none, seed: seed) : nil)
    if val.count == 0 { session.warn("there is no validation split, so the last epoch is kept") }
    let before = trainer.epochsDone
    let saving = EpochSaving(files: files, identity: identity, trainer: trainer, session: session)
    let outcome = try lifting { () throws(NetworkError) in
      try loop.run(
        progress: { step in
          session.report(Progress(training: step))
          return !session.isCancelled()
        }, epochDone: { _ in saving.save() })
    }
    if let failure = saving.failure { throw failure }
    if outcome == .interrupted {
      throw .cancelled(
        resume: "\(trainer.epochsDone) of \(recipe.epochs) epochs are saved; go on with --resume")
    }
    try saving.finish()
    try MachineRecord(
      step: "train", seconds: session.clock() - began, threads: session.pool.threads,
      extra: [
        "shards": .string(Files.absolute(shards)),
        "epochs_this_time": .integer(trainer.epochsDone - before),
        "images": .integer((trainer.epochsDone - before) * (sampler?.length ?? train.count)),
      ]
    ).write(to: files.record)
    return try TrainingSummary(
      folder: out, history: trainer.history, bestEpoch: trainer.bestEpoch,
      parameters: trainer.summary.parameters, weights: files.weightsDigest())
  }

  /// A fresh trainer, or the one that was saved.
  private func trainer(
    _ files: RunFolder, _ identity: RunIdentity, _ train: ShardSet, _ session: Session
  ) throws(WorkbenchError) -> Trainer {
    if Files.exists(files.last) {
      guard resumes else {
        throw .problem(
          "\(out) already holds a training run; choose another folder, or go on with --resume")
      }
      guard let file = try? SafetensorsFile(path: files.last) else {
        if replacesOthers { return try fresh(files, train, session) }
        throw .problem(
          "\(files.last) is damaged; remove it to start over, or choose another folder")
      }
      guard file.metadata["run_identity"] == identity.digest.hex else {
        if replacesOthers { return try fresh(files, train, session) }
        throw .problem(
          "\(files.last) was trained with other shards, recipe, augmentation or seed; choose another folder"
        )
      }
      return try lifting { () throws(NetworkError) in
        try Trainer(resuming: file, pool: session.pool)
      }
    }
    return try fresh(files, train, session)
  }

  /// A trainer with fresh weights, and a folder without another run's files.
  ///
  /// The list of weights that were scored on the test split stays: it counts every look at the test.
  private func fresh(
    _ files: RunFolder, _ train: ShardSet, _ session: Session
  ) throws(WorkbenchError) -> Trainer {
    for path in [files.last, files.best, files.history, files.curves] {
      try lifting { () throws(FileError) in try Files.remove(path) }
    }
    return try lifting { () throws(NetworkError) in
      try Trainer(
        recipe: recipe, seed: seed, classCount: train.classCount, channels: train.channels,
        height: train.height, width: train.width, pool: session.pool)
    }
  }
}

extension Progress {
  init(training step: StepProgress) {
    self.init(
      step: "train epoch \(step.epoch)/\(step.epochs)", done: step.imagesDone,
      total: step.imagesTotal, unit: "images",
      note: "loss \(Self.three(step.loss))  accuracy \(Self.three(step.accuracy))")
  }

  private static func three(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e6 else { return "\(value)" }
    let thousandths = Int((value * 1000).rounded())
    let rest = String(abs(thousandths) % 1000)
    let zeros = String(repeating: "0", count: 3 - rest.count)
    return "\(thousandths < 0 ? "-" : "")\(abs(thousandths) / 1000).\(zeros)\(rest)"
  }
}
