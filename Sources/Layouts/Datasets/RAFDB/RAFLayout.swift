package import Core

/// RAF-DB's basic set (Li et al., 2017): a list of labels, or folders named by the code.
package struct RAFLayout: DatasetLayout {
  package let name = "raf-db"
  private var rows: LabelRows
  private let folders: [UInt64: UInt8]
  private let readsAligned: Bool

  init(rows: LabelRows, folders: [UInt64: UInt8], readsAligned: Bool) {
    (self.rows, self.folders, self.readsAligned) = (rows, folders, readsAligned)
  }

  package var settings: JSON {
    [
      "dialect": .string(Dialect.rafdb.name), "images": readsAligned ? "aligned" : "original",
      "tables": .array(rows.paths.map { .string($0) }), "rows": .integer(rows.count),
    ]
  }

  /// Whether an image is one of the aligned ones, by its name or by its folder.
  static func isAligned(_ name: RAFName, folder: Substring?) -> Bool {
    name.isAligned || folder == "aligned"
  }

  /// The code a folder's bare number is: 1 to 11.
  static func code(ofFolder folder: Substring?) -> Int? {
    guard let folder, folder.utf8.count <= 2, let code = Int(folder), (1...11).contains(code)
    else { return nil }
    return code
  }

  package mutating func finding(path: String) -> LayoutFinding {
    if rows.isTable(path) { return .ignored(reason: "a label table, read") }
    let member = MemberPath(path)
    if let finding = member.commonFinding { return finding }
    if member.folders.contains(where: { $0 == "Annotation" }) {
      return .ignored(reason: "a file of RAF-DB's annotations")
    }
    if let finding = member.otherFile { return finding }
    guard let name = RAFName(member.file) else {
      return .rejected(
        reason: "its name is no image of RAF-DB such as train_00001.jpg or test_0001_aligned.jpg")
    }
    if readsAligned, !RAFLayout.isAligned(name, folder: member.folders.last) {
      return .ignored(reason: "an original whose aligned image is read")
    }
    return labelled(name, folder: RAFLayout.code(ofFolder: member.folders.last))
  }

  private mutating func labelled(_ name: RAFName, folder: Int?) -> LayoutFinding {
    guard rows.count > 0 else {
      guard let folder else {
        return .rejected(reason: "neither a label table nor a folder 1 to 7 tells its label")
      }
      return .samples([claim(name, code: folder, row: nil)])
    }
    let place = rows.places(of: name.key).first
    if let place { rows.markFound(place) }
    if let reason = rows.bad.reason(of: name.key) {
      return .rejected(reason: "its row cannot be used: " + reason)
    }
    guard let place else {
      return .rejected(reason: "not listed in \(rows.paths.joined(separator: ", "))")
    }
    let row = rows[place]
    if let folder, folder != row.code {
      return .rejected(
        reason: "its folder says \(folder) (\(word(folder))), but its row in "
          + "\(rows.path(of: place)) says \(row.code) (\(word(Int(row.code)))); make them agree")
    }
    return .samples([claim(name, code: Int(row.code), row: row.name)])
  }

  private func claim(_ name: RAFName, code: Int, row: String?) -> LabelClaim {
    LabelClaim(
      .words([word(code)]), split: name.split, splitEvidence: name.evidence, row: row)
  }

  private func word(_ code: Int) -> String { Dialect.rafdb.word(of: code)?.text ?? String(code) }

  package func unmatchedRows() -> [UnmatchedRow] { rows.unmatched() }
}
