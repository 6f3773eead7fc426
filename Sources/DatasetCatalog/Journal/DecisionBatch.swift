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

  /// The verb of a batch that takes others back; a plain undo passes it over.
  public static let undoVerb = "undo"
}
