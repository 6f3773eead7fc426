internal import Core

/// FER+'s own form: `FER2013Train/fer0000000.png` and its like, with votes in `label.csv` beside them.
struct FERPlusLayout: DatasetLayout {
  private struct Row: Sendable {
    let number: Int
    let votes: Votes
    let box: PixelBox?
    var isMatched = false
  }

  let name = FERPlusScout.layoutName
  /// By the image's path.
  private var rows: [String: Row] = [:]
  private var tables: [String] = []
  private var overwritten: [UnmatchedRow] = []

  init() {}

  var settings: JSON { ["tables": .array(tables.sorted().map { .string($0) })] }

  var rowCount: Int { rows.count + overwritten.count }

  /// FER+'s three folders.
  static func split(ofFolder folder: Substring) -> Split? {
    switch folder {
    case "FER2013Train": .train
    case "FER2013Valid": .val
    case "FER2013Test": .test
    default: nil
    }
  }

  var warnings: [String] {
    guard !overwritten.isEmpty else { return [] }
    return [
      "\(overwritten.count) rows bear an image name that a later row bears too; FER+'s exporter "
        + "overwrote their images, so they are rejected"
    ]
  }

  mutating func add(_ record: [UInt8], number: Int, of path: String) throws(LayoutError) {
    let fields = TableText.fields(of: record, separator: .comma)
    let counts = fields.dropFirst(2).compactMap { TableText.integer($0) }
    guard fields.count == 12, let votes = Votes(counts: counts),
      let box = FERPlusLayout.box(fields[1])
    else {
      throw .damagedTable(
        path: path, row: number,
        reason: "it is not an image's name, a box in brackets and ten counts")
    }
    if tables.last != path { tables.append(path) }
    let key = FERPlusLayout.folder(of: path) + fields[0]
    let isWhole = box == PixelBox(x: 0, y: 0, width: 48, height: 48)
    let row = Row(number: number, votes: votes, box: isWhole ? nil : box)
    if let earlier = rows.updateValue(row, forKey: key) {
      overwritten.append(
        UnmatchedRow(
          name: "\(path)#\(earlier.number)",
          reason:
            "a later row bears the same image name, and the image is that row's"))
    }
  }

  /// "(left, top, right, bottom)".
  private static func box(_ text: String) -> PixelBox? {
    guard text.hasPrefix("("), text.hasSuffix(")") else { return nil }
    let edges = text.dropFirst().dropLast().split(separator: ",").compactMap {
      TableText.integer($0)
    }
    guard edges.count == 4, edges.allSatisfy({ abs($0) < 1 << 30 }), edges[2] > edges[0],
      edges[3] > edges[1]
    else { return nil }
    return PixelBox(
      x: edges[0], y: edges[1], width: edges[2] - edges[0], height: edges[3] - edges[1])
  }

  /// Up to and with the last slash.
  private static func folder(of path: String) -> String {
    String(path.prefix(path.count - SurveyedMember(path: path).file.count))
  }

  mutating func finding(path: String) -> LayoutFinding {
    let member = SurveyedMember(path: path)
    if let reason = Junk.reason(folders: member.folders[...], file: member.file) {
      return .ignored(reason: reason)
    }
    let folder = member.folders.last ?? ""
    guard let row = rows[path] else {
      if tables.contains(path) { return .ignored(reason: "FER+'s votes, used as labels") }
      guard member.isImage else { return .ignored(reason: "not part of FER+") }
      return .rejected(
        reason: FERPlusLayout.split(ofFolder: folder) == nil
          ? "outside FER+'s folders FER2013Train, FER2013Valid and FER2013Test"
          : "not listed in the folder's label.csv")
    }
    rows[path]?.isMatched = true
    return .samples([
      LabelClaim(
        .votes(row.votes), split: FERPlusLayout.split(ofFolder: folder),
        splitEvidence: "the folder “\(folder)”", box: row.box,
        row: FERPlusLayout.folder(of: path) + "label.csv#\(row.number)")
    ])
  }

  func unmatchedRows() -> [UnmatchedRow] {
    let missing = rows.filter { !$0.value.isMatched }.sorted {
      ($0.value.number, $0.key) < ($1.value.number, $1.key)
    }
    return overwritten
      + missing.map { path, row in
        UnmatchedRow(
          name: FERPlusLayout.folder(of: path) + "label.csv#\(row.number)",
          reason: "its image is not in the source")
      }
  }
}
