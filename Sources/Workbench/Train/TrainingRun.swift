internal import Core
internal import NeuralNetworks
internal import Tensors

/// One run of the trainer in a folder: begun or gone on with, saved after every epoch.
struct TrainingRun {
  let files: RunFolder
  let identity: RunIdentity
  /// Go on from the last epoch saved in the folder, if there is one.
  let resumes: Bool
  /// Replace a run in the folder that has another identity.
  let replacesOthers: Bool
  /// The folder of the shards, for `run.json`.
  let shards: String
  let session: Session
  /// Where to pause; nil trains to the end.
  var stage: TrainingStage?
  /// Count where the time goes, and write `profile.json`.
  var profiles = false
  /// Steps of an epoch after which what there is is saved, too; nil for at the end of epochs alone.
  var saveEvery: Int?

  /// Trains to the end, or until it is stopped; leaves all files of the run.
  func run(
    training: some SampleSource, validation: (some SampleSource)?
  ) throws(WorkbenchError) -> TrainingSummary {
    let began = session.clock()
    try lifting { () throws(FileError) in try Files.createDirectories(files.path) }
    let trainer = try trainer(for: training)
    let loop = TrainingLoop(trainer: trainer, training: training, validation: validation)
    let before = trainer.epochsDone
    let earlier = trainer.underWay?.images ?? 0
    let saving = EpochSaving(files: files, identity: identity, trainer: trainer, session: session)
    if profiles { trainer.startProfiling() }
    let memory = MemoryMeter()
    let last = stage?.last ?? identity.recipe.epochs
    defer { stage?.history = trainer.history }
    let isPaused = trainer.epochsDone >= last && last < identity.recipe.epochs
    let isInterrupted = try lifting { () throws(NetworkError) in
      if isPaused { return false }
      let outcome = try loop.run(
        progress: { step in
          memory.sample()
          session.report(stage?.progress(step) ?? Progress(training: step))
          return !session.isCancelled()
        }, saveEvery: saveEvery, save: { trainer.timed { saving.saveInside() } },
        epochDone: { _ in
          defer { memory.sample() }
          return trainer.timed { saving.save() } && trainer.epochsDone < last
        })
      return outcome == .interrupted
    }
    if let failure = saving.failure { throw failure }
    if isInterrupted, trainer.epochsDone < last { throw try saving.interruption() }
    let profile = trainer.profile.map { ProfileSummary($0) }
    try saving.finish()
    if let profile {
      try lifting { () throws(FileError) in
        try Files.writeAtomically(text: profile.json.text(indent: true), to: files.profile)
      }
    }
    let length: Int
    switch training.sampling {
    case .everyRow: length = training.count
    case .balancedClasses(let drawn): length = drawn
    }
    try MachineRecord(
      step: "train", seconds: session.clock() - began, threads: session.pool.threads,
      extra: [
        "shards": .string(Files.absolute(shards)),
        "planned_bytes": .integer(trainer.plannedBytes),
        "peak_anonymous_bytes": memory.peak.map { .integer($0) } ?? .null,
        "epochs_this_time": .integer(trainer.epochsDone - before),
        "images": .integer((trainer.epochsDone - before) * length - earlier),
      ]
    ).write(to: files.record)
    return try TrainingSummary(
      folder: files.path, history: trainer.history, bestEpoch: trainer.bestEpoch,
      parameters: trainer.summary.parameters, weights: files.weightsDigest(), profile: profile)
  }

  /// A fresh trainer, or the one that was saved.
  private func trainer(for training: some SampleSource) throws(WorkbenchError) -> Trainer {
    if Files.exists(files.last) {
      guard resumes else {
        throw .problem(
          "\(files.path) already holds a training run; choose another folder, or go on with --resume"
        )
      }
      guard let file = try? SafetensorsFile(path: files.last) else {
        if replacesOthers { return try fresh(for: training) }
        throw .problem(
          "\(files.last) is damaged; remove it to start over, or choose another folder")
      }
      guard file.metadata["run_identity"] == identity.digest.hex else {
        if replacesOthers { return try fresh(for: training) }
        let found = RunInputs(file.metadata).differences(from: RunInputs(identity.inputs))
        throw .problem(
          "\(files.last) was trained from other inputs: \(found.first?.text ?? "an older format"); "
            + "choose another folder")
      }
      return try lifting { () throws(NetworkError) in
        try Trainer(resuming: file, pool: session.pool)
      }
    }
    return try fresh(for: training)
  }

  /// A trainer with fresh weights, and a folder without another run's files.
  ///
  /// The list of weights that were scored on the test split stays: it counts every look at the test.
  private func fresh(for training: some SampleSource) throws(WorkbenchError) -> Trainer {
    for path in [files.list.path, files.last, files.best, files.history, files.curves] {
      try lifting { () throws(FileError) in try Files.remove(path) }
    }
    return try lifting { () throws(NetworkError) in
      try Trainer(
        recipe: identity.recipe, seed: identity.seed, classCount: training.classCount,
        channels: training.channels, height: training.height, width: training.width,
        pool: session.pool)
    }
  }
}

extension Progress {
  init(training step: StepProgress) {
    self.init(
      step: "train epoch \(step.epoch)/\(step.epochs)", done: step.imagesDone,
      total: step.imagesTotal, unit: "images",
      note: "loss \(PlainNumber.text(step.loss, 3))  accuracy \(PlainNumber.text(step.accuracy, 3))"
    )
  }
}
