internal import Core

/// Images named by the rows of tables: CSV, TSV or JSONL.
///
/// A row's path is looked up from the table's own folder, then as the end of a member's path.
struct ManifestLayout: DatasetLayout {
  private struct Table: Sendable {
    let table: ManifestTable
    let folder: String
    let dialect: Dialect?
  }

  let name = ManifestScout.layoutName
  private var tables: [Table] = []
  /// For each table, the member that each of its paths was found to name.
  private var matches: [[String: String]] = []

  init() {}

  mutating func add(_ table: ManifestTable, dialect: Dialect?) {
    let folders = SurveyedMember(path: table.path).folders
    tables.append(
      Table(table: table, folder: folders.joined(separator: "/"), dialect: dialect))
    matches.append([:])
  }

  var settings: JSON {
    .object([
      "tables": .array(
        tables.map { entry in
          var members: [String: JSON] = [
            "path": .string(entry.table.path), "columns": entry.table.columns.json,
          ]
          if let dialect = entry.dialect { members["dialect"] = .string(dialect.name) }
          return .object(members)
        })
    ])
  }

  mutating func finding(path: String) -> LayoutFinding {
    let member = SurveyedMember(path: path)
    if tables.contains(where: { $0.table.path == path }) {
      return .ignored(reason: "a label table, used for the images it names")
    }
    let parts = member.folders + [member.file]
    var claims: [LabelClaim] = []
    var refusal: String?
    for index in tables.indices {
      guard let key = key(of: parts, in: tables[index]) else { continue }
      if let other = matches[index][key], other != path {
        refusal =
          "its row in \(tables[index].table.path) names another image too; "
          + "write their folders into the table"
        continue
      }
      matches[index][key] = path
      for row in tables[index].table.rows[key] ?? [] {
        guard let claim = claim(row, tables[index]) else {
          refusal = "listed in \(tables[index].table.path), but \(row.flaw ?? "it has no label")"
          continue
        }
        if !claims.contains(where: { Self.isSame($0, claim) }) { claims.append(claim) }
      }
    }
    guard claims.isEmpty else { return .samples(claims) }
    if let refusal { return .rejected(reason: refusal) }
    return unlisted(member)
  }

  private func unlisted(_ member: SurveyedMember) -> LayoutFinding {
    if let reason = Junk.reason(folders: member.folders[...], file: member.file) {
      return .ignored(reason: reason)
    }
    let names = tables.map(\.table.path).joined(separator: " and ")
    return member.isImage
      ? .rejected(reason: "not listed in \(names)")
      : .ignored(reason: "not listed in \(names) and not an image by its name")
  }

  /// The path in the table that names a member: from the table's folder, else the longest that ends it.
  private func key(of parts: [Substring], in entry: Table) -> String? {
    let full = parts.joined(separator: "/")
    if !entry.folder.isEmpty, full.utf8.starts(with: (entry.folder + "/").utf8) {
      let relative = String(full.utf8.dropFirst(entry.folder.utf8.count + 1)) ?? full
      if entry.table.rows[relative] != nil { return relative }
    }
    for start in parts.indices {
      let key = start == 0 ? full : parts[start...].joined(separator: "/")
      if entry.table.rows[key] != nil { return key }
    }
    return nil
  }

  private func claim(_ row: ManifestTable.Row, _ entry: Table) -> LabelClaim? {
    guard let place = row.label else { return nil }
    let label = entry.table.labels[place]
    var words = [label]
    if let dialect = entry.dialect, let code = TableText.code(label) {
      words = dialect.word(of: code).map { [label, $0.text] } ?? [label]
    }
    let column = entry.table.columns.names[.split] ?? ""
    return LabelClaim(
      .words(words), split: row.split,
      splitEvidence: row.split == nil ? nil : "the column “\(column)”", subject: row.subject,
      box: row.box, row: "\(entry.table.path)#\(row.number)")
  }

  /// Whether two rows say the same.
  private static func isSame(_ first: LabelClaim, _ second: LabelClaim) -> Bool {
    var other = second
    other.row = first.row
    return first == other
  }

  /// The rows of one image that its own entry does not stand for.
  private func unsaid(_ rows: [ManifestTable.Row], isMatched: Bool) -> [ManifestTable.Row] {
    guard isMatched else { return rows }
    let flawed = rows.filter { $0.flaw != nil }
    // An image with flawed rows alone is rejected for them.
    return flawed.count == rows.count ? [] : flawed
  }

  func unmatchedRows() -> [UnmatchedRow] {
    tables.indices.flatMap { index in
      let entry = tables[index]
      let missing = entry.table.rows
        .flatMap { key, rows in unsaid(rows, isMatched: matches[index][key] != nil) }
        .sorted { $0.number < $1.number }
      return entry.table.flawed
        + missing.map { row in
          UnmatchedRow(
            name: "\(entry.table.path)#\(row.number)",
            reason: row.flaw ?? "its image is not in the source")
        }
    }
  }
}
