public import Core
public import Tensors

extension Trainer {
  private var ownMetadata: [String: String] {
    [
      "recipe": recipe.json.text(), "seed": String(seed),
      "input": "\(input.channels),\(input.height),\(input.width)",
      "classCount": String(graph.classCount), "epochsDone": String(epochsDone),
      "stepsDone": String(stepsDone), "bestEpoch": String(bestEpoch),
      "history": JSON.array(history.map(\.json)).text(),
    ]
  }

  /// Everything needed to go on after this step, as the bytes of a safetensors file.
  ///
  /// Inside of an epoch it is right only where `underWay` is new: in the callbacks of `TrainingLoop` that save,
  /// and after it was interrupted.
  /// - Parameter metadata: what the caller wants to keep beside it, such as class names, mean and deviation.
  /// - Throws: `NetworkError` when a key of `metadata` is reserved.
  public func checkpoint(metadata: [String: String] = [:]) throws(NetworkError) -> [UInt8] {
    let layout = engine.layout
    var tensors = Checkpoint.tensors(layout.trained, weights)
    tensors += Checkpoint.tensors(layout.running, running)
    tensors += Checkpoint.tensors(layout.trained, best.weights, prefix: "best.")
    tensors += Checkpoint.tensors(layout.running, best.running, prefix: "best.")
    for (index, buffer) in moments.enumerated() {
      tensors += Checkpoint.tensors(layout.trained, buffer, prefix: "optimizer.\(index).")
    }
    if let average {
      tensors += Checkpoint.tensors(layout.trained, average.weights, prefix: "average.")
      tensors += Checkpoint.tensors(layout.running, average.running, prefix: "average.")
    }
    var own = ownMetadata
    if let underWay { own[Checkpoint.underWayKey] = underWay.json.text() }
    return try Checkpoint.encode(
      tensors, kind: Checkpoint.trainingKind, own: own, added: metadata)
  }

  /// The best weights so far and what is needed to run them, as the bytes of a safetensors file.
  ///
  /// - Parameter metadata: what the caller wants to keep beside it, such as class names, mean and deviation.
  /// - Throws: `NetworkError` when a key of `metadata` is reserved.
  public func bestModel(metadata: [String: String] = [:]) throws(NetworkError) -> [UInt8] {
    let layout = engine.layout
    let tensors =
      Checkpoint.tensors(layout.trained, best.weights)
      + Checkpoint.tensors(layout.running, best.running)
    return try Checkpoint.encode(
      tensors, kind: Checkpoint.modelKind, own: ownMetadata, added: metadata)
  }

  /// A trainer that goes on where a training checkpoint stopped.
  ///
  /// - Parameters:
  ///   - file: a training checkpoint.
  ///   - recipe: the recipe it must have been made with; nil takes the checkpoint's.
  ///   - seed: the seed it must have been made with; nil takes the checkpoint's.
  /// - Throws: `NetworkError` when the file is something else, is damaged or does not match.
  public convenience init(
    resuming file: SafetensorsFile, recipe: Recipe? = nil, seed: UInt64? = nil, pool: WorkerPool
  ) throws(NetworkError) {
    let header = try CheckpointHeader(file)
    guard header.kind == Checkpoint.trainingKind else {
      throw .checkpoint(reason: "\(file.path) holds a finished model, not the state of a training")
    }
    if let recipe, recipe.digest != header.recipe.digest {
      throw .checkpointMismatch(
        what: "recipe", expected: recipe.digest.hex, found: header.recipe.digest.hex)
    }
    let ownSeed: UInt64 = try header.number("seed")
    if let seed, seed != ownSeed {
      throw .checkpointMismatch(what: "seed", expected: "\(seed)", found: "\(ownSeed)")
    }
    try self.init(
      recipe: header.recipe, seed: ownSeed, classCount: header.classCount,
      channels: header.input.channels, height: header.input.height, width: header.input.width,
      pool: pool)
    epochsDone = try header.number("epochsDone")
    stepsDone = try header.number("stepsDone")
    bestEpoch = try header.number("bestEpoch")
    guard (0...header.recipe.epochs).contains(epochsDone), (0...epochsDone).contains(bestEpoch),
      (0...1 << 48).contains(stepsDone)
    else { throw .checkpoint(reason: "its counters are impossible") }
    history = try Self.history(header.metadata["history"] ?? "")
    guard history.count == epochsDone else {
      throw .checkpoint(reason: "its history has \(history.count) rows for \(epochsDone) epochs")
    }
    if let text = header.metadata[Checkpoint.underWayKey] {
      guard let json = try? JSON(parsing: text), let state = EpochUnderWay(json: json),
        epochsDone < header.recipe.epochs
      else { throw .checkpoint(reason: "what it says about the epoch under way is damaged") }
      underWay = state
    }
    let layout = engine.layout
    try Checkpoint.load(layout.trained, into: weights, from: file)
    try Checkpoint.load(layout.running, into: running, from: file)
    try Checkpoint.load(layout.trained, into: best.weights, from: file, prefix: "best.")
    try Checkpoint.load(layout.running, into: best.running, from: file, prefix: "best.")
    for (index, buffer) in moments.enumerated() {
      try Checkpoint.load(layout.trained, into: buffer, from: file, prefix: "optimizer.\(index).")
    }
    if let average {
      try Checkpoint.load(layout.trained, into: average.weights, from: file, prefix: "average.")
      try Checkpoint.load(layout.running, into: average.running, from: file, prefix: "average.")
    }
  }

  private static func history(_ text: String) throws(NetworkError) -> [EpochRecord] {
    let rows: [JSON]
    do throws(JSONError) {
      rows = try JSON(parsing: text).arrayValue ?? []
    } catch {
      throw .checkpoint(reason: "its history is damaged: \(error.description)")
    }
    var records: [EpochRecord] = []
    for row in rows {
      guard let record = EpochRecord(json: row) else {
        throw .checkpoint(reason: "a row of its history is damaged")
      }
      records.append(record)
    }
    return records
  }
}
