internal import Core
internal import Tensors

/// The sampler that training shards carry in their metadata, for `train` to obey.
struct SamplerRecord: Hashable, Sendable {
  /// The key in the metadata of every training shard.
  static let key = "sampler"
  private static let method = "balanced-classes"

  /// The rows of an epoch.
  let length: Int

  /// A sampler whose epochs have so many rows.
  init(length: Int) { self.length = length }

  /// What the shards carry; nil where there is no sampler.
  init?(of shards: ShardSet) throws(WorkbenchError) {
    guard let text = shards.metadata.extra[Self.key] else { return nil }
    guard let json = try? JSON(parsing: text), json["method"]?.stringValue == Self.method,
      let length = json["length"]?.intValue, (2...Int(Int32.max)).contains(length)
    else {
      throw .problem(
        "the shards of \(shards.folder) carry a sampler that this version does not know; write them again"
      )
    }
    self.length = length
  }

  /// As it stands in the metadata.
  var text: String { json.text() }

  /// For the plan: the rows of an epoch are drawn with replacement, every class as often as any other.
  var json: JSON {
    [
      "length": .integer(length), "method": .string(Self.method), "replacement": true,
    ]
  }
}
