/// One row of the journal.
public struct DecisionRecord: Hashable, Sendable {
  /// What a row says.
  public enum Entry: Hashable, Sendable {
    /// A decision.
    case decided(Decision)
    /// The undoing of an earlier row.
    case undone(Int64, reason: String, author: String, recordedAt: String?)
  }

  /// The row's number, rising.
  public let id: Int64
  /// The command that wrote it; nil for what imports and crops decide themselves.
  public let batch: Int64?
  /// What it says.
  public let entry: Entry
  /// Whether it is in force, that is, not undone; a later decision may still outweigh it.
  public let isActive: Bool
}
