internal import Core

/// Looks for ExpW's `label.lst`.
package struct ExpWScout: LayoutScout {
  package static let layoutName = "expw"

  private var census = NameCensus()
  private var rows = LabelRows()
  private var damage: LayoutError?

  package init(options: LayoutOptions) {}

  package mutating func note(_ member: SurveyedMember) -> SurveyWish {
    census.count(member, isCoded: false)
    return member.ending == "lst" && member.file == "label.lst" ? .all : .nothing
  }

  package mutating func record(_ record: [UInt8], number: Int, of path: String) -> Bool {
    if Fields.isBlank(record) { return true }
    do {
      let row = try ExpWRow(record)
      guard let key = PathKey.of(row.image, depth: 1) else { return true }
      if rows.paths.last != path { rows.begin(table: path) }
      rows.insert(key, code: row.code, box: row.box, number: number + 1)
      return true
    } catch {
      // Another dataset's file of this name, unless a row before was ExpW's.
      if rows.paths.last == path || damage == nil {
        damage = .damagedTable(path: path, row: number, reason: error.text)
      }
      return false
    }
  }

  package func verdict(isForced: Bool) throws(LayoutError) -> LayoutVerdict? {
    guard rows.count > 0 else {
      guard isForced else { return nil }
      throw damage ?? .notThisLayout(layout: ExpWScout.layoutName, missing: "file label.lst")
    }
    if let damage { throw damage }
    var warnings: [String] = []
    if let first = rows.firstDuplicate {
      warnings.append(
        Counting.phrase(rows.duplicates, "row") + " say again what another row says of the same "
          + "face and were dropped, first \(first)")
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
