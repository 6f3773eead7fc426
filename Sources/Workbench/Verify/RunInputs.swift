internal import Core
internal import NeuralNetworks
internal import Tensors

/// What a checkpoint says that its weights were made from.
struct RunInputs: Sendable {
  let metadata: [String: String]

  init(_ metadata: [String: String]) { self.metadata = metadata }

  /// What differs in what another run was made from, the most telling first; empty where that is equal.
  ///
  /// In this order: shards, sources, fold, each recipe key, each augmentation key, seed, kernels, program.
  func differences(from other: RunInputs) -> [RunDifference] {
    var found: [RunDifference] = []
    if metadata["shards_digest"] != other.metadata["shards_digest"] {
      found.append(
        RunDifference(
          what: "shards", first: Self.short(metadata["shards_digest"]),
          second: Self.short(other.metadata["shards_digest"])))
      found += places("pipeline", other)
    }
    found += places("sources", other) + places(CheckpointKey.fold, other)
    found += places("recipe", other) + places("augmentation", other)
    for (key, what) in [
      ("run_seed", "seed"), ("kernels", "kernels version"), ("producer", "program"),
    ] where metadata[key] != other.metadata[key] {
      found.append(
        RunDifference(
          what: what, first: metadata[key] ?? "unknown", second: other.metadata[key] ?? "unknown"))
    }
    return found
  }

  /// The identity that follows from the parts; nil where one of them cannot be read.
  var identity: Digest? {
    guard let augmentation = json("augmentation"), let recipe = json("recipe"),
      let seed = metadata["run_seed"].flatMap({ UInt64($0) }),
      let shards = metadata["shards_digest"],
      let kernels = metadata["kernels"].flatMap({ Int($0) }), let producer = metadata["producer"]
    else { return nil }
    return RunIdentity.digest(
      augmentation: augmentation, recipe: recipe, seed: seed, shards: shards,
      fold: json(CheckpointKey.fold),
      version: producer.replacing("fer-data ", with: ""), kernels: kernels)
  }

  private func places(_ key: String, _ other: RunInputs) -> [RunDifference] {
    if metadata[key] == other.metadata[key] { return [] }
    guard let mine = json(key), let theirs = other.json(key) else {
      let words = [metadata[key], other.metadata[key]].map { $0 == nil ? "none" : "one" }
      return [RunDifference(what: key, first: words[0], second: words[1])]
    }
    return mine.differences(from: theirs).map { place in
      RunDifference(
        what: "\(key) key \(place.path)", first: place.values.first, second: place.values.second)
    }
  }

  private func json(_ key: String) -> JSON? { metadata[key].flatMap { try? JSON(parsing: $0) } }

  private static func short(_ digest: String?) -> String {
    digest.map { "\($0.prefix(16))…" } ?? "unknown"
  }
}

/// One thing that differs between two runs.
public struct RunDifference: Hashable, Sendable {
  /// What: "seed", "recipe key optimizer.learning-rate".
  public let what: String
  /// What it is in the first run.
  public let first: String
  /// What it is in the second run.
  public let second: String

  /// "seed (1 and 2)".
  public var text: String { "\(what) (\(first) and \(second))" }
}
