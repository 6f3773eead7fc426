internal import Core

/// Looks for tables with a column for an image's path and one for its label.
struct ManifestScout: LayoutScout {
  static let layoutName = "manifest"
  static let usualStrength = LayoutStrength.manifest

  private let options: LayoutOptions
  private var tables: [ManifestTable] = []
  private var flaw: LayoutError?
  private var fakes: [LayoutError] = []
  private var images = 0
  /// The first table whose columns say nothing to us.
  private var unknown: LayoutError?

  init(options: LayoutOptions) { self.options = options }

  mutating func note(_ member: SurveyedMember) -> SurveyWish {
    if member.isImage { images += 1 }
    return ["csv", "tsv", "jsonl", "ndjson"].contains(member.ending) ? .all : .nothing
  }

  mutating func record(_ record: [UInt8], number: Int, of path: String) -> Bool {
    if number == 0 { return open(record, path) }
    guard tables.last?.path == path else { return false }
    let isObjects = tables[tables.count - 1].isObjects
    tables[tables.count - 1].read(record, number: isObjects ? number + 1 : number)
    return true
  }

  private mutating func open(_ record: [UInt8], _ path: String) -> Bool {
    if let fake = FakeTable.kind(of: record) {
      fakes.append(.notATable(path: path, what: fake.what, remedy: fake.remedy))
      return false
    }
    do throws(LayoutError) {
      guard let (header, format) = ManifestScout.header(record, path) else {
        unknown = unknown ?? ManifestScout.unknown(path, "no columns")
        return false
      }
      guard
        let columns = try ManifestColumns(
          header: header, declared: options.columns, path: path)
      else {
        let isOthers = PixelColumns(header: record) != nil || VoteTableReader.isHeader(header)
        if !isOthers {
          let named = header.prefix(12).joined(separator: ", ")
          unknown = unknown ?? ManifestScout.unknown(path, "the columns \(named.prefix(200))")
        }
        return false
      }
      var table = ManifestTable(path: path, columns: columns, format: format)
      if format == .objects { table.read(record, number: 1) }
      tables.append(table)
      return true
    } catch {
      flaw = flaw ?? error
      return false
    }
  }

  private static func header(_ record: [UInt8], _ path: String) -> ([String], ManifestFormat)? {
    let ending = SurveyedMember(path: path).ending
    if ending == "jsonl" || ending == "ndjson" {
      guard let members = (try? JSON(parsing: record))?.objectValue else { return nil }
      return (members.keys.sorted(), .objects)
    }
    let separator = ending == "tsv" ? .tab : TableText.separator(ofHeader: record)
    guard let separator else { return nil }
    return (TableText.header(of: record, separator: separator), .fields(separator))
  }

  private static func unknown(_ path: String, _ columns: String) -> LayoutError {
    .notATable(
      path: path,
      what: "a table with \(columns), none of which is known to hold an image's path and its label",
      remedy: "name them with --column path=NAME and --column label=NAME")
  }

  var complaint: LayoutError? { tables.isEmpty ? fakes.first ?? unknown : nil }

  func verdict(isForced: Bool) throws(LayoutError) -> LayoutVerdict? {
    guard !tables.isEmpty else {
      if let flaw { throw flaw }
      if let fake = fakes.first, isForced || images == 0 { throw fake }
      guard isForced else { return nil }
      throw unknown
        ?? .notThisLayout(
          layout: ManifestScout.layoutName,
          missing: "CSV, TSV or JSONL file with a column for the path and one for the label "
            + "(name them with --column path=NAME and --column label=NAME)")
    }
    var layout = ManifestLayout()
    var evidence: [String] = []
    var warnings: [String] = []
    for table in tables {
      let dialect = try dialect(of: table, warnings: &warnings)
      layout.add(table, dialect: dialect)
      evidence.append(
        "\(table.path): \(table.rowCount) rows, \(table.columns.phrase)"
          + (dialect.map { ", codes of “\($0.name)”" } ?? ""))
      warnings += self.warnings(about: table)
    }
    return LayoutVerdict(
      layout: layout, strength: .manifest, evidence: evidence, warnings: warnings)
  }

  private func warnings(about table: ManifestTable) -> [String] {
    var warnings: [String] = []
    if table.strangeSplits.count > 0 {
      warnings.append(
        "rows whose word for a split is none of train, val and test: \(table.strangeSplits.count), "
          + "first \(table.strangeSplits.first)")
    }
    if table.duplicates.count > 0 {
      warnings.append(
        "rows dropped because they repeat another: \(table.duplicates.count), "
          + "first \(table.path)#\(table.duplicates.first)")
    }
    let resolver = try? ClassResolver(
      taxonomy: options.taxonomy ?? .fer7, renames: options.renames, rule: options.voteRule)
    let real = table.contradictions.filter { pair, _ in
      let words = [table.labels[pair.first], table.labels[pair.second]]
      let meanings = words.map { resolver?.meaning(of: $0) }
      return meanings[0] == nil || meanings[0] != meanings[1]
    }
    guard let first = real.min(by: { $0.value.rows.1 < $1.value.rows.1 }) else { return warnings }
    let labels = [table.labels[first.key.first], table.labels[first.key.second]].sorted()
    warnings.append(
      "rows that give one image and box another label than an earlier row: "
        + "\(real.values.map(\.count).reduce(0, +)), first “\(labels[0])” and “\(labels[1])” in "
        + "\(table.path)#\(first.value.rows.0) and #\(first.value.rows.1)")
    return warnings
  }

  /// What the bare codes of a table mean; `nil` where it has none.
  private func dialect(
    of table: ManifestTable, warnings: inout [String]
  ) throws(LayoutError) -> Dialect? {
    let codes = table.codes
    guard !codes.isEmpty else { return nil }
    if let dialect = options.dialect {
      let check = DialectCheck(path: table.path, dialect: dialect, counts: codes)
      warnings += try check.warnings(isGiven: true)
      return dialect
    }
    guard options.isTaxonomyNamed, let taxonomy = options.taxonomy else {
      let listed = codes.keys.sorted().prefix(12).map(String.init).joined(separator: ", ")
      throw .ambiguousCodes(
        path: table.path, codes: listed, likely: KnownCounts.likelyDialect(of: codes)?.name)
    }
    let dialect = try Dialect.named("taxonomy", taxonomy: taxonomy)
    let check = DialectCheck(path: table.path, dialect: dialect, counts: codes)
    warnings += try check.warnings(isGiven: false)
    return dialect
  }
}
