package import Core

/// ExpW (Zhang et al., 2018): whole photographs, and a table with a row per face.
package struct ExpWLayout: DatasetLayout {
  package let name = "expw"
  private var rows: LabelRows

  init(rows: LabelRows) { self.rows = rows }

  package var settings: JSON {
    [
      "dialect": .string(Dialect.expw.name), "rows": .integer(rows.count),
      "tables": .array(rows.paths.map { .string($0) }), "duplicates": .integer(rows.duplicates),
    ]
  }

  package mutating func finding(path: String) -> LayoutFinding {
    if rows.isTable(path) { return .ignored(reason: "a label table, read") }
    let member = MemberPath(path)
    if let finding = member.commonFinding ?? member.otherFile { return finding }
    let key = PathKey.of(member.file, depth: 1)
    let places = key.map { rows.places(of: $0) } ?? []
    guard !places.isEmpty else {
      if let reason = key.flatMap({ rows.bad.reason(of: $0) }) {
        return .rejected(reason: "its row cannot be read: " + reason)
      }
      return .rejected(reason: "not listed in \(rows.paths.joined(separator: ", "))")
    }
    for place in places { rows.markFound(place) }
    let faces = places.map { rows[$0] }
    return FaceClaims.finding(faces.map { ($0, nil, nil) }, dialect: .expw)
  }

  package func unmatchedRows() -> [UnmatchedRow] { rows.unmatched() }
}
