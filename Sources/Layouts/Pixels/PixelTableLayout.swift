internal import Core

/// Tables whose rows are faces as pixels: `fer2013.csv`, `icml_face_data.csv` and their like.
struct PixelTableLayout: DatasetLayout {
  let name = PixelTableScout.layoutName
  private let voteTables: Set<String>
  private var tables: [String: FacePixelTable] = [:]

  init(voteTables: Set<String>) { self.voteTables = voteTables }

  mutating func add(_ table: FacePixelTable) { tables[table.path] = table }

  var settings: JSON {
    let tables = tables.mapValues { table -> JSON in
      var members: [String: JSON] = [
        "dialect": .string(table.dialect.name), "pixels": .integer(table.pixelCount),
      ]
      if let votes = table.votes { members["votes"] = .string(votes.name) }
      return .object(members)
    }
    return ["tables": .object(tables)]
  }

  mutating func finding(path: String) -> LayoutFinding {
    if let table = tables[path] { return .pixelTable(table) }
    if voteTables.contains(path) {
      return .ignored(reason: "votes, joined to the pixels by position")
    }
    let member = SurveyedMember(path: path)
    if let reason = Junk.reason(folders: member.folders[...], file: member.file) {
      return .ignored(reason: reason)
    }
    return .ignored(
      reason: member.isImage
        ? "an image beside a pixel table; import it with --layout folders"
        : "neither a pixel table nor votes for one")
  }
}
