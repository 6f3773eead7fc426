public import Core
internal import DatasetCatalog

/// The ledger of a source after its import.
public struct ImportSummary: Sendable {
  /// A reason and how many members it met.
  public struct Reason: Hashable, Sendable {
    /// Why.
    public let reason: String
    /// How many members.
    public let count: Int
  }

  /// The source's name.
  public let source: String
  /// The workspace's folder.
  public let workspace: String
  /// The classes in order.
  public let classNames: [String]
  /// Members that became samples.
  public let accepted: Int
  /// Members that could not, by reason.
  public let rejected: [Reason]
  /// Members that are no images, by reason.
  public let ignored: [Reason]
  /// Accepted members of each class, in class order.
  public let classCounts: [Int]
  /// Accepted members with an official split.
  public let splitCounts: [Split: Int]
  /// What the official split was read from, and how often.
  public let evidence: [String]
  /// Members that this import added to the ledger.
  public let added: Int
  /// Members that were in the ledger before.
  public let known: Int
  /// The SHA-256 of the source.
  public let digest: Digest

  init(
    source: String, workspace: String, classNames: [String], ledger: Ledger, added: Int,
    known: Int, digest: Digest, evidence: [String]
  ) {
    (self.source, self.workspace, self.classNames) = (source, workspace, classNames)
    accepted = ledger.acceptedCount
    rejected = ledger.rejected.map { Reason(reason: $0.reason, count: $0.count) }
    ignored = ledger.ignored.map { Reason(reason: $0.reason, count: $0.count) }
    classCounts = ledger.classCounts
    splitCounts = ledger.officialCounts.mapValues { $0.reduce(0, +) }
    (self.added, self.known, self.digest, self.evidence) = (added, known, digest, evidence)
  }

  /// All members: accepted, rejected and ignored.
  public var members: Int {
    accepted + rejected.reduce(0) { $0 + $1.count } + ignored.reduce(0) { $0 + $1.count }
  }

  /// For programs.
  public var json: JSON {
    func reasons(_ list: [Reason]) -> JSON {
      .array(list.map { ["count": .integer($0.count), "reason": .string($0.reason)] })
    }
    return [
      "accepted": .integer(accepted), "added": .integer(added), "already_known": .integer(known),
      "classes": .object(
        Dictionary(zip(classNames, classCounts.map(JSON.integer))) { first, _ in first }),
      "digest": .string(digest.hex), "evidence": .array(evidence.map(JSON.string)),
      "ignored": reasons(ignored), "members": .integer(members),
      "official_split": .object(
        Dictionary(
          splitCounts.map { ($0.key.rawValue, JSON.integer($0.value)) }
        ) { first, _ in first }),
      "rejected": reasons(rejected), "source": .string(source), "workspace": .string(workspace),
    ]
  }
}
