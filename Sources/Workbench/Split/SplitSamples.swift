public import Core
internal import DatasetCatalog
internal import Sampling

/// Assigns every sample to train, val or test: leak-closed, stratified, stable.
public struct SplitSamples: Sendable {
  private let settings: SplitSettings
  private let extendsPrevious: Bool
  private let dismissed: Set<SamplePair>

  /// A split by these settings.
  ///
  /// - Parameters:
  ///   - extendsPrevious: keep the workspace's present split and deal out only new samples.
  ///   - dismissed: pairs that a decision says are not duplicates.
  public init(
    settings: SplitSettings, extendsPrevious: Bool = false, dismissed: Set<SamplePair> = []
  ) {
    (self.settings, self.extendsPrevious) = (settings, extendsPrevious)
    self.dismissed = dismissed
  }

  /// Opens the workspace and splits.
  public func run(workspace: String?, session: Session) throws(WorkbenchError) -> SplitSummary {
    try run(catalog: try WorkspaceOpening.writing(workspace), session: session)
  }

  func run(catalog: Catalog, session: Session) throws(WorkbenchError) -> SplitSummary {
    let all = try lifting { () throws(CatalogError) in try catalog.sampleSummaries() }
    let samples = all.filter { !$0.isExcluded }
    guard !samples.isEmpty else {
      throw .problem("the workspace \(catalog.path) has no samples; import a source first")
    }
    for source in try lifting({ () throws(CatalogError) in try catalog.sources() })
    where !source.isComplete {
      session.warn(
        "the source '\(source.name)' was not read to its end; import it again to complete it")
    }
    let previous = try previousSplit(of: samples, catalog)
    let classCount = catalog.taxonomy.count
    let closeness = try SplitCloseness(
      samples: samples, settings: settings.near, dismissed: dismissed, catalog: catalog,
      session: session)
    let dealing = try lifting { () throws(SamplingError) in
      try SplitDealing(
        samples: samples, near: closeness.joined, settings: settings, classCount: classCount,
        previous: previous)
    }
    let repair = dealing.splitter == nil ? settings.repair : .none
    let places = repair.repaired(
      dealing.assignment, published: dealing.candidates.map(\.officialSplit),
      groups: dealing.candidates.map(\.group))
    let kept = samples.indices.filter { places[$0] != nil }
    let assignment = places.compactMap { $0 }
    let certificate = try lifting { () throws(SamplingError) in
      try SplitCertificate(
        candidates: GroupedFolds.renumbered(kept.map { dealing.candidates[$0] }),
        assignment: assignment, classNames: catalog.taxonomy.classNames, splitter: dealing.splitter)
    }
    let dropped = samples.indices.filter { places[$0] == nil }
    let moved = zip(places, dealing.assignment).count { $0 != nil && $0 != $1 }
    let nearness = closeness.json(places)
    let record: JSON = [
      "certificate": certificate.json, "conflicts": .integer(dealing.conflicts),
      "dropped": .array(
        Set(dropped.map { samples[$0].sampleKey.digest.hex }).sorted().map(JSON.string)),
      "dropped_samples": .array(dropped.map { .integer(Int(samples[$0].id)) }),
      "near_duplicates": nearness,
      "fingerprint": extendsPrevious
        ? .null : .string(SplitFingerprint.of(all, settings: settings).hex),
      "note": dealing.note.map(JSON.string) ?? .null, "settings": settings.json,
    ]
    try lifting { () throws(CatalogError) in
      try catalog.storeSplit(
        zip(kept, assignment).map {
          SplitAssignment(
            sampleID: samples[$0].id, split: $1, group: Int64(dealing.candidates[$0].group))
        }, certificate: record)
    }
    for split in Split.allCases
    where certificate.counts[split.order].allSatisfy({ $0 == 0 }) && settings.shares[split] > 0 {
      session.warn(
        "no sample landed in \(split.rawValue): there are too few groups (subjects or different images)"
      )
    }
    if dealing.conflicts > 0 {
      session.warn(
        "\(dealing.conflicts) contents stand under two labels; they share a split and keep both labels"
      )
    }
    return SplitSummary(
      certificate: certificate, settings: settings, deviation: dealing.deviation,
      conflicts: dealing.conflicts,
      notes: [
        dealing.note, repair.note(moved: moved, dropped: dropped.count), closeness.note(places),
      ],
      nearDuplicates: nearness)
  }

  private func previousSplit(
    of samples: [SampleSummary], _ catalog: Catalog
  ) throws(WorkbenchError) -> [SampleKey: Split]? {
    guard extendsPrevious else { return nil }
    let stored = try lifting { () throws(CatalogError) in try catalog.currentSplit() }
    guard let stored else {
      throw .problem("there is no split to extend; run split without --extend first")
    }
    let keys = Dictionary(samples.map { ($0.id, $0.sampleKey) }) { first, _ in first }
    var previous: [SampleKey: Split] = [:]
    for assignment in stored.assignments {
      if let key = keys[assignment.sampleID] { previous[key] = assignment.split }
    }
    return previous
  }
}
