internal import Core
internal import DatasetCatalog

/// What rules choose from: the samples as they are, their splits, figures and names, each read when first asked for.
final class CurationContent {
  let catalog: Catalog
  /// By sample key, then source, member and occurrence; excluded ones are there.
  let samples: [SampleSummary]
  let sources: [(id: Int32, name: String)]
  private var splits: [Int64: Split]?
  private var figures: [ContentID: AuditContent]?
  private var byContent: [(content: ContentID, place: Int)]?

  init(_ catalog: Catalog) throws(WorkbenchError) {
    self.catalog = catalog
    (samples, sources) = try lifting { () throws(CatalogError) in
      (try catalog.sampleSummaries(), try catalog.sources().map { (Int32($0.id), $0.name) })
    }
  }

  /// The split of a sample: the present one, else the official one.
  func split(of sample: SampleSummary) throws(WorkbenchError) -> Split? {
    if splits == nil {
      let stored = try lifting { () throws(CatalogError) in try catalog.currentSplit() }
      splits = Dictionary(
        (stored?.assignments ?? []).map { ($0.sampleID, $0.split) }
      ) { first, _ in first }
    }
    return splits?[sample.id] ?? sample.officialSplit
  }

  /// What was measured of a sample's image.
  func figures(of sample: SampleSummary) throws(WorkbenchError) -> AuditContent? {
    if figures == nil {
      let contents = try lifting { () throws(CatalogError) in try catalog.auditContents() }
      figures = Dictionary(contents.map { ($0.contentID, $0) }) { first, _ in first }
    }
    return figures?[sample.contentID]
  }

  /// The places of the samples of a key.
  func places(of key: SampleKey) -> Range<Int> {
    let start = samples.partition { $0.sampleKey >= key }
    var end = start
    while end < samples.count, samples[end].sampleKey == key { end += 1 }
    return start..<end
  }

  /// The places of the samples whose key is in a range.
  func places(ofKeys keys: ClosedRange<SampleKey>) -> Range<Int> {
    let start = samples.partition { $0.sampleKey >= keys.lowerBound }
    let end = samples.partition { $0.sampleKey > keys.upperBound }
    return start..<max(start, end)
  }

  /// The contents in a range, with the place of a sample of each, in order.
  func contents(
    in range: ClosedRange<ContentID>
  ) -> ArraySlice<(content: ContentID, place: Int)> {
    let all: [(content: ContentID, place: Int)]
    if let byContent {
      all = byContent
    } else {
      all = samples.indices.map { (samples[$0].contentID, $0) }
        .sorted { ($0.content, $0.place) < ($1.content, $1.place) }
      byContent = all
    }
    let start = all.partition { $0.content >= range.lowerBound }
    let end = all.partition { $0.content > range.upperBound }
    return all[start..<max(start, end)]
  }

  /// The places that a filter lets through, of some.
  func filtered(_ places: [Int], by filter: CurationFilter) throws(WorkbenchError) -> [Int] {
    guard !filter.isEmpty else { return places }
    let labels = try filter.classes.map { name throws(WorkbenchError) -> Int in
      guard let label = catalog.taxonomy.classIndex(named: name) else {
        let near = catalog.taxonomy.nearestClassName(to: name)
        throw .usage(
          "there is no class '\(name)'; "
            + (near.map { "did you mean '\($0)'?" }
              ?? "the classes are: \(catalog.taxonomy.classNames.joined(separator: ", "))"))
      }
      return label
    }
    let wantedSources = try filter.sources.map { name throws(WorkbenchError) -> Int32 in
      guard let source = sources.first(where: { $0.name == name }) else {
        let names = sources.map(\.name).sorted()
        throw .usage(
          "there is no source '\(name)'; "
            + (EditDistance.nearest(to: name, among: names).map { "did you mean '\($0)'?" }
              ?? "the sources are: \(names.joined(separator: ", "))"))
      }
      return source.id
    }
    var found: [Int] = []
    for place in places {
      let sample = samples[place]
      if !labels.isEmpty, !labels.contains(sample.label) { continue }
      if !wantedSources.isEmpty, !wantedSources.contains(sample.source) { continue }
      if !filter.splits.isEmpty {
        guard let split = try split(of: sample), filter.splits.contains(split) else { continue }
      }
      if !filter.ranges.isEmpty {
        guard let figures = try figures(of: sample),
          filter.ranges.allSatisfy({ $0.contains($0.measure.value(figures)) })
        else { continue }
      }
      found.append(place)
    }
    return found
  }
}

extension RandomAccessCollection where Index == Int {
  /// The first place where `isLater` holds in a sorted list, or its end.
  func partition(_ isLater: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if isLater(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
