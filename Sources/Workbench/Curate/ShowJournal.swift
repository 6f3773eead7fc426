public import Core
internal import DatasetCatalog

/// Tells what was decided, command by command.
public struct ShowJournal: Sendable {
  private let listsDecisions: Bool

  /// A look at the journal.
  ///
  /// - Parameter listsDecisions: whether every decision is told, and not only each command.
  public init(listsDecisions: Bool) { self.listsDecisions = listsDecisions }

  /// Opens the workspace and looks.
  public func run(workspace: String?, session: Session) throws(WorkbenchError) -> JournalSummary {
    let catalog = try WorkspaceOpening.reading(workspace)
    let (batches, records) = try lifting { () throws(CatalogError) in
      (try catalog.batches(), try catalog.decisions())
    }
    var rows: [Int64: [DecisionRecord]] = [:]
    var own: [String: Int] = [:]
    for record in records {
      if let batch = record.batch {
        rows[batch, default: []].append(record)
      } else if case .decided(let decision) = record.entry, record.isActive {
        own[decision.author, default: 0] += 1
      }
    }
    return JournalSummary(
      batches: batches.map { batch in
        JournalSummary.Batch(batch, rows[batch.number] ?? [], lists: listsDecisions)
      }, others: own)
  }
}

/// The journal.
public struct JournalSummary: Sendable {
  /// What one command wrote.
  public struct Batch: Sendable {
    /// Its number.
    public let number: Int64
    /// The command.
    public let verb: String
    /// The rows it wrote.
    public let rows: Int
    /// Those that are not undone.
    public let rowsInForce: Int
    /// Whether it changed the split, and that is in force; nil where it did not.
    public let splitInForce: Bool?
    /// The author of its first row.
    public let author: String
    /// The reason of its first row.
    public let reason: String
    /// When, as the journal keeps it.
    public let recordedAt: String?
    /// Its decisions, where they are listed.
    public let decisions: [Line]

    init(_ batch: DecisionBatch, _ records: [DecisionRecord], lists: Bool) {
      (number, verb) = (batch.number, batch.verb)
      (rows, rowsInForce) = (batch.rows, batch.rowsInForce)
      splitInForce = batch.split?.isInForce
      switch records.first?.entry {
      case .decided(let decision):
        (author, reason) = (decision.author, decision.reason)
        recordedAt = decision.recordedAt
      case .undone(_, let reason, let author, let recordedAt):
        (self.author, self.reason, self.recordedAt) = (author, reason, recordedAt)
      case nil:
        (author, reason) = (batch.split?.author ?? "", batch.split?.reason ?? "")
        recordedAt = batch.split?.recordedAt
      }
      decisions = lists ? records.map(Line.init) : []
    }
  }

  /// One row of the journal.
  public struct Line: Sendable {
    /// Its number.
    public let id: Int64
    /// The action with its value, or what it undoes.
    public let action: String
    /// The sample's or the content's id; empty for an undoing.
    public let target: String
    /// Why.
    public let reason: String
    /// Whether it is in force.
    public let isActive: Bool

    init(_ record: DecisionRecord) {
      (id, isActive) = (record.id, record.isActive)
      switch record.entry {
      case .undone(let other, let reason, _, _):
        (action, target, self.reason) = ("undo \(other)", "", reason)
      case .decided(let decision):
        action = decision.action.word + (decision.action.value.map { " " + $0 } ?? "")
        reason = decision.reason
        switch decision.target {
        case .sample(let key): target = key.digest.hex
        case .content(let content): target = content.digest.hex
        }
      }
    }
  }

  /// The commands, oldest first.
  public let batches: [Batch]
  /// Decisions in force that imports and crops made themselves, by author.
  public let others: [String: Int]

  /// For programs.
  public var json: JSON {
    [
      "batches": .array(batches.map(\.json)),
      "by_imports_and_crops": .object(others.mapValues(JSON.integer)),
    ]
  }
}

extension JournalSummary.Batch {
  /// For programs.
  fileprivate var json: JSON {
    var members: [String: JSON] = [
      "at": recordedAt.map(JSON.string) ?? .null, "author": .string(author),
      "batch": .integer(Int(number)), "in_force": .integer(rowsInForce),
      "reason": .string(reason), "rows": .integer(rows),
      "split_in_force": splitInForce.map(JSON.bool) ?? .null, "verb": .string(verb),
    ]
    if !decisions.isEmpty {
      members["decisions"] = .array(
        decisions.map {
          [
            "action": .string($0.action), "id": .integer(Int($0.id)),
            "in_force": .bool($0.isActive), "reason": .string($0.reason),
            "target": .string($0.target),
          ]
        })
    }
    return .object(members)
  }
}
