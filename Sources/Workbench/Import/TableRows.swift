internal import DatasetCatalog
internal import Layouts

/// The rows of a table of pixels, cut from its blocks.
struct TableRows {
  private let table: any PixelTable
  private var splitter: RecordSplitter
  private var rows: [Row] = []
  private var bytes = 0
  private var given = 0
  /// Why the table cannot be read to its end.
  var fault: String?

  private static let batchRows = 2048
  private static let batchBytes = 32 << 20

  init(table: any PixelTable) {
    self.table = table
    splitter = RecordSplitter(path: table.path)
  }

  private struct Row {
    let bytes: [UInt8]
    let number: Int
  }

  /// Whether there are enough rows for a batch.
  var isFull: Bool { rows.count >= Self.batchRows || bytes >= Self.batchBytes }

  /// The next block of the table.
  mutating func feed(_ block: UnsafeRawBufferPointer) {
    var found: [Row] = []
    do {
      _ = try splitter.feed(block) { record, number in
        found += Self.row(record, number)
        return true
      }
    } catch { fault = error.description }
    // Rows before a fault in the same block are whole.
    add(found)
  }

  /// After the last block: the row that no line end follows.
  mutating func finish() {
    guard fault == nil else { return }
    guard !splitter.endsInsideQuotes else {
      fault = "a quote opens in it and never closes"
      return
    }
    var found: [Row] = []
    splitter.finish { record, number in
      found += Self.row(record, number)
      return true
    }
    add(found)
  }

  /// The rows read so far, once.
  mutating func take(_ occurrences: inout PathOccurrences) -> [PendingMember] {
    defer { (rows, bytes) = ([], 0) }
    given += rows.count
    return rows.map { row in
      let path = "\(table.path)#\(row.number)"
      return PendingMember(
        path: path, occurrence: occurrences.next(of: path),
        content: .row(table, bytes: row.bytes, number: row.number))
    }
  }

  /// What stands in the ledger for the rows behind a fault.
  func rest(_ occurrences: inout PathOccurrences) -> [PendingMember] {
    guard let fault else { return [] }
    let outcome = ImportOutcome.rejected(
      reason: "this row and those after it cannot be read: \(fault)")
    let path = "\(table.path)#\(given + 1)"
    return [
      PendingMember(
        path: path, occurrence: occurrences.next(of: path), content: .settled(outcome))
    ]
  }

  private mutating func add(_ found: [Row]) {
    rows += found
    bytes += found.reduce(0) { $0 + $1.bytes.count }
  }

  /// The first record names the columns; the others are rows, numbered from 1.
  private static func row(_ record: UnsafeRawBufferPointer, _ number: Int) -> [Row] {
    number > 0 ? [Row(bytes: Array(record), number: number)] : []
  }
}
