internal import Core
internal import FaceDetection
internal import Imaging
internal import NeuralNetworks
internal import Tensors

/// A trained network with what an image has to go through to reach it, all from its checkpoint.
struct TrainedModel {
  /// The checkpoint.
  let path: String
  /// The SHA-256 of the checkpoint.
  let weights: Digest
  let network: Network
  let classNames: [String]
  let pipeline: Pipeline
  let pixels: StandardizedPixels
  /// How the shards' faces were cropped; nil where their images were used whole.
  let faces: FaceSettings?
  /// The SHA-256 of the detector that found those faces.
  let detector: Digest?

  /// Loads a run's best weights, or any checkpoint of the program.
  ///
  /// - Parameter place: the folder that `train` wrote, or a file in it.
  init(_ place: String, pool: WorkerPool) throws(WorkbenchError) {
    let path = Files.isDirectory(place) ? RunFolder(path: place).best : place
    guard Files.exists(path) else {
      throw .problem(
        "\(place) holds no trained run (there is no \(path)); train one first with fer-data train")
    }
    let file = try lifting { () throws(TensorError) in try SafetensorsFile(path: path) }
    network = try lifting { () throws(NetworkError) in try Network(checkpoint: file, pool: pool) }
    weights = try lifting { () throws(FileError) in
      try MappedFile(path: path).withBytes { Digest.sha256(of: $0) }
    }
    self.path = path
    let metadata = CheckpointMetadata(path: path, strings: file.metadata)
    classNames = try metadata.list(CheckpointKey.classNames, \.stringValue)
    let constants = PixelConstants(
      mean: try metadata.list(CheckpointKey.mean, \.doubleValue),
      deviation: try metadata.list(CheckpointKey.deviation, \.doubleValue))
    pixels = StandardizedPixels(constants)
    pipeline = try metadata.pipeline()
    (faces, detector) = try metadata.faces()
    let input = network.input
    guard classNames.count == network.classCount, constants.mean.count == input.channels,
      constants.deviation.count == input.channels, pipeline.outputChannels == input.channels,
      pipeline.outputHeight == input.height, pipeline.outputWidth == input.width
    else {
      throw .problem(
        "\(path) does not fit together: its pipeline, constants and classes are not its network's; "
          + "train it again")
    }
  }

  /// For programs: which network spoke.
  var json: JSON {
    [
      "class_names": .array(classNames.map(JSON.string)),
      "faces": faces?.json ?? .null, "pipeline": pipeline.settings,
      "weights_sha256": .string(weights.hex),
    ]
  }
}

/// Reads what `RunIdentity` has put into a checkpoint.
private struct CheckpointMetadata {
  let path: String
  let strings: [String: String]

  private func json(_ key: String) throws(WorkbenchError) -> JSON {
    guard let text = strings[key] else {
      throw .problem(
        "\(path) does not say its '\(key)', as every run of this version does; finish or repeat its "
          + "training with fer-data train --resume")
    }
    do { return try JSON(parsing: text) } catch {
      throw .problem("the '\(key)' of \(path) is damaged; train it again")
    }
  }

  func list<Value>(
    _ key: String, _ read: (JSON) -> Value?
  ) throws(WorkbenchError) -> [Value] {
    let values = try json(key).arrayValue ?? []
    let list = values.compactMap(read)
    guard !list.isEmpty, list.count == values.count else {
      throw .problem("the '\(key)' of \(path) is damaged; train it again")
    }
    return list
  }

  /// The shards' own pipeline; one that this version would run otherwise is refused.
  func pipeline() throws(WorkbenchError) -> Pipeline {
    let node = SettingsNode(json: try json(CheckpointKey.pipelineSettings), file: path)
    let pipeline = try lifting { () throws(SettingsError) in try Pipeline(settings: node) }
    guard pipeline.digest.hex == strings[CheckpointKey.pipelineDigest] else {
      throw .problem(
        "the pipeline of this version is not the one that made the shards of \(path); use the version "
          + "of fer-data that trained it, or write the shards and train again")
    }
    return pipeline
  }

  func faces() throws(WorkbenchError) -> (FaceSettings?, Digest?) {
    guard strings[CheckpointKey.faces] != nil else { return (nil, nil) }
    let record = try json(CheckpointKey.faces)
    guard let settings = record["settings"],
      let model = record["model"]?.stringValue.flatMap({ Digest(hex: $0) })
    else {
      throw .problem("the '\(CheckpointKey.faces)' of \(path) is damaged; train it again")
    }
    let node = SettingsNode(json: settings, file: path)
    return (try lifting { () throws(SettingsError) in try FaceSettings(settings: node) }, model)
  }
}
