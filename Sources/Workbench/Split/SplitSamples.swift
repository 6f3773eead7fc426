internal import Core
internal import DatasetCatalog
internal import Sampling

/// Assigns every sample to train, val or test: leak-closed, stratified, stable.
public struct SplitSamples: Sendable {
  private let settings: SplitSettings
  private let extendsPrevious: Bool
  private let folds: FoldSettings?
  private let out: String?

  /// A split by these settings.
  ///
  /// - Parameters:
  ///   - extendsPrevious: keep the workspace's present split and deal out only new samples.
  ///   - folds: deal the samples to folds as well, as `train --folds` does with the same seed.
  ///   - out: the folder for the certificate and its files, where they are wanted.
  public init(
    settings: SplitSettings, extendsPrevious: Bool = false, folds: FoldSettings? = nil,
    out: String? = nil
  ) {
    (self.settings, self.extendsPrevious) = (settings, extendsPrevious)
    (self.folds, self.out) = (folds, out)
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
    let dismissed = try lifting { () throws(CatalogError) in try catalog.notDuplicatePairs() }
    let closeness = try SplitCloseness(
      samples: samples, settings: settings.near, dismissed: dismissed, catalog: catalog,
      session: session)
    let dealing = try lifting { () throws(SamplingError) in
      try SplitDealing(
        samples: samples, near: closeness.joined, settings: settings,
        classCount: catalog.taxonomy.count, previous: previous)
    }
    let repair = dealing.splitter == nil ? settings.repair : .none
    let places = repair.repaired(
      dealing.assignment, published: dealing.candidates.map(\.officialSplit),
      groups: dealing.candidates.map(\.group))
    let apart = closeness.apart(places.map { $0?.order })
    let certifying = SplitCertifying(
      catalog: catalog, samples: samples, places: places, dealing: dealing, closeness: closeness,
      repair: repair, apart: apart, session: session)
    let counts = try certifying.counts()
    let (certificate, files) = try certifying.certificate(counts, listsSplit: out != nil)
    let dealt = try folds.map { settings throws(WorkbenchError) in
      try FoldCertifying(
        settings: settings, seed: self.settings.seed, catalog: catalog, samples: samples,
        places: places, candidates: dealing.candidates, closeness: closeness, session: session
      ).run(listsFolds: out != nil)
    }
    let kept = samples.indices.filter { places[$0] != nil }
    let dropped = samples.indices.filter { places[$0] == nil }
    let record: JSON = [
      "certificate": certificate, "conflicts": .integer(dealing.conflicts),
      "dropped": .array(
        Set(dropped.map { samples[$0].sampleKey.digest.hex }).sorted().map(JSON.string)),
      "dropped_samples": .array(dropped.map { .integer(Int(samples[$0].id)) }),
      "fingerprint": extendsPrevious
        ? .null : .string(SplitFingerprint.of(all, settings: settings, dismissed: dismissed).hex),
      "note": dealing.note.map(JSON.string) ?? .null, "settings": settings.json,
    ]
    try lifting { () throws(CatalogError) in
      try catalog.storeSplit(
        kept.compactMap { index in
          places[index].map {
            SplitAssignment(
              sampleID: samples[index].id, split: $0, group: Int64(dealing.candidates[index].group))
          }
        }, certificate: record)
    }
    warn(counts, conflicts: dealing.conflicts, session)
    let moved = zip(places, dealing.assignment).count { $0 != nil && $0 != $1 }
    var summary = SplitSummary(
      counts: counts, certificate: certificate, deviation: dealing.deviation,
      conflicts: dealing.conflicts,
      notes: [
        dealing.note, repair.note(moved: moved, dropped: dropped.count), closeness.note(apart),
      ], folds: dealt?.summary)
    if let out {
      summary.files = try files.write(certificate, as: SplitCertifying.fileName, into: out)
      if let dealt {
        summary.files += try dealt.files.write(
          dealt.summary.certificate, as: FoldCertifying.fileName, into: out)
      }
    }
    return summary
  }

  private func warn(_ counts: SplitCertificate, conflicts: Int, _ session: Session) {
    for split in Split.allCases
    where counts.counts[split.order].allSatisfy({ $0 == 0 }) && settings.shares[split] > 0 {
      session.warn(
        "no sample landed in \(split.rawValue): there are too few groups (subjects or different images)"
      )
    }
    if conflicts > 0 {
      session.warn(
        "\(conflicts) contents stand under two labels; they share a split and keep both labels")
    }
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
