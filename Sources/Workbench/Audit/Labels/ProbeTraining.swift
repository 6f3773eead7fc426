internal import Augmentation
internal import Core
internal import NeuralNetworks
internal import Tensors

/// Trains one network on some samples and lets it speak about others; goes on where it was stopped.
///
/// Hard labels alone are learnt, each row alike, and the last epoch counts: nothing is chosen, so that no rows have to
/// be kept aside for choosing.
struct ProbeTraining {
  let content: LabelSamples
  let images: ProbeImages
  let settings: LabelErrorSettings
  /// Where finished parts and the one under way are kept.
  let folder: String
  let session: Session

  private static let identityKey = "label_probe"
  private static let probabilitiesName = "probabilities"

  /// The probabilities [M×K] of `heldOut`, of which none may be among `training`.
  ///
  /// - Parameters:
  ///   - name: of the part, for its file.
  ///   - words: what progress calls it.
  func probabilities(
    of heldOut: [Int], training: [Int], name: String, words: String
  ) throws(WorkbenchError) -> [Float] {
    let identity = identity(of: heldOut, training).hex
    let finished = Files.join(folder, "\(name).safetensors")
    if let found = Self.read(finished, identity, count: heldOut.count * content.classNames.count) {
      return found
    }
    guard training.count >= 2 else {
      throw .problem(
        "\(training.count) samples are left to train on for \(words); use fewer folds, or import more"
      )
    }
    let constants = images.constants(of: training, pool: session.pool)
    let policy = settings.recipe.augment ? settings.pixels.policy : .none
    let rows = ProbeRows(
      content, images, samples: training, constants: constants, policy: policy,
      seed: settings.seed)
    let model = try train(rows, identity: identity, words: words)
    let found = try lifting { () throws(NetworkError) in
      try Network(checkpoint: model, pool: session.pool).predict(
        ProbeRows(content, images, samples: heldOut, constants: constants, seed: settings.seed))
    }
    _ = try lifting { () throws(TensorError) in
      try SafetensorsWriter.write(
        [NamedTensor(name: Self.probabilitiesName, shape: [found.count], floats: found)],
        metadata: [Self.identityKey: identity], to: finished)
    }
    return found
  }

  /// What the probabilities are a function of.
  private func identity(of heldOut: [Int], _ training: [Int]) -> Digest {
    var role = Array(repeating: UInt8(0), count: content.count)
    for sample in heldOut { role[sample] = 1 }
    for sample in training { role[sample] = 2 }
    var hasher = SHA256Hasher()
    hasher.update(OutOfFold.identity(content, settings).hex)
    role.withUnsafeBytes { hasher.update($0) }
    return hasher.finalize()
  }

  private static func read(_ path: String, _ identity: String, count: Int) -> [Float]? {
    guard Files.exists(path), let file = try? SafetensorsFile(path: path),
      file.metadata[identityKey] == identity,
      let found = try? file.floats(of: probabilitiesName), found.count == count
    else { return nil }
    return found
  }

  /// Trains to the end and returns the weights.
  private func train(
    _ rows: ProbeRows, identity: String, words: String
  ) throws(WorkbenchError) -> SafetensorsFile {
    let state = Files.join(folder, "training.safetensors")
    let trainer = try trainer(for: rows, identity: identity, state: state)
    var failure: WorkbenchError?
    func save() throws(WorkbenchError) {
      let bytes = try lifting { () throws(NetworkError) in
        try trainer.checkpoint(metadata: [Self.identityKey: identity])
      }
      try lifting { () throws(FileError) in try Files.writeAtomically(bytes, to: state) }
    }
    let loop = TrainingLoop(trainer: trainer, training: rows, validation: ProbeRows?.none)
    let outcome = try lifting { () throws(NetworkError) in
      try loop.run(
        progress: { step in
          session.report(
            Progress(
              step: "\(words) epoch \(step.epoch)/\(step.epochs)", done: step.imagesDone,
              total: step.imagesTotal, unit: "images"))
          return !session.isCancelled()
        },
        epochDone: { _ in
          do throws(WorkbenchError) { try save() } catch { failure = error }
          return failure == nil && !session.isCancelled()
        })
    }
    if let failure { throw failure }
    if outcome == .interrupted {
      try save()
      throw .cancelled(resume: "what is trained is kept; run it again to go on")
    }
    let bytes = try lifting { () throws(NetworkError) in try trainer.bestModel() }
    return try lifting { () throws(TensorError) in try SafetensorsFile(bytes: bytes, path: state) }
  }

  /// The trainer that was saved, if it is of this part, or a fresh one.
  private func trainer(
    for rows: ProbeRows, identity: String, state: String
  ) throws(WorkbenchError) -> Trainer {
    if Files.exists(state), let file = try? SafetensorsFile(path: state),
      file.metadata[Self.identityKey] == identity,
      let trainer = try? Trainer(resuming: file, pool: session.pool)
    {
      return trainer
    }
    return try lifting { () throws(NetworkError) in
      try Trainer(
        recipe: settings.recipe, seed: settings.seed, classCount: rows.classCount,
        channels: rows.channels, height: rows.height, width: rows.width, pool: session.pool)
    }
  }
}
