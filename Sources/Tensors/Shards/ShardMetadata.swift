public import Core

/// What a shard says about itself besides its rows.
public struct ShardMetadata: Hashable, Sendable {
  /// The version of the shard format that this program writes.
  public static let formatVersion = "1"

  /// The taxonomy's name.
  public var taxonomy: String
  /// The classes in the order of their indices.
  public var classNames: [String]
  /// The steps that made the images, with their parameters and versions.
  public var pipeline: JSON
  /// The pipeline's digest.
  public var pipelineDigest: Digest
  /// The mean of each channel over the training originals, in 0…1.
  public var mean: [Double]
  /// The standard deviation of each channel over the training originals, in 0…1.
  public var standardDeviation: [Double]
  /// Anything else the caller records, under keys of its own.
  public var extra: [String: String]

  /// Metadata; `extra` must not use the keys of the others.
  public init(
    taxonomy: String, classNames: [String], pipeline: JSON, pipelineDigest: Digest,
    mean: [Double], standardDeviation: [Double], extra: [String: String] = [:]
  ) {
    self.taxonomy = taxonomy
    self.classNames = classNames
    self.pipeline = pipeline
    self.pipelineDigest = pipelineDigest
    self.mean = mean
    self.standardDeviation = standardDeviation
    self.extra = extra
  }

  /// The strings of the file's header.
  func strings(split: Split) throws(TensorError) -> [String: String] {
    var strings = extra
    let own = [
      "format": "fer-data shard",
      "format_version": Self.formatVersion,
      "split": split.rawValue,
      "taxonomy": taxonomy,
      "class_names": JSON.array(classNames.map { .string($0) }).text(),
      "pipeline": pipeline.text(),
      "pipeline_digest": pipelineDigest.hex,
      "mean": JSON.array(mean.map { JSON($0) }).text(),
      "std": JSON.array(standardDeviation.map { JSON($0) }).text(),
    ]
    for (key, value) in own {
      guard strings.updateValue(value, forKey: key) == nil else {
        throw .reservedMetadata(key: key)
      }
    }
    return strings
  }

  /// Reads the strings of the header of the shard at `path`.
  static func read(
    _ strings: [String: String], path: String
  ) throws(TensorError) -> (split: Split, metadata: ShardMetadata) {
    var rest = strings
    func take(_ key: String) throws(TensorError) -> String {
      guard let value = rest.removeValue(forKey: key) else {
        throw .badMetadata(path: path, key: key)
      }
      return value
    }
    func json(_ key: String) throws(TensorError) -> JSON {
      let text = try take(key)
      do { return try JSON(parsing: text) } catch { throw .badMetadata(path: path, key: key) }
    }
    func list<Value>(_ key: String, _ read: (JSON) -> Value?) throws(TensorError) -> [Value] {
      let values = try json(key).arrayValue ?? []
      let list = values.compactMap(read)
      guard !list.isEmpty, list.count == values.count else {
        throw .badMetadata(path: path, key: key)
      }
      return list
    }
    guard try take("format") == "fer-data shard" else {
      throw .badMetadata(path: path, key: "format")
    }
    guard try take("format_version") == formatVersion else {
      throw .badMetadata(path: path, key: "format_version")
    }
    guard let split = Split(rawValue: try take("split")) else {
      throw .badMetadata(path: path, key: "split")
    }
    guard let pipelineDigest = Digest(hex: try take("pipeline_digest")) else {
      throw .badMetadata(path: path, key: "pipeline_digest")
    }
    let metadata = ShardMetadata(
      taxonomy: try take("taxonomy"), classNames: try list("class_names", \.stringValue),
      pipeline: try json("pipeline"), pipelineDigest: pipelineDigest,
      mean: try list("mean", \.doubleValue), standardDeviation: try list("std", \.doubleValue),
      extra: rest)
    return (split, metadata)
  }
}
