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
  /// The cropping in force: detector, settings and counts; null where nothing is cropped.
  let faces: JSON
  /// The group of each sample: what shares a subject, a content or a near duplicate.
  let groups: [Int64]

  init(catalog: Catalog) throws(WorkbenchError) {
    self.catalog = catalog
    taxonomy = catalog.taxonomy
    var samples = try lifting { () throws(CatalogError) in try catalog.sampleSummaries() }
    let (stored, reader) = try lifting { () throws(CatalogError) in
      (try catalog.currentSplit(), catalog.packReader())
    }
    // In place: at a million samples a second list would be as large as everything else.
    samples.removeAll { $0.isExcluded }
    guard let stored else {
      throw .problem("the workspace \(catalog.path) has no split yet; run fer-data split first")
    }
    // What a repair left out of all splits is in none.
    if case .array(let dropped)? = stored.certificate["dropped_samples"], !dropped.isEmpty {
      let numbers = Set(dropped)
      samples.removeAll { numbers.contains(.integer(Int($0.id))) }
    }
    faces = try Self.faces(of: catalog)
    self.reader = reader
    self.samples = samples
    certificate = stored.certificate["certificate"] ?? .null
    splitSettings = stored.certificate["settings"] ?? .null
    let places = stored.assignments.sorted { $0.sampleID < $1.sampleID }
    var assignment: [Split?] = []
    var groups: [Int64] = []
    for sample in samples {
      let place = Self.place(of: sample.id, in: places)
      assignment.append(place?.split)
      groups.append(place?.group ?? -1)
    }
    (self.assignment, self.groups) = (assignment, groups)
    let missing = assignment.count { $0 == nil }
    guard missing == 0 else {
      throw .problem(
        "\(missing) samples came after the split; run fer-data split again (--extend keeps the present one)"
      )
    }
  }

  /// The cropping in force, which must know every sample.
  static func faces(of catalog: Catalog) throws(WorkbenchError) -> JSON {
    let (crop, missing) = try lifting { () throws(CatalogError) in
      let crop = try catalog.currentCrop()
      return (crop, crop == nil ? 0 : try catalog.uncroppedCount())
    }
    guard missing == 0 else {
      throw .problem(
        "\(missing) samples came after the faces were cropped; run fer-data crop again, or take the "
          + "crops back with fer-data crop --remove")
    }
    return crop ?? .null
  }

  /// A sample's assignment in a list that is sorted by sample number.
  private static func place(of id: Int64, in places: [SplitAssignment]) -> SplitAssignment? {
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if places[middle].sampleID < id { low = middle + 1 } else { high = middle }
    }
    return low < places.count && places[low].sampleID == id ? places[low] : nil
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
  static func sources(of catalog: Catalog) throws(WorkbenchError) -> JSON {
    try lifting { () throws(CatalogError) in
      var entries: [JSON] = []
      for source in try catalog.sources().sorted(by: { $0.name < $1.name }) {
        let ledger = try catalog.ledger(source: source.name)
        entries.append([
          "accepted": .integer(ledger.acceptedCount), "complete": .bool(source.isComplete),
          "digest": source.rawDigest.map { .string($0.hex) } ?? .null,
          "ignored": .integer(ledger.ignoredCount), "kind": .string(source.kind),
          "name": .string(source.name), "rejected": .integer(ledger.rejectedCount),
        ])
      }
      return .array(entries)
    }
  }
}
