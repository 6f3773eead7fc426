internal import DatasetCatalog
internal import Layouts

/// The rows of a table of pixels, cut from its blocks.
struct TableRows {
  private let table: any PixelTable
  private var splitter: RecordSplitter
  private var rows: [PendingMember] = []
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

  /// Whether there are enough rows for a batch.
  var isFull: Bool { rows.count >= Self.batchRows || bytes >= Self.batchBytes }

  /// The next block of the table.
  mutating func feed(_ block: UnsafeRawBufferPointer) {
    let table = table
    do {
      var found: [PendingMember] = []
      _ = try splitter.feed(block) { record, number in
        if let row = Self.row(record, number, table) { found.append(row) }
        return true
      }
      add(found)
    } catch { fault = error.description }
  }

  /// After the last block: the row that no line end follows.
  mutating func finish() {
    guard fault == nil else { return }
    guard !splitter.endsInsideQuotes else {
      fault = "a quote opens in it and never closes"
      return
    }
    let table = table
    var found: [PendingMember] = []
    splitter.finish { record, number in
      if let row = Self.row(record, number, table) { found.append(row) }
      return true
    }
    add(found)
  }

  /// The rows read so far, once.
  mutating func take() -> [PendingMember] {
    defer { (rows, bytes) = ([], 0) }
    given += rows.count
    return rows
  }

  /// What stands in the ledger for the rows behind a fault.
  func rest() -> [PendingMember] {
    guard let fault else { return [] }
    let outcome = ImportOutcome.rejected(
      reason: "this row and those after it cannot be read: \(fault)")
    return [
      PendingMember(
        path: "\(table.path)#\(given + 1)", occurrence: 0, content: .settled(outcome))
    ]
  }

  private mutating func add(_ found: [PendingMember]) {
    rows += found
    bytes += found.reduce(0) { $0 + $1.size }
  }

  /// The first record names the columns; the others are rows, numbered from 1.
  private static func row(
    _ record: UnsafeRawBufferPointer, _ number: Int, _ table: any PixelTable
  ) -> PendingMember? {
    guard number > 0 else { return nil }
    return PendingMember(
      path: "\(table.path)#\(number)", occurrence: 0,
      content: .row(table, bytes: Array(record), number: number))
  }
}
