/// The rows of label tables that cannot be read: rejected one by one, unless they are too many.
struct BadRows: Sendable {
  /// One of them.
  private struct Row: Sendable {
    let name: String
    let reason: String
    let key: UInt64?
  }

  /// A table and its rows.
  private struct Table: Sendable {
    let path: String
    var good = 0
    var bad = 0
    /// The first that is bad: its number and what is wrong with it.
    var first: (number: Int, reason: String)?
  }

  /// A table that begins with so many bad rows is another one.
  private static let fewest = 3

  private var rows: [Row] = []
  private var places: [UInt64: Int] = [:]
  private var told: Set<Int> = []
  private var tables: [Table] = []

  /// Counts a row that was read.
  mutating func countGood(of path: String) {
    open(path)
    tables[tables.count - 1].good += 1
  }

  /// Takes a row that was not; `key` is that of its image.
  ///
  /// - Returns: whether further rows are wanted.
  mutating func add(_ path: String, number: Int, reason: String, key: UInt64?) -> Bool {
    open(path)
    let last = tables.count - 1
    tables[last].bad += 1
    if tables[last].first == nil { tables[last].first = (number, reason) }
    if let key { places[key] = rows.count }
    rows.append(Row(name: "\(path)#\(number)", reason: reason, key: key))
    let (good, bad) = (tables[last].good, tables[last].bad)
    return good == 0 ? bad < BadRows.fewest : bad < 1_000 || bad <= good
  }

  private mutating func open(_ path: String) {
    if tables.last?.path != path { tables.append(Table(path: path)) }
  }

  /// Whether none of a table's rows could be read.
  func isHopeless(_ path: String) -> Bool {
    tables.contains { $0.path == path && $0.good == 0 && $0.bad > 0 }
  }

  /// The error for a table of which more than one row in ten is bad.
  var refusal: LayoutError? {
    for table in tables {
      guard let first = table.first, 10 * table.bad > table.good + table.bad else { continue }
      return .damagedTable(
        path: table.path, row: first.number,
        reason: first.reason
          + (table.bad > 1 ? " (\(table.bad) of \(table.good + table.bad) rows are bad)" : ""))
    }
    return nil
  }

  /// How many there are, and the first, where there are any.
  var warnings: [String] {
    guard let first = rows.first else { return [] }
    return [
      "rows that cannot be read and are rejected: \(rows.count), first \(first.name): \(first.reason)"
    ]
  }

  /// Why an image that has no other row is rejected; its bad row is told by that.
  mutating func reason(of key: UInt64) -> String? {
    guard let place = places[key] else { return nil }
    told.insert(place)
    return rows[place].reason
  }

  /// The rows that no image was rejected for.
  var unmatched: [UnmatchedRow] {
    rows.indices.filter { !told.contains($0) }.map {
      UnmatchedRow(name: rows[$0].name, reason: rows[$0].reason)
    }
  }
}
