internal import Core

/// FER+'s votes (`fer2013new.csv`), row by row in the order of `fer2013.csv`.
///
/// Rows are joined by position, never by name: only 57 of the 35,714 names are the row's number.
public struct VoteTable: Hashable, Sendable {
  /// One row: the split it states, and its votes.
  public struct Row: Hashable, Sendable {
    /// The column "Usage" as written: "Training", "PublicTest", "PrivateTest".
    public let usage: String
    /// The ten counts.
    public let votes: Votes
  }

  /// The table's file, for messages.
  public let name: String
  /// The rows in order.
  public let rows: [Row]

  /// Reads the whole table; its header names the columns.
  ///
  /// - Throws: `LayoutError` for anything but FER+'s columns and ten counts a row.
  public init(parsing bytes: [UInt8], name: String) throws(LayoutError) {
    var reader = VoteTableReader(path: name)
    let records = try RecordSplitter.records(of: bytes, path: name, isQuoted: true)
    for (number, record) in records.enumerated() { try reader.read(record, number: number) }
    self = try reader.table()
  }

  init(name: String, rows: [Row]) { (self.name, self.rows) = (name, rows) }
}
