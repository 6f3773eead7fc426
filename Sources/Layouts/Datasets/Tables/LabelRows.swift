internal import Core

/// The rows of label tables, held in about 50 bytes each, found by a key of the image's path.
///
/// An image may have several rows: several faces. Rows that say the same twice are dropped and counted.
struct LabelRows: Sendable {
  /// One row.
  struct Row: Hashable, Sendable {
    let code: UInt8
    let box: FaceBox?
    /// The row's name: the table's path, "#" and the number of the data row, from 1.
    let name: String
  }

  /// A table and where its rows begin.
  private struct Table: Sendable {
    let path: String
    let split: Split?
    let first: Int
  }

  /// More faces than this are in no photograph of the field.
  static let mostFaces = 1_024

  /// The rows that cannot be read.
  var bad = BadRows()
  /// Rows that give a face another label than an earlier row, and the first of them.
  private(set) var contradictions: (count: Int, first: String) = (0, "")
  private var tables: [Table] = []
  private var latest: [UInt64: Int32] = [:]
  private var codes: [UInt8] = []
  private var boxes: [FaceBox?] = []
  private var numbers: [Int32] = []
  private var previous: [Int32] = []
  private var isFound: [Bool] = []
  /// How many rows said what another had said.
  private(set) var duplicates = 0
  /// The first of them.
  private(set) var firstDuplicate: String?

  /// The number of rows, without duplicates.
  var count: Int { codes.count }

  /// The path of the last table begun.
  var currentTable: String? { tables.last?.path }

  /// Whether a path is one of the tables'.
  func isTable(_ path: String) -> Bool { tables.contains { $0.path == path } }

  /// The paths of the tables.
  var paths: [String] { tables.map(\.path) }

  /// The rows that follow are this table's.
  mutating func begin(table path: String, split: Split? = nil) {
    tables.append(Table(path: path, split: split, first: codes.count))
  }

  /// Adds a row of the last table begun.
  ///
  /// - Returns: `false` where the image has so many rows that the table must be broken, or made to stall us.
  @discardableResult
  mutating func insert(_ key: UInt64, code: Int, box: FaceBox? = nil, number: Int) -> Bool {
    var earlier = latest[key] ?? -1
    let head = earlier
    var faces = 0
    while earlier >= 0 {
      if codes[Int(earlier)] == UInt8(clamping: code), boxes[Int(earlier)] == box {
        duplicates += 1
        if firstDuplicate == nil { firstDuplicate = (tables.last?.path ?? "") + "#\(number)" }
        return true
      }
      if boxes[Int(earlier)] == box {
        let name = (tables.last?.path ?? "") + "#\(number)"
        if contradictions.count == 0 {
          contradictions.first = "\(self.name(of: Int(earlier))) and \(name)"
        }
        contradictions.count += 1
      }
      faces += 1
      guard faces < LabelRows.mostFaces else { return false }
      earlier = previous[Int(earlier)]
    }
    latest[key] = Int32(clamping: codes.count)
    codes.append(UInt8(clamping: code))
    boxes.append(box)
    numbers.append(Int32(clamping: number))
    previous.append(head)
    isFound.append(false)
    return true
  }

  /// The places of an image's rows, in their order.
  func places(of key: UInt64) -> [Int] {
    var places: [Int] = []
    var place = latest[key] ?? -1
    while place >= 0 {
      places.append(Int(place))
      place = previous[Int(place)]
    }
    return places.reversed()
  }

  /// Whether the image has a row.
  func contains(_ key: UInt64) -> Bool { latest[key] != nil }

  /// Notes that the source holds the image of a row.
  mutating func markFound(_ place: Int) { isFound[place] = true }

  subscript(place: Int) -> Row {
    Row(code: codes[place], box: boxes[place], name: name(of: place))
  }

  /// The split that the table of a row stands for.
  func split(of place: Int) -> Split? { tables[table(of: place)].split }

  /// The path of the table of a row.
  func path(of place: Int) -> String { tables[table(of: place)].path }

  /// The rows whose image the source did not hold.
  ///
  /// A table none of whose images were there is one entry: its set was not part of the source.
  func unmatched() -> [UnmatchedRow] {
    bad.unmatched + missing()
  }

  /// What a person should know of the rows.
  var warnings: [String] {
    var warnings = bad.warnings
    if let firstDuplicate {
      warnings.append(
        "rows dropped because they repeat another: \(duplicates), first \(firstDuplicate)")
    }
    if contradictions.count > 0 {
      warnings.append(
        "rows that give one face another label than an earlier row: \(contradictions.count), first "
          + "\(contradictions.first); their images are rejected")
    }
    return warnings
  }

  private func missing() -> [UnmatchedRow] {
    tables.indices.flatMap { index -> [UnmatchedRow] in
      let end = index + 1 < tables.count ? tables[index + 1].first : codes.count
      let rows = tables[index].first..<end
      let missing = rows.filter { !isFound[$0] }
      if missing.count == rows.count, rows.count > 1 {
        return [
          UnmatchedRow(
            name: tables[index].path
              + "#\(numbers[rows.lowerBound])–\(numbers[rows.upperBound - 1])",
            reason: "the source holds the image of none of the table's \(rows.count) rows")
        ]
      }
      return missing.map {
        UnmatchedRow(name: name(of: $0), reason: "its image is not in the source")
      }
    }
  }

  private func name(of place: Int) -> String {
    tables[table(of: place)].path + "#\(numbers[place])"
  }

  private func table(of place: Int) -> Int {
    (tables.lastIndex { $0.first <= place }) ?? 0
  }
}
