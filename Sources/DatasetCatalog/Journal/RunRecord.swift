public import Core

/// One run of a step, as the caller described it.
public struct RunRecord: Hashable, Sendable {
  /// The run's number, rising.
  public let id: Int64
  /// The step, such as "shards" or "train".
  public let kind: String
  /// What it was given and what came out.
  public let json: JSON
}
