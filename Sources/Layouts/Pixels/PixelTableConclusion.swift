internal import Core

/// Draws the conclusion from surveyed pixel tables: their dialects, and the votes that belong to them.
struct PixelTableConclusion {
  private let options: LayoutOptions
  private var dialects: [String: Dialect] = [:]
  private var votes: [String: VoteTable] = [:]
  private var warnings: [String] = []
  private var evidence: [String] = []

  init(options: LayoutOptions, images: Int) {
    self.options = options
    if images > 0 {
      warnings.append(
        "\(images) image files lie beside the pixel tables and are not read; "
          + "import them with --layout folders if they are no copies")
    }
  }

  /// Chooses a table's dialect, or refuses to.
  mutating func settleDialect(of table: PixelTableSurvey) throws(LayoutError) {
    let dialect = options.dialect ?? table.ownDialect
    dialects[table.path] = dialect
    let check = DialectCheck(path: table.path, dialect: dialect, counts: table.codes)
    warnings += try check.warnings(isGiven: options.dialect != nil)
    if table.strangeUsages.count > 0 {
      warnings.append(
        "rows whose usage is none of Training, PublicTest and PrivateTest: "
          + "\(table.strangeUsages.count), first \(table.strangeUsages.first)")
    }
    if table.columns.label == nil { warnings.append("\(table.path) has no labels") }
  }

  /// Joins votes to the table that has as many rows in the same splits.
  mutating func join(
    _ table: VoteTable, to tables: [PixelTableSurvey], isGiven: Bool
  ) throws(LayoutError) {
    guard isGiven || isVotable else {
      warnings.append(
        "\(table.name) is not used: the workspace's classes lack some of FER+'s eight emotions; "
          + "import into a workspace with --taxonomy ferplus8 to use the votes")
      return
    }
    guard tables.contains(where: { $0.columns.label != nil || isGiven }) else { return }
    var mismatch: LayoutError?
    for pixels in tables {
      if let error = PixelTableConclusion.mismatch(table, pixels) {
        mismatch = mismatch ?? error
      } else {
        votes[pixels.path] = table
        evidence.append("\(table.rows.count) rows of votes from \(table.name), by position")
      }
    }
    if votes.isEmpty, let mismatch { throw mismatch }
    for pixels in tables where votes[pixels.path] == nil {
      warnings.append("\(pixels.path) has other rows than \(table.name) and keeps its own labels")
    }
  }

  /// Whether the workspace's classes, where it has some, hold all that votes are about.
  private var isVotable: Bool {
    guard let taxonomy = options.taxonomy else { return true }
    let resolver = try? ClassResolver(
      taxonomy: taxonomy, renames: options.renames, rule: options.voteRule)
    return (try? resolver?.requireVoteClasses()) != nil
  }

  private static func mismatch(_ votes: VoteTable, _ table: PixelTableSurvey) -> LayoutError? {
    guard votes.rows.count == table.rows else {
      return .votesMismatch(
        votes: votes.name, table: table.path,
        reason: "it has \(votes.rows.count) rows and the pixels \(table.rows)")
    }
    guard table.columns.usage != nil else { return nil }
    for (index, row) in votes.rows.enumerated() where !row.usage.isEmpty {
      let place = PixelTableSurvey.usages.firstIndex(of: row.usage).map { UInt8($0) } ?? 255
      guard place != table.usage[index] else { continue }
      let other = Int(table.usage[index])
      let stated = other < PixelTableSurvey.usages.count ? PixelTableSurvey.usages[other] : "else"
      return .votesMismatch(
        votes: votes.name, table: table.path,
        reason: "row \(index + 1) is of \(row.usage) in the one and of \(stated) in the other")
    }
    return nil
  }

  func verdict(_ tables: [PixelTableSurvey]) -> LayoutVerdict {
    var layout = PixelTableLayout(voteTables: Set(votes.values.map(\.name)))
    var evidence: [String] = []
    for table in tables {
      let dialect = dialects[table.path] ?? table.ownDialect
      let side = PixelText.side(of: table.pixelCount) ?? 0
      layout.add(
        FacePixelTable(
          path: table.path, columns: table.columns, pixelCount: table.pixelCount,
          dialect: dialect, votes: votes[table.path]))
      evidence.append(
        "\(table.path): \(table.rows) rows of \(side) × \(side) pixels, codes of “\(dialect.name)”")
    }
    return LayoutVerdict(
      layout: layout, strength: .signature, evidence: evidence + self.evidence,
      warnings: warnings, taxonomy: taxonomy, usesVotes: !votes.isEmpty)
  }

  private var taxonomy: Taxonomy? {
    if !votes.isEmpty || dialects.values.contains(.ckextended) {
      return LayoutTaxonomies.ferplus8
    }
    return options.dialect == nil ? .fer7 : nil
  }
}
