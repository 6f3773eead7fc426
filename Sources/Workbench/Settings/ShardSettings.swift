internal import Augmentation
public import Core
internal import Imaging
public import Sampling
internal import Tensors

/// How shards are made: pixels, balance, weights, types and sizes.
public struct ShardSettings: Hashable, Sendable {
  /// Pipeline and augmentation.
  public let pixels: PixelSettings
  /// What the training split is filled up to.
  public let balancing: Balancing
  /// How rows are weighted by class.
  public let weighting: ClassWeighting
  /// Whether weights may come on top of balancing.
  public let stackWeights: Bool
  let imageType: TensorType
  /// The aimed size of a shard in bytes.
  public let shardBytes: Int
  /// The seed of row order and augmentation.
  public let seed: UInt64

  /// What the flags say.
  public init(
    pixels: PixelSettings, balance: String, balanceTo: String?, classWeights: String,
    stackWeights: Bool, images: String, shardMebibytes: Int, seed: UInt64
  ) throws(WorkbenchError) {
    var settings: [String: JSON] = [
      "class-weights": .string(classWeights), "stack-weights": .bool(stackWeights),
      "shards": ["images": .string(images), "size": .integer(shardMebibytes)],
      "balance": .string(balance),
    ]
    if let balanceTo {
      settings["balance"] = [
        "method": .string(balance),
        "target": Int(balanceTo).map(JSON.integer) ?? .string(balanceTo),
      ]
    }
    do throws(SettingsError) {
      var reader = try SettingsNode(json: .object(settings), file: "the shard options").mapping()
      try self.init(reader: &reader, pixels: pixels, seed: seed)
    } catch { throw .usage(error.description) }
  }

  /// Reads `balance`, `class-weights`, `stack-weights` and `shards` (`images`, `size` in MiB).
  init(
    reader: inout SettingsReader, pixels: PixelSettings, seed: UInt64
  ) throws(SettingsError) {
    (self.pixels, self.seed) = (pixels, seed)
    balancing =
      try reader.optional("balance").map { node throws(SettingsError) in
        try Balancing(settings: node)
      } ?? .none
    let weightNode = reader.optional("class-weights")
    weighting =
      try weightNode.map { node throws(SettingsError) in
        try ClassWeighting(settings: node)
      } ?? .none
    stackWeights = try reader.optional("stack-weights")?.bool() ?? false
    if balancing != .none, weighting != .none, !stackWeights {
      throw (weightNode ?? reader.node).fail(
        "balancing and class weights both correct for rare classes; use one of them, or allow both "
          + "with stack-weights")
    }
    (imageType, shardBytes) = try ShardSettings.storage(reader.optional("shards"))
  }

  private static func storage(
    _ node: SettingsNode?
  ) throws(SettingsError) -> (TensorType, Int) {
    var type = TensorType.u8
    var mebibytes = 64
    if var reader = try node?.mapping() {
      if let node = reader.optional("images") {
        let known = ["u8": TensorType.u8, "f16": .f16, "f32": .f32]
        let name = try node.string()
        guard let value = known[name] else { throw node.unknown(name, among: known.keys.sorted()) }
        type = value
      }
      mebibytes = try reader.optional("size")?.int(in: 1...4096) ?? mebibytes
      try reader.finish()
    }
    return (type, mebibytes << 20)
  }

  /// All settings, for fingerprints and provenance.
  public var json: JSON {
    [
      "augmentation": pixels.policy.json, "balance": balancing.json,
      "class-weights": weighting.json, "images": .string(imageType.rawValue),
      "pipeline": pixels.pipeline.json, "seed": .seed(seed), "shard-bytes": .integer(shardBytes),
      "stack-weights": .bool(stackWeights),
    ]
  }
}
