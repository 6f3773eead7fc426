/// What one command wrote into the journal: what `undo` takes back as one.
public struct DecisionBatch: Hashable, Sendable {
  /// The batch's number, rising from 1; 0 is the journal's beginning.
  public let number: Int64
  /// The command that wrote it, such as "exclude" or "undo".
  public let verb: String
  /// The rows it wrote.
  public let rows: Int
  /// Those of them that are not undone.
  public let rowsInForce: Int
  /// How it changed the split; nil where it did not.
  public let split: SplitChange?

  /// A change of the split: a restoration put another in its place.
  public struct SplitChange: Hashable, Sendable {
    /// Why.
    public let reason: String
    /// Who.
    public let author: String
    /// When, as the journal keeps it.
    public let recordedAt: String?
    /// Whether it is not undone.
    public let isInForce: Bool
  }

  /// Whether anything of it is in force.
  public var isInForce: Bool { rowsInForce > 0 || split?.isInForce == true }

  /// The verb of a batch that takes others back; a plain undo passes it over.
  public static let undoVerb = "undo"
}
