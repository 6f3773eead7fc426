package import Core

/// Kaggle's sujaykapadnis/emotion-recognition-dataset: six class folders, one of which is no emotion, and a
/// table that repeats them.
package struct AhegaoLayout: DatasetLayout {
  package let name = "ahegao"
  private var rows: LabelRows

  init(rows: LabelRows) { self.rows = rows }

  package var settings: JSON {
    [
      "labels": "folders", "tables": .array(rows.paths.map { .string($0) }),
      "rows": .integer(rows.count),
    ]
  }

  package mutating func finding(path: String) -> LayoutFinding {
    if rows.isTable(path) { return .ignored(reason: "a label table, read") }
    let member = MemberPath(path)
    if let finding = member.commonFinding ?? member.otherFile { return finding }
    guard let folder = member.folders.last else {
      return .rejected(reason: "no folder names its class; put it into a folder such as Happy")
    }
    if let key = PathKey.of(path[...], depth: 2) {
      for place in rows.places(of: key) { rows.markFound(place) }
    }
    return .samples([LabelClaim(.words([String(folder)]))])
  }

  package func unmatchedRows() -> [UnmatchedRow] { rows.unmatched() }
}
