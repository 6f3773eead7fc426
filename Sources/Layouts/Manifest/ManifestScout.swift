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
      guard let (header, format) = ManifestScout.header(record, path),
        let columns = try ManifestColumns(
          header: header, declared: options.columns, path: path)
      else { return false }
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

  func verdict(isForced: Bool) throws(LayoutError) -> LayoutVerdict? {
    guard !tables.isEmpty else {
      if let flaw { throw flaw }
      if let fake = fakes.first, isForced || images == 0 { throw fake }
      guard isForced else { return nil }
      throw .notThisLayout(
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
      let path = table.columns.names[.path] ?? ""
      let label = table.columns.names[.label] ?? ""
      evidence.append(
        "\(table.path): \(table.rowCount) rows, path in “\(path)”, label in “\(label)”"
          + (dialect.map { ", codes of “\($0.name)”" } ?? ""))
      for (word, count) in table.strangeSplits.sorted(by: { $0.key < $1.key }) {
        warnings.append(
          "\(table.path): “\(word)” (\(count) rows) names no split; use train, val or test")
      }
    }
    return LayoutVerdict(
      layout: layout, strength: .manifest, evidence: evidence, warnings: warnings)
  }

  /// What the bare codes of a table mean; `nil` where it has none.
  private func dialect(
    of table: ManifestTable, warnings: inout [String]
  ) throws(LayoutError) -> Dialect? {
    let codes = table.codes
    guard !codes.isEmpty else { return nil }
    if let dialect = options.dialect {
      let check = DialectCheck(path: table.path, dialect: dialect, counts: codes)
      if let warning = check.warning { warnings.append(warning) }
      return dialect
    }
    guard options.isTaxonomyNamed, let taxonomy = options.taxonomy else {
      let listed = codes.keys.sorted().prefix(12).map(String.init).joined(separator: ", ")
      throw .ambiguousCodes(
        path: table.path, codes: listed, likely: KnownCounts.likelyDialect(of: codes)?.name)
    }
    let dialect = try Dialect.named("taxonomy", taxonomy: taxonomy)
    let check = DialectCheck(path: table.path, dialect: dialect, counts: codes)
    if let objection = check.objection { throw objection }
    return dialect
  }
}
