package import Core

/// AffectNet (Mollahosseini et al., 2017) with its tables: a face's box and a code for each image.
///
/// Codes 8 to 10 (none, uncertain, no face) are no emotions; the resolver rejects them by name.
package struct AffectNetLayout: DatasetLayout {
  package let name = "affectnet"
  private var rows: LabelRows

  init(rows: LabelRows) { self.rows = rows }

  package var settings: JSON {
    [
      "dialect": .string(Dialect.affectnet.name), "rows": .integer(rows.count),
      "tables": .array(rows.paths.map { .string($0) }),
    ]
  }

  package mutating func finding(path: String) -> LayoutFinding {
    if rows.isTable(path) { return .ignored(reason: "a label table, read") }
    let member = MemberPath(path)
    if let finding = member.commonFinding ?? member.otherFile { return finding }
    let places = places(of: path, folders: member.folders)
    guard !places.isEmpty else {
      if let reason = flaw(of: path, folders: member.folders) { return .rejected(reason: reason) }
      return .rejected(reason: "not listed in \(rows.paths.joined(separator: ", "))")
    }
    for place in places { rows.markFound(place) }
    return FaceClaims.finding(
      places.map { place in
        let split = rows.split(of: place)
        let table = MemberPath(rows.path(of: place)).file
        return (rows[place], split, split == nil ? nil : "the table “\(table)”")
      }, dialect: .affectnet)
  }

  /// The rows of an image: of the tables that its tree belongs to, by folder and file, else by the file.
  private func places(of path: String, folders: ArraySlice<Substring>) -> [Int] {
    for key in keys(of: path, folders: folders) {
      let places = rows.places(of: key)
      if !places.isEmpty { return places }
    }
    return []
  }

  /// Why the image's only row cannot be read.
  private mutating func flaw(of path: String, folders: ArraySlice<Substring>) -> String? {
    for key in keys(of: path, folders: folders) {
      if let reason = rows.bad.reason(of: key) { return "its row cannot be read: " + reason }
    }
    return nil
  }

  private func keys(of path: String, folders: ArraySlice<Substring>) -> [UInt64] {
    let tree = folders.lazy.map { $0.lowercased() }
      .first { $0.hasPrefix("automatically") || $0.hasPrefix("manually") }
    let realms: [UInt8] = tree.map { [$0.hasPrefix("automatically") ? 1 : 0] } ?? [0, 1]
    return realms.flatMap { realm in
      [2, 1].compactMap { PathKey.of(path[...], depth: $0, realm: realm) }
    }
  }

  package func unmatchedRows() -> [UnmatchedRow] { rows.unmatched() }
}
