internal import Core

/// Looks for AffectNet's tables, and for the arrays of its set of 2021.
package struct AffectNetScout: LayoutScout {
  package static let layoutName = "affectnet"

  private var census = NameCensus()
  private var tables = AffectNetTables()
  private var arrays = AffectNetArrays()

  package init(options: LayoutOptions) {}

  package mutating func note(_ member: SurveyedMember) -> SurveyWish {
    let place = AffectNetArrayPath(folders: member.folders, file: member.file)
    census.count(member, isCoded: place?.kind == .image)
    if place?.kind == .expression { return .all }
    guard !member.isImage else { return .nothing }
    return member.ending == "csv" && AffectNetTables.isTable(member.file) ? .all : .nothing
  }

  package mutating func record(_ record: [UInt8], number: Int, of path: String) -> Bool {
    tables.add(record, number: number, of: path)
  }

  package mutating func bytes(_ bytes: [UInt8], of path: String) { arrays.add(bytes, of: path) }

  package func verdict(isForced: Bool) throws(LayoutError) -> LayoutVerdict? {
    if let damage = tables.rows.bad.refusal { throw damage }
    if tables.rows.count > 0 { return listed }
    guard isForced || census.isConvincing else { return nil }
    if let damage = arrays.damage { throw damage }
    guard !arrays.codes.isEmpty else {
      guard isForced else { return nil }
      throw .notThisLayout(
        layout: AffectNetScout.layoutName,
        missing: "readable table training.csv or validation.csv and no annotations/0_exp.npy")
    }
    return LayoutVerdict(
      layout: AffectNetArrayLayout(codes: arrays.codes, problems: arrays.problems),
      strength: .signature,
      evidence: [
        census.phrase("lie like train_set/images/0.jpg"),
        Counting.phrase(arrays.codes.count, "code") + " in annotations/…_exp.npy",
      ],
      warnings: arrays.warnings,
      taxonomy: LayoutTaxonomies.affectnet8)
  }

  private var listed: LayoutVerdict {
    LayoutVerdict(
      layout: AffectNetLayout(rows: tables.rows), strength: .signature,
      evidence: [
        Counting.phrase(tables.rows.count, "row") + " in "
          + tables.rows.paths.joined(separator: ", "), Counting.phrase(census.images, "image"),
      ],
      warnings: tables.rows.warnings, taxonomy: LayoutTaxonomies.affectnet8)
  }
}
