public import Core
internal import Tensors

/// Checks every digest and every row of a folder of shards.
public struct VerifyShards: Sendable {
  private let folder: String

  /// Checks the shards in this folder.
  public init(folder: String) { self.folder = folder }

  /// Reads everything and lists what is damaged.
  public func run(session: Session) throws(WorkbenchError) -> ShardsVerdict {
    let verification = try lifting { () throws(TensorError) in
      try ShardVerifier(allowedFiles: [StagingFolder.name, WriteCard.fileName]).verify(
        folder: folder, pool: session.pool)
    }
    return ShardsVerdict(
      folder: folder, findings: verification.findings.map { "\($0)" },
      shards: verification.shards, rows: verification.rows, bytes: verification.bytes,
      setDigest: verification.setDigest)
  }
}

/// Whether shards are sound, and what is not.
public struct ShardsVerdict: Sendable {
  /// The folder.
  public let folder: String
  /// What is damaged, one sentence each; empty when all is well.
  public let findings: [String]
  /// The number of shards.
  public let shards: Int
  /// The number of rows checked.
  public let rows: Int
  /// The bytes read.
  public let bytes: Int
  /// The digest of the set, where the index could be read.
  public let setDigest: Digest?

  /// For programs.
  public var json: JSON {
    [
      "bytes": .integer(bytes), "findings": .array(findings.map(JSON.string)),
      "folder": .string(folder), "rows": .integer(rows),
      "set_digest": setDigest.map { .string($0.hex) } ?? .null, "shards": .integer(shards),
      "sound": .bool(findings.isEmpty),
    ]
  }
}
