public import Core
internal import DatasetCatalog

/// Takes back what the latest commands decided, by appending to the journal.
public struct UndoCuration: Sendable {
  /// What is taken back.
  public enum Choice: Hashable, Sendable {
    /// The latest batches that are in force.
    case latest(Int)
    /// All batches.
    case all
    /// One batch by its number, undoings too.
    case batch(Int64)
  }

  private let choice: Choice
  private let author: String
  private let reason: String?
  private let recordedAt: String?

  /// An undoing.
  public init(_ choice: Choice, author: String, reason: String?, recordedAt: String?) {
    (self.choice, self.author, self.reason, self.recordedAt) = (choice, author, reason, recordedAt)
  }

  /// Opens the workspace and takes back.
  public func run(workspace: String?, session: Session) throws(WorkbenchError) -> UndoSummary {
    let catalog = try WorkspaceOpening.writing(workspace)
    let reason = reason ?? "taken back"
    return try lifting { () throws(CatalogError) in
      let batches: [DecisionBatch]
      switch choice {
      case .latest(let count):
        batches = try catalog.undoBatches(
          count, reason: reason, author: author, recordedAt: recordedAt)
      case .all:
        batches = try catalog.undoBatches(
          nil, reason: reason, author: author, recordedAt: recordedAt)
      case .batch(let number):
        batches = [
          try catalog.undoBatch(
            numbered: number, reason: reason, author: author, recordedAt: recordedAt)
        ]
      }
      return UndoSummary(
        batches: batches.map {
          .init(
            number: $0.number, verb: $0.verb, rows: $0.rowsInForce,
            changedSplit: $0.split?.isInForce == true)
        })
    }
  }
}

/// What was taken back.
public struct UndoSummary: Sendable {
  /// One batch.
  public struct Batch: Hashable, Sendable {
    /// Its number.
    public let number: Int64
    /// The command that wrote it.
    public let verb: String
    /// Its rows that were in force.
    public let rows: Int
    /// Whether it had replaced the split, which comes back unless another was made since.
    public let changedSplit: Bool
  }

  /// The batches, the latest first.
  public let batches: [Batch]

  /// For programs.
  public var json: JSON {
    [
      "undone": .array(
        batches.map {
          [
            "batch": .integer(Int($0.number)), "decisions": .integer($0.rows),
            "split": .bool($0.changedSplit),
            "verb": .string($0.verb),
          ]
        })
    ]
  }
}
