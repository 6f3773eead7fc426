internal import Core
internal import Curation
internal import DatasetCatalog

/// What an audit looks at: the samples that are not excluded, with their splits and figures.
struct AuditMaterial: Sendable {
  /// The samples, by key.
  let samples: [SampleSummary]
  /// The split of each sample.
  let splits: [Split?]
  /// Whether the splits are those of the latest `split`, rather than the dataset's own.
  let isDealt: Bool
  /// The classes in order.
  let classNames: [String]
  /// The sources by name.
  let sourceNames: [String]
  /// The source of each sample, by its place among the names.
  let sources: [Int]
  /// The figures of each content.
  let figures: [QualityFigures]
  /// The format of each content.
  let formats: [String]
  /// The content of each sample, by its place among the figures.
  let contents: [Int]
  /// Samples that decisions exclude.
  let excluded: Int
  /// Contents that were measured by this audit.
  let measured: Int

  init(
    _ catalog: Catalog, settings: AuditSettings, session: Session
  ) throws(WorkbenchError) {
    let measuring = AuditMeasuring(
      catalog: catalog, needsCleanVision: settings.preset.needsCleanVision, session: session)
    let found = try measuring.run()
    let (all, stored, named) = try lifting { () throws(CatalogError) in
      (try catalog.sampleSummaries(), try catalog.currentSplit(), try catalog.sources())
    }
    samples = all.filter { !$0.isExcluded }
    excluded = all.count - samples.count
    measured = found.measured
    classNames = catalog.taxonomy.classNames
    let ordered = named.sorted { $0.name < $1.name }
    sourceNames = ordered.map(\.name)
    let places = Dictionary(
      ordered.enumerated().map { (Int32($0.element.id), $0.offset) }
    ) { first, _ in first }
    sources = samples.map { places[$0.source] ?? 0 }
    var dealt: [Int64: Split] = [:]
    for assignment in stored?.assignments ?? [] { dealt[assignment.sampleID] = assignment.split }
    isDealt = stored != nil
    splits = samples.map { sample in
      stored == nil ? sample.officialSplit : dealt[sample.id]
    }
    figures = found.contents.map { content in
      QualityFigures(
        content,
        texture: content.measures.texture
          ?? ContentTexture(noise: 0, fineness: 0, flatness: 0, twoTone: 0),
        cleanVision: found.cleanVision[content.row])
    }
    formats = found.contents.map(\.format)
    let numbers = Dictionary(
      found.contents.enumerated().map { ($0.element.contentID, $0.offset) }
    ) { first, _ in first }
    contents = samples.map { numbers[$0.contentID] ?? 0 }
  }

  /// A sample as duplicates are told of.
  func member(_ index: Int) -> DuplicateSet.Member {
    DuplicateSet.Member(
      index: index, key: samples[index].sampleKey, label: samples[index].label,
      split: splits[index])
  }

  /// The splits that have samples.
  var splitNames: [String] {
    let there = Set(splits.compactMap { $0 })
    return Split.allCases.filter(there.contains).map(\.rawValue)
  }
}
