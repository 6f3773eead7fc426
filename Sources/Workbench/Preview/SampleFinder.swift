internal import Core
internal import DatasetCatalog

/// Finds samples by what a person knows of them.
struct SampleFinder {
  private let catalog: Catalog
  private let samples: [SampleSummary]
  private let nameOfSource: [Int32: String]
  /// Every sample's member, read when the first member is asked for.
  private var members: [SampleDetails]?

  /// The fewest digits that count as the beginning of an id.
  static let fewestDigits = 4

  init(catalog: Catalog, samples: [SampleSummary], sources: [(id: Int32, name: String)]) {
    (self.catalog, self.samples) = (catalog, samples)
    nameOfSource = Dictionary(sources.map { ($0.id, $0.name) }) { first, _ in first }
  }

  /// The samples of a name: one, or several faces of one photograph.
  mutating func find(_ name: String) throws(WorkbenchError) -> [SampleSummary] {
    let digits = name.lowercased()
    let isID =
      (Self.fewestDigits...64).contains(digits.utf8.count) && digits.allSatisfy(\.isHexDigit)
    if isID {
      let found = try find(idPrefix: digits)
      if !found.isEmpty { return found }
    }
    let found = try find(member: name)
    guard found.isEmpty else { return found }
    throw try unknown(name, isID: isID)
  }

  private func find(idPrefix: String) throws(WorkbenchError) -> [SampleSummary] {
    let found = samples.compactMap { sample -> (sample: SampleSummary, id: String)? in
      let ids = [sample.contentID.digest.hex, sample.sampleKey.digest.hex]
      return ids.first { $0.hasPrefix(idPrefix) }.map { (sample, $0) }
    }
    guard Set(found.map(\.sample.contentID)).count > 1 else {
      return Self.distinct(found.map(\.sample))
    }
    let ids = Set(found.map(\.id)).sorted()
    let some = ids.prefix(4).map { $0.prefix(idPrefix.count + 6) }.joined(separator: ", ")
    throw .problem(
      "--sample \(idPrefix) is the beginning of \(ids.count) ids (\(some)"
        + "\(ids.count > 4 ? ", ..." : "")); give more of its digits")
  }

  private mutating func find(member name: String) throws(WorkbenchError) -> [SampleSummary] {
    let all = try allMembers()
    let (source, path) = Self.parts(name, sources: nameOfSource.values)
    let ids = Set(
      all.filter { $0.member == path && (source == nil || $0.source == source) }.map(\.id))
    let found = samples.filter { ids.contains($0.id) }
    let sources = Set(found.map(\.source)).compactMap { nameOfSource[$0] }.sorted()
    guard sources.count > 1 else { return Self.distinct(found) }
    throw .problem(
      "--sample \(name) is in \(sources.count) sources; name one, as in \(sources[0]):\(path)")
  }

  /// One sample a face and label; the same picture under several names is shown once.
  ///
  /// Excluded ones only where there are no others: faces that an earlier cropping had as samples are
  /// no news.
  private static func distinct(_ samples: [SampleSummary]) -> [SampleSummary] {
    var seen: Set<String> = []
    let inForce = samples.filter { !$0.isExcluded }
    return (inForce.isEmpty ? samples : inForce).filter {
      seen.insert("\($0.sampleKey.digest.hex) \($0.label)").inserted
    }
  }

  /// "source" and "member" of "source:member" where the first is a source's name, which may hold colons.
  private static func parts(
    _ name: String, sources: some Sequence<String>
  ) -> (source: String?, path: String) {
    let source = sources.filter { name.hasPrefix($0 + ":") }.max { $0.count < $1.count }
    guard let source else { return (nil, name) }
    return (source, String(name.dropFirst(source.count + 1)))
  }

  private mutating func allMembers() throws(WorkbenchError) -> [SampleDetails] {
    if let members { return members }
    let read = try catalog.allDetails(of: samples)
    members = read
    return read
  }

  private mutating func unknown(
    _ name: String, isID: Bool
  ) throws(WorkbenchError) -> WorkbenchError {
    let ways =
      "give the beginning of an id (at least \(Self.fewestDigits) digits; previews and rows.csv show "
      + "them) or source:member"
    if isID { return .problem("no sample's id begins with \(name); \(ways)") }
    let (source, path) = Self.parts(name, sources: nameOfSource.values)
    let candidates = Set(
      try allMembers().filter { source == nil || $0.source == source }.map(\.member))
    // The file's name alone is the likeliest slip.
    if let same = candidates.sorted().first(where: { Files.lastComponent($0) == path }) {
      return .problem("no sample is called \(name); did you mean \(same)?")
    }
    // Only names of about the same length can be near, and the distance is slow on many long ones.
    let near = candidates.filter { abs($0.utf8.count - path.utf8.count) <= 2 }
    if let nearest = EditDistance.nearest(to: path, among: near.sorted()) {
      let prefix = source.map { $0 + ":" } ?? ""
      return .problem("no sample is called \(name); did you mean \(prefix)\(nearest)?")
    }
    if let source {
      return .problem(
        "the source \(source) has no sample \(path); "
          + "'fer-data status --source \(source) --list accepted' lists its members")
    }
    let known = nameOfSource.values.sorted().joined(separator: ", ")
    return .problem("no sample is called \(name) (the sources are: \(known)); \(ways)")
  }
}

extension Catalog {
  /// Everything about many samples, read in batches.
  func allDetails(of samples: [SampleSummary]) throws(WorkbenchError) -> [SampleDetails] {
    var all: [SampleDetails] = []
    all.reserveCapacity(samples.count)
    for start in stride(from: 0, to: samples.count, by: 4096) {
      let batch = samples[start..<min(samples.count, start + 4096)].map(\.id)
      all += try lifting { () throws(CatalogError) in try details(for: batch) }
    }
    return all
  }
}
