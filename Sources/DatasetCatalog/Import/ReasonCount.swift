/// How often one reason was given.
public struct ReasonCount: Hashable, Sendable {
  /// The reason.
  public let reason: String
  /// How many members have it.
  public let count: Int
}
