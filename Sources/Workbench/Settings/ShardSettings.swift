internal import Augmentation
public import Core
internal import Imaging
public import Sampling
internal import Tensors

/// How shards are made: pixels, balance, weights, types and sizes.
public struct ShardSettings: Hashable, Sendable {
  /// Pipeline and augmentation.
  public let pixels: PixelSettings
  /// How the classes of the training split are evened out.
  public let balancing: Balancing
  /// The class weights that were asked for beside the balancing.
  public let classWeights: ClassWeighting
  /// How rows are weighted by class: by the balancing where it is weights, else by the class weights.
  public var weighting: ClassWeighting {
    if case .weights(let weighting) = balancing { return weighting }
    return classWeights
  }
  /// Whether weights may come on top of balancing.
  public let stackWeights: Bool
  let imageType: TensorType
  /// The aimed size of a shard in bytes.
  public let shardBytes: Int
  /// The seed of row order and augmentation.
  public let seed: UInt64

  /// What the flags say.
  ///
  /// - Parameters:
  ///   - balance: the method's name.
  ///   - balanceTo: its target: a word or a number of rows.
  ///   - weightsBy: how the method `weights` weighs.
  ///   - beta: the β of the effective number for it.
  ///   - samplerLength: rows an epoch for the method `sampler`.
  public init(
    pixels: PixelSettings, balance: String, balanceTo: String?, weightsBy: String? = nil,
    beta: Double? = nil, samplerLength: Int? = nil, classWeights: String,
    stackWeights: Bool, images: String, shardMebibytes: Int, seed: UInt64
  ) throws(WorkbenchError) {
    var balancing: [String: JSON] = ["method": .string(balance)]
    balancing["target"] = balanceTo.map { Int($0).map(JSON.integer) ?? .string($0) }
    balancing["by"] = weightsBy.map(JSON.string)
    balancing["beta"] = beta.map(JSON.number)
    balancing["length"] = samplerLength.map(JSON.integer)
    let settings: [String: JSON] = [
      "class-weights": .string(classWeights), "stack-weights": .bool(stackWeights),
      "shards": ["images": .string(images), "size": .integer(shardMebibytes)],
      "balance": balancing.count == 1 ? .string(balance) : .object(balancing),
    ]
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
    classWeights =
      try weightNode.map { node throws(SettingsError) in
        try ClassWeighting(settings: node)
      } ?? .none
    stackWeights = try reader.optional("stack-weights")?.bool() ?? false
    do { try classWeights.check(with: balancing, stackWeights: stackWeights) } catch {
      throw (weightNode ?? reader.node).fail(error.description)
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
      "class-weights": classWeights.json, "images": .string(imageType.rawValue),
      "pipeline": pixels.pipeline.json, "seed": .seed(seed), "shard-bytes": .integer(shardBytes),
      "stack-weights": .bool(stackWeights),
    ]
  }
}
