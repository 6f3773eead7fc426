internal import Core

/// Looks for ExpW's `label.lst`.
package struct ExpWScout: LayoutScout {
  package static let layoutName = "expw"

  private var census = NameCensus()
  private var rows = LabelRows()

  package init(options: LayoutOptions) {}

  package mutating func note(_ member: SurveyedMember) -> SurveyWish {
    census.count(member, isCoded: false)
    guard !member.isImage else { return .nothing }
    return member.ending == "lst" && member.file == "label.lst" ? .all : .nothing
  }

  package mutating func record(_ record: [UInt8], number: Int, of path: String) -> Bool {
    if Fields.isBlank(record) { return true }
    do throws(ExpWRow.Problem) {
      let row = try ExpWRow(record)
      guard let key = PathKey.of(row.image, depth: 1) else { return true }
      if rows.currentTable != path { rows.begin(table: path) }
      guard rows.insert(key, code: row.code, box: row.box, number: number + 1) else {
        throw ExpWRow.Problem(text: "its image has more than \(LabelRows.mostFaces) faces")
      }
      rows.bad.countGood(of: path)
      return true
    } catch {
      let fields = TableText.ranges(of: record, separator: .blanks)
      let image = fields.first.map { TableText.text(record, $0) } ?? ""
      return rows.bad.add(
        path, number: number + 1, reason: error.text, key: PathKey.of(image[...], depth: 1))
    }
  }

  package func verdict(isForced: Bool) throws(LayoutError) -> LayoutVerdict? {
    guard rows.count > 0 else {
      guard isForced else { return nil }
      throw rows.bad.refusal
        ?? .notThisLayout(layout: ExpWScout.layoutName, missing: "file label.lst")
    }
    if let damage = rows.bad.refusal { throw damage }
    return LayoutVerdict(
      layout: ExpWLayout(rows: rows), strength: .signature,
      evidence: [
        Counting.phrase(rows.count, "face") + " in \(rows.paths.joined(separator: ", "))",
        Counting.phrase(census.images, "image"),
      ],
      warnings: rows.warnings, taxonomy: .fer7)
  }
}
