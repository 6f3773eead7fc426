public import Core
internal import DatasetCatalog

/// What was decided, or would be.
public struct CurationSummary: Sendable {
  /// What changes of a sample.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// It is left out.
    case excluded
    /// It is used again.
    case included
    /// It is used whatever checks say.
    case kept
    /// It has another class.
    case relabelled
    /// It is in another group.
    case grouped
    /// It is pinned to another split.
    case pinned
  }

  /// One of the samples that change.
  public struct Example: Hashable, Sendable {
    /// The first digits of its key.
    public let id: String
    /// Its source and member.
    public let name: String
    /// The class it had.
    public let label: String
    /// What changes, in words.
    public let change: String
  }

  /// The command.
  public let verb: String
  /// Whether it was done, and not only told.
  public internal(set) var isApplied = false
  /// The batch of the journal, where something was written.
  public internal(set) var batch: Int64?
  /// The decisions that change something.
  public let decisions: Int
  /// The decisions that change nothing and are not written.
  public let idle: Int
  /// The samples that change.
  public let samples: Int
  /// The pairs that become no duplicates.
  public let pairs: Int
  /// How many samples change in each way.
  public let kinds: [Kind: Int]
  /// The classes in order.
  public let classNames: [String]
  /// Samples that change, by split (train, val, test, none) and by the class they had.
  public let counts: [[Int]]
  /// Some samples that change, in the order of their keys.
  public let examples: [Example]

  private static let exampleCount = 5

  init(_ change: CurationChange, _ content: CurationContent, verb: String) throws(WorkbenchError) {
    self.verb = verb
    (decisions, idle) = (change.decisions.count, change.idle)
    (samples, pairs) = (change.samples.count, change.pairs)
    classNames = content.catalog.taxonomy.classNames
    var counts = Array(
      repeating: Array(repeating: 0, count: classNames.count), count: Split.allCases.count + 1)
    var kinds: [Kind: Int] = [:]
    for sample in change.samples {
      let split = try content.split(of: sample.before)?.order ?? Split.allCases.count
      counts[split][sample.before.label] += 1
      for kind in sample.kinds { kinds[kind, default: 0] += 1 }
    }
    (self.counts, self.kinds) = (counts, kinds)
    let shown = Array(change.samples.prefix(Self.exampleCount))
    let details = try lifting { () throws(CatalogError) in
      try content.catalog.details(for: shown.map(\.before.id))
    }
    let names = classNames
    examples = zip(shown, details).map { sample, details in
      Example(
        id: String(sample.before.sampleKey.digest.hex.prefix(12)),
        name: "\(details.source):\(details.member)", label: names[sample.before.label],
        change: sample.kinds.map { Self.words($0, sample, names) }.joined(separator: ", "))
    }
  }

  private static func words(
    _ kind: Kind, _ sample: CurationChange.Sample, _ classNames: [String]
  ) -> String {
    switch kind {
    case .excluded: "left out"
    case .included: "used again"
    case .kept: "kept"
    case .relabelled: "becomes \(classNames[sample.after.label])"
    case .grouped: sample.groupAfter.map { "into group \($0)" } ?? "out of its group"
    case .pinned: sample.after.pin.map { "pinned to \($0.rawValue)" } ?? "no longer pinned"
    }
  }

  /// For programs.
  public var json: JSON {
    var classes: [String: JSON] = [:]
    let columns = Split.allCases.map(\.rawValue) + ["no_split"]
    for (label, name) in classNames.enumerated() {
      classes[name] = .object(
        Dictionary(zip(columns, counts).map { ($0, .integer($1[label])) }) { first, _ in first })
    }
    return [
      "applied": .bool(isApplied), "batch": batch.map { .integer(Int($0)) } ?? .null,
      "changes": .object(
        Dictionary(Kind.allCases.map { ($0.rawValue, .integer(kinds[$0] ?? 0)) }) { first, _ in
          first
        }),
      "classes": .object(classes), "decisions": .integer(decisions),
      "examples": .array(
        examples.map {
          [
            "change": .string($0.change), "class": .string($0.label), "id": .string($0.id),
            "name": .string($0.name),
          ]
        }),
      "idle": .integer(idle), "pairs": .integer(pairs), "samples": .integer(samples),
      "verb": .string(verb),
    ]
  }
}
