internal import Core

/// Reads FER+'s votes record by record.
struct VoteTableReader: Sendable {
  let path: String
  private var usage: Int?
  private var columns: [Int] = []
  private var rows: [VoteTable.Row] = []

  init(path: String) { self.path = path }

  /// Whether a header is that of FER+'s votes.
  static func isHeader(_ names: [String]) -> Bool { columns(of: names) != nil }

  private static func columns(of names: [String]) -> [Int]? {
    let folded = names.map(Taxonomy.folded)
    let places = VoteTableReader.columnNames.compactMap { folded.firstIndex(of: $0) }
    return places.count == columnNames.count ? places : nil
  }

  private static let columnNames = [
    "neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt",
    "unknown", "nf",
  ]

  mutating func read(_ record: [UInt8], number: Int) throws(LayoutError) {
    guard number > 0 else {
      let names = TableText.header(of: record, separator: .comma)
      guard let places = VoteTableReader.columns(of: names) else {
        throw .notATable(
          path: path, what: "not FER+'s vote table: its header does not name the ten counts",
          remedy: "give FER+'s fer2013new.csv")
      }
      columns = places
      usage = names.map(Taxonomy.folded).firstIndex(of: "usage")
      return
    }
    let fields = TableText.fields(of: record, separator: .comma)
    let counts = columns.compactMap { $0 < fields.count ? TableText.integer(fields[$0]) : nil }
    guard let votes = Votes(counts: counts) else {
      throw .damagedTable(path: path, row: number, reason: "it does not hold ten counts")
    }
    let stated = usage.flatMap { $0 < fields.count ? fields[$0] : nil } ?? ""
    rows.append(VoteTable.Row(usage: stated, votes: votes))
  }

  func table() throws(LayoutError) -> VoteTable {
    guard !rows.isEmpty else {
      throw .notATable(
        path: path, what: "empty", remedy: "give FER+'s fer2013new.csv")
    }
    return VoteTable(name: path, rows: rows)
  }
}
