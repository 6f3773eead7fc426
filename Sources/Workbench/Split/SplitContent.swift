internal import Core
internal import DatasetCatalog
internal import Sampling

/// The workspace's samples with their present split, in canonical order.
struct SplitContent {
  let catalog: Catalog
  let taxonomy: Taxonomy
  let reader: PackReader
  /// Ordered by sample key, source, member and occurrence; excluded samples are left out.
  let samples: [SampleSummary]
  /// The split of each sample; `nil` for one that came after the split.
  let assignment: [Split?]
  let certificate: JSON
  let splitSettings: JSON
  private let groups: [Int64]

  init(catalog: Catalog) throws(WorkbenchError) {
    self.catalog = catalog
    taxonomy = catalog.taxonomy
    let (samples, stored, reader) = try lifting { () throws(CatalogError) in
      (
        try catalog.sampleSummaries().filter { !$0.isExcluded }, try catalog.currentSplit(),
        catalog.packReader()
      )
    }
    guard let stored else {
      throw .problem("the workspace \(catalog.path) has no split yet; run fer-data split first")
    }
    self.reader = reader
    self.samples = samples
    certificate = stored.certificate["certificate"] ?? .null
    splitSettings = stored.certificate["settings"] ?? .null
    var places: [Int64: (split: Split, group: Int64)] = [:]
    places.reserveCapacity(stored.assignments.count)
    for assignment in stored.assignments {
      places[assignment.sampleID] = (assignment.split, assignment.group)
    }
    assignment = samples.map { places[$0.id]?.split }
    groups = samples.map { places[$0.id]?.group ?? -1 }
    let missing = assignment.count { $0 == nil }
    guard missing == 0 else {
      throw .problem(
        "\(missing) samples came after the split; run fer-data split again (--extend keeps the present one)"
      )
    }
  }

  /// Where some samples come from and where their bytes lie, in the same order.
  func details(of samples: [SampleSummary]) throws(WorkbenchError) -> [SampleDetails] {
    try lifting { () throws(CatalogError) in try catalog.details(for: samples.map(\.id)) }
  }

  /// The keys of test samples whose group also lies in train or val.
  func leakedTestKeys() -> JSON {
    var earlier: Set<Int64> = []
    for (group, split) in zip(groups, assignment) where split == .train || split == .val {
      earlier.insert(group)
    }
    let leaked = samples.indices.filter { assignment[$0] == .test && earlier.contains(groups[$0]) }
    return .array(Set(leaked.map { samples[$0].sampleKey }).sorted().map { .string($0.digest.hex) })
  }

  /// The sources with their digests, by name.
  func sources() throws(WorkbenchError) -> JSON {
    try lifting { () throws(CatalogError) in
      var entries: [JSON] = []
      for source in try catalog.sources().sorted(by: { $0.name < $1.name }) {
        let ledger = try catalog.ledger(source: source.name)
        entries.append([
          "accepted": .integer(ledger.acceptedCount),
          "digest": source.rawDigest.map { .string($0.hex) } ?? .null,
          "ignored": .integer(ledger.ignoredCount), "kind": .string(source.kind),
          "name": .string(source.name), "rejected": .integer(ledger.rejectedCount),
        ])
      }
      return .array(entries)
    }
  }
}
