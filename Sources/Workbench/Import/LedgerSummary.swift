public import Core
internal import DatasetCatalog

/// What became of every member of one source, and how the source was read.
public struct LedgerSummary: Sendable {
  /// A reason and how many members it met.
  public struct Reason: Hashable, Sendable {
    /// Why.
    public let reason: String
    /// How many members.
    public let count: Int
  }

  /// The source's name.
  public let source: String
  /// Whether it was read to its end.
  public let isComplete: Bool
  /// Members that became samples.
  public let accepted: Int
  /// Samples, which may outnumber their members: several faces of one photograph.
  public let samples: Int
  /// Members that should have become samples and did not, by reason.
  public let rejected: [Reason]
  /// Members that are no samples, by reason.
  public let ignored: [Reason]
  /// The classes in order.
  public let classNames: [String]
  /// Samples of each class, in class order.
  public let classCounts: [Int]
  /// Samples with an official split.
  public let splitCounts: [Split: Int]
  /// The layout's name.
  public let layout: String
  /// What spoke for the layout.
  public let layoutEvidence: [String]
  /// What a person should look at.
  public let warnings: [String]
  /// What the official split was read from, and how often.
  public let splitEvidence: [String]

  init(
    source: String, ledger: Ledger, layout: JSON?, classNames: [String], isComplete: Bool
  ) {
    (self.source, self.classNames, self.isComplete) = (source, classNames, isComplete)
    accepted = ledger.acceptedCount
    samples = ledger.sampleCount
    rejected = ledger.rejected.map { Reason(reason: $0.reason, count: $0.count) }
    ignored = ledger.ignored.map { Reason(reason: $0.reason, count: $0.count) }
    classCounts = ledger.classCounts
    splitCounts = ledger.officialCounts.mapValues { $0.reduce(0, +) }
    func texts(_ key: String) -> [String] {
      layout?[key]?.arrayValue?.compactMap(\.stringValue) ?? []
    }
    self.layout = layout?["layout"]?.stringValue ?? ""
    layoutEvidence = texts("evidence")
    warnings = texts("warnings") + [layout?["warning"]?.stringValue].compactMap { $0 }
    splitEvidence = (layout?["official_split"]?.objectValue ?? [:]).sorted { $0.key < $1.key }.map {
      "\($0.key): \($0.value.intValue ?? 0)"
    }
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
      "accepted": .integer(accepted),
      "classes": .object(
        Dictionary(zip(classNames, classCounts.map(JSON.integer))) { first, _ in first }),
      "complete": .bool(isComplete), "evidence": .array(splitEvidence.map(JSON.string)),
      "ignored": reasons(ignored), "layout": .string(layout),
      "layout_evidence": .array(layoutEvidence.map(JSON.string)), "members": .integer(members),
      "official_split": .object(
        Dictionary(
          splitCounts.map { ($0.key.rawValue, JSON.integer($0.value)) }
        ) { first, _ in first }),
      "rejected": reasons(rejected), "samples": .integer(samples), "source": .string(source),
      "warnings": .array(warnings.map(JSON.string)),
    ]
  }
}
