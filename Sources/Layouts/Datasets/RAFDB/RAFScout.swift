internal import Core

/// Looks for RAF-DB's label tables, and for its images in folders 1 to 7.
package struct RAFScout: LayoutScout {
  package static let layoutName = "raf-db"

  private var census = NameCensus()
  private var tables = RAFTables()
  private var aligned = 0
  /// The folder's code of each image in a numbered folder.
  private var folders: [UInt64: UInt8] = [:]
  /// An image that only the compound set has.
  private var compound: String?

  package init(options: LayoutOptions) {}

  package mutating func note(_ member: SurveyedMember) -> SurveyWish {
    guard member.isImage, let name = RAFName(member.file) else {
      census.count(member, isCoded: false)
      return RAFTables.isTable(member.file) ? .all : .nothing
    }
    census.count(member, isCoded: true)
    if RAFLayout.isAligned(name, folder: member.folders.last) { aligned += 1 }
    if let code = RAFLayout.code(ofFolder: member.folders.last) {
      folders[name.key] = UInt8(clamping: code)
      if compound == nil, code > 7 || !name.isBasic { compound = member.path }
    }
    return .nothing
  }

  package mutating func record(_ record: [UInt8], number: Int, of path: String) -> Bool {
    tables.add(record, number: number, of: path)
  }

  package func verdict(isForced: Bool) throws(LayoutError) -> LayoutVerdict? {
    let hasTables = tables.rows.count > 0 || tables.damage != nil
    let hasFolders = census.isConvincing && !folders.isEmpty
    guard isForced || hasFolders || (hasTables && census.coded > 0) else { return nil }
    if let damage = tables.damage { throw damage }
    guard hasTables || !folders.isEmpty else {
      throw .notThisLayout(
        layout: RAFScout.layoutName,
        missing: "label table list_patition_label.txt and no images in folders 1 to 7")
    }
    if let compound { throw .compoundSet(path: compound, mark: "by its name and folder") }
    let (conflicts, example) = conflicts()
    if conflicts > 0, conflicts * 10 > folders.count {
      throw .notATable(
        path: tables.rows.paths.joined(separator: ", "),
        what: "at odds with the folders of \(conflicts) of \(folders.count) images (\(example))",
        remedy: "fetch tables and images of the same copy")
    }
    let layout = RAFLayout(rows: tables.rows, folders: folders, readsAligned: aligned > 0)
    return LayoutVerdict(
      layout: layout, strength: .signature, evidence: evidence,
      warnings: tables.rows.bad.warnings
        + (conflicts == 0
          ? []
          : [
            "images rejected because folder and table contradict each other: \(conflicts), "
              + "first \(example)"
          ]),
      taxonomy: .fer7)
  }

  private var evidence: [String] {
    var phrases = [census.phrase("named like train_00001.jpg")]
    if tables.rows.count > 0 {
      phrases.append(
        Counting.phrase(tables.rows.count, "row") + " in "
          + tables.rows.paths.joined(separator: ", "))
    }
    if !folders.isEmpty { phrases.append("\(folders.count) in folders 1 to 7") }
    if aligned > 0 {
      phrases.append(
        aligned < census.coded
          ? "\(aligned) aligned images are read, \(census.coded - aligned) originals are not"
          : "all images aligned")
    }
    return phrases
  }

  /// How many folders contradict the tables, and the first of them.
  private func conflicts() -> (count: Int, example: String) {
    var count = 0
    var first: (key: UInt64, text: String)?
    for (key, code) in folders {
      guard let place = tables.rows.places(of: key).first, tables.rows[place].code != code else {
        continue
      }
      count += 1
      if first.map({ key < $0.key }) ?? true {
        first = (key, "folder \(code), \(tables.rows[place].name) says \(tables.rows[place].code)")
      }
    }
    return (count, first?.text ?? "")
  }
}
