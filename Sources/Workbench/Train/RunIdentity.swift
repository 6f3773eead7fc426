internal import Augmentation
internal import Core
internal import NeuralNetworks
internal import Tensors

/// What a run's weights depend on: shards, recipe, augmentation and seed.
struct RunIdentity: Sendable {
  let shards: Digest
  let recipe: Recipe
  let augmentation: AugmentationPolicy
  let seed: UInt64
  let metadata: ShardMetadata
  /// What the images are standardized by.
  let constants: PixelConstants
  /// The sources the shards were made from, with their digests.
  let sources: JSON
  /// Which part of the rows is trained on, where it is a fold of a cross-validation.
  let fold: JSON?

  /// The identity of a run on shards: on their training split, or on a fold of their rows.
  init(
    set: ShardSet, recipe: Recipe, augmentation: AugmentationPolicy, seed: UInt64,
    fold: (json: JSON, constants: PixelConstants)? = nil
  ) {
    shards = set.index.setDigest
    (self.recipe, self.augmentation, self.seed) = (recipe, augmentation, seed)
    metadata = set.metadata
    constants = fold?.constants ?? PixelConstants(of: set)
    self.fold = fold?.json
    let sources = set.index.provenance["sources"]?.arrayValue ?? []
    self.sources = .array(
      sources.map { ["digest": $0["digest"] ?? .null, "name": $0["name"] ?? .null] })
  }

  /// Equal for two runs that must give equal weights.
  var digest: Digest {
    Self.digest(
      augmentation: augmentation.json, recipe: recipe.json, seed: seed, shards: shards.hex,
      fold: fold, version: Version.current, kernels: KernelVersion.current)
  }

  /// The identity that follows from these parts.
  static func digest(
    augmentation: JSON, recipe: JSON, seed: UInt64, shards: String, fold: JSON?, version: String,
    kernels: Int
  ) -> Digest {
    var members: [String: JSON] = [
      "augmentation": augmentation, "kernels": .integer(kernels), "recipe": recipe,
      "seed": .seed(seed), "shards": .string(shards), "version": .string(version),
    ]
    members["fold"] = fold
    return Digest.sha256(of: JSON.object(members).text())
  }

  /// What a checkpoint of this run says that it was made from.
  var inputs: [String: String] {
    strings.merging(["recipe": recipe.json.text()]) { own, _ in own }
  }

  /// What every checkpoint says about itself, beyond what the network writes.
  ///
  /// With it an image can go through what the shards went through: `pipeline_settings` and, where faces were
  /// cropped, `faces` are those of the shards, `mean` and `std` what the network was trained with.
  var strings: [String: String] {
    var strings = [
      "augmentation": augmentation.json.text(),
      CheckpointKey.classNames: JSON.array(metadata.classNames.map(JSON.string)).text(),
      "kernels": String(KernelVersion.current),
      CheckpointKey.mean: JSON.array(constants.mean.map { JSON($0) }).text(),
      "pipeline": metadata.pipeline.text(),
      CheckpointKey.pipelineDigest: metadata.pipelineDigest.hex,
      "producer": "fer-data \(Version.current)", "run_identity": digest.hex,
      "run_seed": String(seed), "shards_digest": shards.hex, "sources": sources.text(),
      CheckpointKey.deviation: JSON.array(constants.deviation.map { JSON($0) }).text(),
      "taxonomy": metadata.taxonomy,
    ]
    for key in [CheckpointKey.pipelineSettings, CheckpointKey.faces] {
      strings[key] = metadata.extra[key]
    }
    strings[CheckpointKey.fold] = fold?.text()
    return strings
  }
}

/// The keys of a checkpoint's metadata that are read again.
enum CheckpointKey {
  static let classNames = "class_names"
  static let mean = "mean"
  static let deviation = "std"
  static let pipelineSettings = "pipeline_settings"
  static let pipelineDigest = "pipeline_digest"
  static let faces = "faces"
  static let fold = "fold"
}
