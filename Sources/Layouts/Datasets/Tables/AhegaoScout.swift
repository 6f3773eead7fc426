internal import Core

/// Looks for the six folders of the "Ahegao" set and reads its `data.csv` against them.
package struct AhegaoScout: LayoutScout {
  package static let layoutName = "ahegao"

  private var census = NameCensus()
  private var grimaces = 0
  private var folder: (number: Int, index: Int?) = (0, nil)
  private var rows = LabelRows()
  private var mismatches = 0
  private var firstMismatch = ""

  package init(options: LayoutOptions) {}

  package mutating func note(_ member: SurveyedMember) -> SurveyWish {
    if member.isImage {
      if folder.number != member.folderNumber {
        folder = (member.folderNumber, AhegaoFolders.index(of: member.folders.last))
      }
      census.count(member, isCoded: folder.index != nil)
      if folder.index == 0 { grimaces += 1 }
      return .nothing
    }
    return member.file.utf8.count == 8 && member.file == "data.csv" ? .all : .nothing
  }

  package mutating func record(_ record: [UInt8], number: Int, of path: String) -> Bool {
    if Fields.isBlank(record) { return true }
    if number == 0 {
      // Any other table of this name is another dataset's.
      guard
        TableText.header(of: record, separator: .comma).map({ $0.lowercased() })
          == ["", "path", "label"]
      else { return false }
      rows.begin(table: path)
      return true
    }
    let fields = TableText.ranges(of: record, separator: .comma)
    guard fields.count == 3 else {
      return fail(path, number, "it has \(Counting.phrase(fields.count, "field")) instead of 3")
    }
    let image = TableText.text(record, fields[1])
    let label = TableText.text(record, fields[2])
    guard let key = PathKey.of(Substring(image), depth: 2) else {
      return fail(path, number, "it names no folder and file")
    }
    let folder = MemberPath(image).folders.last ?? ""
    if folder.lowercased() != label.lowercased() {
      mismatches += 1
      if firstMismatch.isEmpty { firstMismatch = "\(path)#\(number): \(image) is “\(label)”" }
    }
    rows.insert(key, code: 0, number: number)
    rows.bad.countGood(of: path)
    return true
  }

  private mutating func fail(_ path: String, _ row: Int, _ reason: String) -> Bool {
    rows.bad.add(path, number: row, reason: reason, key: nil)
  }

  package func verdict(isForced: Bool) throws(LayoutError) -> LayoutVerdict? {
    guard grimaces > 0, isForced || census.isConvincing else {
      guard isForced else { return nil }
      throw .notThisLayout(layout: AhegaoScout.layoutName, missing: "folder Ahegao")
    }
    if let damage = rows.bad.refusal { throw damage }
    var warnings =
      rows.bad.warnings + [
        "this set has no fear and no disgust; its folder “Ahegao” is no emotion and is rejected "
          + "unless --map says otherwise"
      ]
    if mismatches > 0 {
      warnings.append(
        "rows of data.csv that contradict the image's folder, which counts: \(mismatches), "
          + "first \(firstMismatch)")
    }
    return LayoutVerdict(
      layout: AhegaoLayout(rows: rows), strength: rows.count > 0 ? .signature : .names,
      evidence: [
        census.phrase("in the folders " + AhegaoFolders.names.joined(separator: ", ")),
        rows.count > 0
          ? Counting.phrase(rows.count, "row") + " of \(rows.paths.joined(separator: ", "))"
          : "no data.csv",
      ],
      warnings: warnings, taxonomy: .fer7)
  }
}
