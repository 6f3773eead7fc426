public import Core

/// What a check of a folder of shards found.
public struct ShardVerification: Hashable, Sendable {
  /// What is wrong, in the order of the files; empty when everything is as it was written.
  public let findings: [ShardFinding]
  /// The number of shards looked at.
  public let shards: Int
  /// The number of rows whose CRC-32C was checked.
  public let rows: Int
  /// The bytes read.
  public let bytes: Int
  /// The digest of the whole set as the index has it; nil without a sound index.
  public let setDigest: Digest?

  /// Whether nothing is wrong.
  public var isSound: Bool { findings.isEmpty }
}
