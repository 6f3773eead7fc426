internal import Core

/// Looks for FER+'s own folders of PNG files with their `label.csv`.
struct FERPlusScout: LayoutScout {
  static let layoutName = "ferplus"

  private var layout = FERPlusLayout()
  private var flaw: LayoutError?
  private var tables = 0

  init(options: LayoutOptions) {}

  mutating func note(_ member: SurveyedMember) -> SurveyWish {
    guard member.ending == "csv", member.file == "label.csv", let folder = member.folders.last,
      FERPlusLayout.split(ofFolder: folder) != nil
    else { return .nothing }
    tables += 1
    return .all
  }

  mutating func record(_ record: [UInt8], number: Int, of path: String) -> Bool {
    do throws(LayoutError) { try layout.add(record, number: number + 1, of: path) } catch {
      if flaw == nil { flaw = error }
      return false
    }
    return true
  }

  func verdict(isForced: Bool) throws(LayoutError) -> LayoutVerdict? {
    guard tables > 0 else {
      guard isForced else { return nil }
      throw .notThisLayout(
        layout: FERPlusScout.layoutName,
        missing: "label.csv in a folder FER2013Train, FER2013Valid or FER2013Test")
    }
    if let flaw { throw flaw }
    return LayoutVerdict(
      layout: layout, strength: .signature,
      evidence: ["\(tables) label.csv of FER+ with \(layout.rowCount) rows of votes"],
      warnings: layout.warnings, taxonomy: LayoutTaxonomies.ferplus8, usesVotes: true)
  }
}
