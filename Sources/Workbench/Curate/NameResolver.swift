internal import Core
internal import DatasetCatalog

/// Finds samples by what a person or a table calls them.
struct NameResolver {
  private let content: CurationContent
  private let nameOfSource: [Int32: String]
  private var wanted: Set<String> = []
  /// The places of the samples of each member that was asked for, by its path.
  private var members: [String: [Int]] = [:]

  /// The fewest digits that count as the beginning of an id.
  static let fewestDigits = 6

  /// A resolver of some names; members are looked up in one pass over all samples.
  init(_ content: CurationContent, names: some Sequence<String>) throws(WorkbenchError) {
    self.content = content
    nameOfSource = Dictionary(content.sources.map { ($0.id, $0.name) }) { first, _ in first }
    for name in names where Self.digits(of: name) == nil {
      wanted.insert(parts(of: name).path)
      wanted.insert(name)
    }
    guard !wanted.isEmpty else { return }
    try forEachMember { place, details in
      if wanted.contains(details.member) { members[details.member, default: []].append(place) }
    }
  }

  /// What a name stands for.
  enum Found {
    /// One sample key.
    case sample(SampleKey)
    /// A content, all its samples.
    case content(ContentID)
  }

  /// The target of a name.
  ///
  /// - Throws: `.problem` for a name of nothing, or of several things.
  func target(_ name: String) throws(WorkbenchError) -> Found {
    if let digits = Self.digits(of: name), let found = try target(digits: digits) { return found }
    let (source, path) = parts(of: name)
    var places = (members[path] ?? []).filter {
      source == nil || nameOfSource[content.samples[$0].source] == source
    }
    if places.isEmpty, source != nil { places = members[name] ?? [] }
    guard let first = places.first else { throw try unknown(name) }
    let sources = Set(places.compactMap { nameOfSource[content.samples[$0].source] }).sorted()
    guard sources.count == 1 else {
      throw .problem(
        "\(name) is in \(sources.count) sources; name one, as in \(sources[0]):\(path)")
    }
    let keys = Set(places.map { content.samples[$0].sampleKey }).sorted()
    guard keys.count > 1 else { return .sample(keys[0]) }
    let contents = Set(places.map { content.samples[$0].contentID })
    // Several faces of one photograph are all meant; several files of one name cannot be.
    if contents.count == 1 { return .content(content.samples[first].contentID) }
    throw .problem(
      "\(name) stands for \(keys.count) different files of one name; name one by its id: "
        + keys.prefix(4).map { String($0.digest.hex.prefix(12)) }.joined(separator: ", "))
  }

  private func target(digits: String) throws(WorkbenchError) -> Found? {
    guard
      let low = Digest(hex: digits + String(repeating: "0", count: 64 - digits.utf8.count)),
      let high = Digest(hex: digits + String(repeating: "f", count: 64 - digits.utf8.count))
    else { return nil }
    let keys = content.places(ofKeys: SampleKey(low)...SampleKey(high))
    let contents = content.contents(in: ContentID(low)...ContentID(high))
    var candidates: [(id: String, found: Found)] = []
    var last: Digest?
    for place in keys where content.samples[place].sampleKey.digest != last {
      let key = content.samples[place].sampleKey
      last = key.digest
      candidates.append((key.digest.hex, .sample(key)))
    }
    last = nil
    for entry in contents where entry.content.digest != last {
      last = entry.content.digest
      candidates.append((entry.content.digest.hex, .content(entry.content)))
    }
    guard candidates.count > 1 else { return candidates.first?.found }
    let ids = candidates.map(\.id).sorted()
    let some = ids.prefix(4).map { $0.prefix(digits.utf8.count + 6) }.joined(separator: ", ")
    throw .problem(
      "\(digits) is the beginning of \(ids.count) ids (\(some)\(ids.count > 4 ? ", …" : "")); "
        + "give more digits")
  }

  /// The lower-case digits of a name that can be the beginning of an id.
  private static func digits(of name: String) -> String? {
    guard (fewestDigits...64).contains(name.utf8.count),
      name.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
    else { return nil }
    return name.lowercased()
  }

  /// "source" and "member" of "source:member" where the first is a source's name, which may hold colons.
  private func parts(of name: String) -> (source: String?, path: String) {
    let source = nameOfSource.values.filter { name.hasPrefix($0 + ":") }.max { $0.count < $1.count }
    guard let source else { return (nil, name) }
    return (source, String(name.dropFirst(source.count + 1)))
  }

  private func forEachMember(
    _ body: (_ place: Int, _ details: SampleDetails) -> Void
  ) throws(WorkbenchError) {
    let samples = content.samples
    for start in stride(from: 0, to: samples.count, by: 4096) {
      let batch = samples[start..<min(samples.count, start + 4096)].map(\.id)
      let details = try lifting { () throws(CatalogError) in
        try content.catalog.details(for: batch)
      }
      for (offset, entry) in details.enumerated() { body(start + offset, entry) }
    }
  }

  private func unknown(_ name: String) throws(WorkbenchError) -> WorkbenchError {
    let (source, path) = parts(of: name)
    let known = nameOfSource.values.sorted().joined(separator: ", ")
    let ways =
      "give the beginning of an id (at least \(Self.fewestDigits) digits; previews and rows.csv show "
      + "them) or source:member"
    if Self.digits(of: name) != nil {
      return .problem("no sample's id begins with \(name); \(ways)")
    }
    var near: Set<String> = []
    let length = path.utf8.count
    try forEachMember { _, details in
      if source == nil || details.source == source,
        Files.lastComponent(details.member) == path
          || near.count < 100_000 && abs(details.member.utf8.count - length) <= 2
      {
        near.insert(details.member)
      }
    }
    let prefix = source.map { $0 + ":" } ?? ""
    let names = near.sorted()
    let nearest =
      names.first { Files.lastComponent($0) == path }
      ?? EditDistance.nearest(to: path, among: names)
    if let nearest {
      return .problem("no sample is called \(name); did you mean \(prefix)\(nearest)?")
    }
    return .problem("no sample is called \(name) (the sources are: \(known)); \(ways)")
  }
}
