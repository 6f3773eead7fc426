internal import Core

/// Looks for ExpW's `label.lst`.
package struct ExpWScout: LayoutScout {
  package static let layoutName = "expw"

  private var census = NameCensus()
  private var rows = LabelRows()
  private var damage: LayoutError?
  private var foreign: LayoutError?

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
        throw ExpWRow.Problem(text: "“\(row.image)” has more than \(LabelRows.mostFaces) faces")
      }
      return true
    } catch {
      let problem = LayoutError.damagedTable(path: path, row: number, reason: error.text)
      // Another dataset's file of this name, unless a row before was ExpW's.
      if rows.currentTable == path { damage = damage ?? problem } else { foreign = problem }
      return false
    }
  }

  package func verdict(isForced: Bool) throws(LayoutError) -> LayoutVerdict? {
    guard rows.count > 0 else {
      guard isForced else { return nil }
      throw foreign ?? .notThisLayout(layout: ExpWScout.layoutName, missing: "file label.lst")
    }
    if let damage { throw damage }
    var warnings: [String] = []
    if let first = rows.firstDuplicate {
      warnings.append(
        "rows dropped because they repeat another: \(rows.duplicates), first \(first)")
    }
    return LayoutVerdict(
      layout: ExpWLayout(rows: rows), strength: .signature,
      evidence: [
        Counting.phrase(rows.count, "face") + " in \(rows.paths.joined(separator: ", "))",
        Counting.phrase(census.images, "image"),
      ],
      warnings: warnings, taxonomy: .fer7)
  }
}
