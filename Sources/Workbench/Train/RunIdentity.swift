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

  init(
    shards: Digest, recipe: Recipe, augmentation: AugmentationPolicy, seed: UInt64, set: ShardSet
  ) {
    (self.shards, self.recipe, self.augmentation, self.seed) = (shards, recipe, augmentation, seed)
    metadata = set.metadata
  }

  /// Equal for two runs that must give equal weights.
  var digest: Digest {
    Self.digest(
      augmentation: augmentation.json, recipe: recipe.json, seed: seed, shards: shards.hex,
      version: Version.current, kernels: KernelVersion.current)
  }

  /// The identity that follows from these parts.
  static func digest(
    augmentation: JSON, recipe: JSON, seed: UInt64, shards: String, version: String, kernels: Int
  ) -> Digest {
    let json: JSON = [
      "augmentation": augmentation, "kernels": .integer(kernels), "recipe": recipe,
      "seed": .seed(seed), "shards": .string(shards), "version": .string(version),
    ]
    return Digest.sha256(of: json.text())
  }

  /// What a checkpoint of this run says that it was made from.
  var inputs: [String: String] {
    strings.merging(["recipe": recipe.json.text()]) { own, _ in own }
  }

  /// What every checkpoint says about itself, beyond what the network writes.
  var strings: [String: String] {
    [
      "augmentation": augmentation.json.text(),
      "class_names": JSON.array(metadata.classNames.map(JSON.string)).text(),
      "kernels": String(KernelVersion.current),
      "mean": JSON.array(metadata.mean.map { JSON($0) }).text(),
      "pipeline": metadata.pipeline.text(), "pipeline_digest": metadata.pipelineDigest.hex,
      "producer": "fer-data \(Version.current)", "run_identity": digest.hex,
      "run_seed": String(seed), "shards_digest": shards.hex,
      "std": JSON.array(metadata.standardDeviation.map { JSON($0) }).text(),
      "taxonomy": metadata.taxonomy,
    ]
  }
}
