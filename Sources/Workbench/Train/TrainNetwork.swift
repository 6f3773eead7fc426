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
  private let profiles: Bool
  private let saveEvery: Int?

  /// Training on the shards of a folder, into the folder `out`.
  ///
  /// - Parameters:
  ///   - resumes: go on from the last epoch saved in `out`, if there is one.
  ///   - saveEvery: steps of an epoch after which what there is is saved, too; nil for at the end of epochs alone.
  ///   - replacesOthers: replace a run in `out` that has other shards, recipe, augmentation or seed.
  ///   - profiles: count where the time goes, and write `profile.json`.
  public init(
    shards: String, recipe: Recipe, augmentation: AugmentationPolicy, seed: UInt64, out: String,
    resumes: Bool, saveEvery: Int? = nil, replacesOthers: Bool = false, profiles: Bool = false
  ) {
    (self.saveEvery, self.replacesOthers, self.profiles) = (saveEvery, replacesOthers, profiles)
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
    try run(session: session, stage: nil)
  }

  /// Trains to the end of a stage, from which it can go on later as if it had never paused.
  func run(session: Session, stage: TrainingStage?) throws(WorkbenchError) -> TrainingSummary {
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
    try DoubleWeighting.check(recipe, train.index)
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
    if val.count == 0 { session.warn("there is no validation split, so the last epoch is kept") }
    return try TrainingRun(
      files: RunFolder(path: out),
      identity: RunIdentity(set: train, recipe: recipe, augmentation: augmentation, seed: seed),
      resumes: resumes, replacesOthers: replacesOthers, shards: shards, session: session,
      stage: stage, profiles: profiles, saveEvery: saveEvery
    ).run(
      training: source,
      validation: val.count > 0 ? ShardSource(val, policy: .none, seed: seed) : nil)
  }
}
