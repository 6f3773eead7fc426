public import Core

/// One source of a workspace.
public struct SourceSummary: Hashable, Sendable {
  /// The source's row number.
  public let id: Int64
  /// Its name, unique in the workspace.
  public let name: String
  /// Where it was read from.
  public let path: String
  /// What it is: "archive", "folder" or "csv".
  public let kind: String
  /// The SHA-256 of the source itself, once it was read to its end.
  public let rawDigest: Digest?
  /// The source's own size in bytes, once it was read to its end.
  public let rawBytes: Int64?
  /// Whether it was read to its end.
  public let isComplete: Bool
  /// How its layout was recognized.
  public let layout: JSON?
}
