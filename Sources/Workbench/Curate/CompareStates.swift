public import Core
internal import DatasetCatalog

/// Compares two states of the dataset, sample by sample.
public struct CompareStates: Sendable {
  private let first: String
  private let second: String

  /// A comparison of two states, each `now`, the number of a batch, or a snapshot's name.
  public init(_ first: String, _ second: String) { (self.first, self.second) = (first, second) }

  /// Opens the workspace and compares.
  public func run(workspace: String?, session: Session) throws(WorkbenchError) -> StateDifference {
    let catalog = try WorkspaceOpening.reading(workspace)
    let (old, new) = (
      try StateReference.state(first, catalog), try StateReference.state(second, catalog)
    )
    var changes: [StateDifference.Change] = []
    let olds = Dictionary(grouping: old.samples, by: \.key)
    let news = Dictionary(grouping: new.samples, by: \.key)
    for key in Set(olds.keys).union(news.keys).sorted() {
      let before = (olds[key] ?? []).map { Self.facts($0, old) }
      let after = (news[key] ?? []).map { Self.facts($0, new) }
      if before != after {
        changes.append(Self.change(key, before, after))
      }
    }
    let oldPairs = Set(old.pairs)
    let newPairs = Set(new.pairs)
    let names = try Self.names(of: changes.prefix(StateDifference.shown).map(\.key), catalog)
    return StateDifference(
      first: first, second: second, firstDigest: old.digest, secondDigest: new.digest,
      changes: changes, pairsGone: oldPairs.subtracting(newPairs).count,
      pairsCome: newPairs.subtracting(oldPairs).count, names: names)
  }

  /// What a state says of a sample, in the order of `StateDifference.aspects`.
  private static func facts(_ sample: DatasetState.Sample, _ state: DatasetState) -> [String?] {
    [
      state.classNames[sample.label], sample.group.map { state.groupNames[$0] },
      sample.pin?.rawValue, sample.split?.rawValue, sample.isKept ? "kept" : nil,
    ]
  }

  private static func change(
    _ key: SampleKey, _ before: [[String?]], _ after: [[String?]]
  ) -> StateDifference.Change {
    if before.isEmpty || after.isEmpty {
      return .init(key: key, aspect: "use", before: used(before.count), after: used(after.count))
    }
    for (place, aspect) in StateDifference.aspects.enumerated() {
      let (old, new) = (before.map { $0[place] }, after.map { $0[place] })
      guard old != new else { continue }
      return .init(key: key, aspect: aspect, before: words(old), after: words(new))
    }
    return .init(key: key, aspect: "use", before: used(before.count), after: used(after.count))
  }

  private static func used(_ count: Int) -> String {
    count == 0 ? "out" : count == 1 ? "used" : "used \(count) times"
  }

  private static func words(_ values: [String?]) -> String {
    var words: [String] = []
    for value in values {
      let word = value ?? "none"
      if !words.contains(word) { words.append(word) }
    }
    return words.joined(separator: " and ")
  }

  /// "source:member" of some keys that the workspace has.
  private static func names(
    of keys: [SampleKey], _ catalog: Catalog
  ) throws(WorkbenchError) -> [SampleKey: String] {
    guard !keys.isEmpty else { return [:] }
    let wanted = Set(keys)
    return try lifting { () throws(CatalogError) in
      var ids: [SampleKey: Int64] = [:]
      for sample in try catalog.sampleSummaries() where wanted.contains(sample.sampleKey) {
        if ids[sample.sampleKey] == nil { ids[sample.sampleKey] = sample.id }
      }
      let known = keys.compactMap { key in ids[key].map { (key, $0) } }
      var names: [SampleKey: String] = [:]
      for (entry, details) in zip(known, try catalog.details(for: known.map(\.1))) {
        names[entry.0] = "\(details.source):\(details.member)"
      }
      return names
    }
  }
}

/// What differs between two states.
public struct StateDifference: Sendable {
  /// What differs of one sample; the first of use, class, group, pin, split and kept that does.
  public struct Change: Hashable, Sendable {
    /// The sample's key.
    public let key: SampleKey
    /// What differs.
    public let aspect: String
    /// What it was.
    public let before: String
    /// What it is.
    public let after: String
  }

  static let aspects = ["class", "group", "pin", "split", "kept"]
  /// How many changes are told with the names of their members.
  static let shown = 20

  /// The first state as it was named.
  public let first: String
  /// The second state as it was named.
  public let second: String
  /// The digest of the first state.
  public let firstDigest: Digest
  /// The digest of the second state.
  public let secondDigest: Digest
  /// The samples that differ, by key.
  public let changes: [Change]
  /// Pairs that no longer are no duplicates.
  public let pairsGone: Int
  /// Pairs that became no duplicates.
  public let pairsCome: Int
  /// The names of the first samples that differ.
  public let names: [SampleKey: String]

  /// Whether the states are the same.
  public var isEqual: Bool { firstDigest == secondDigest }

  /// How many samples differ in each aspect first.
  public var counts: [String: Int] {
    changes.reduce(into: [:]) { $0[$1.aspect, default: 0] += 1 }
  }

  /// The changes that are shown to people.
  public var shownChanges: ArraySlice<Change> { changes.prefix(Self.shown) }

  /// For programs: every sample that differs.
  public var json: JSON {
    [
      "changes": .array(
        changes.map {
          [
            "after": .string($0.after), "aspect": .string($0.aspect), "before": .string($0.before),
            "sample": .string($0.key.digest.hex),
          ]
        }),
      "counts": .object(counts.mapValues(JSON.integer)),
      "equal": .bool(isEqual),
      "first": ["digest": .string(firstDigest.hex), "name": .string(first)],
      "pairs": ["come": .integer(pairsCome), "gone": .integer(pairsGone)],
      "second": ["digest": .string(secondDigest.hex), "name": .string(second)],
    ]
  }
}
