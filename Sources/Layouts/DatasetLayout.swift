public import Core

/// How one labelled dataset lies on disk: what its names and tables say about each member.
///
/// A layout is a value made by a survey, with all it needs from label tables in it. Members are shown to
/// it once each, in their order.
public protocol DatasetLayout: Sendable {
  /// The name that `--layout` takes: "folders", "raf-db".
  var name: String { get }

  /// What decided its reading, for the source's record: tables used, columns, codes, frames.
  var settings: JSON { get }

  /// What is known of the member at `path` ("/" between components).
  ///
  /// Folders and links are for the caller to set aside.
  mutating func finding(path: String) -> LayoutFinding

  /// After the last member: the rows of label tables whose image the source did not hold.
  ///
  /// - Returns: for each row its name in the ledger (`label.lst#17`) and why it was rejected.
  func unmatchedRows() -> [UnmatchedRow]
}

extension DatasetLayout {
  /// None, for layouts without label tables.
  public func unmatchedRows() -> [UnmatchedRow] { [] }
}

/// A row of a label table that names no member of the source.
public struct UnmatchedRow: Hashable, Sendable {
  /// The row's name in the ledger: the table's path, "#" and the number of the row, from 1.
  public let name: String
  /// Why it is rejected.
  public let reason: String

  /// A row that names no member.
  public init(name: String, reason: String) { (self.name, self.reason) = (name, reason) }
}

/// A table whose rows hold pixels, such as `fer2013.csv`.
public protocol PixelTable: Sendable {
  /// The table's path in its source.
  var path: String { get }

  /// What a data row says; called from several threads.
  ///
  /// - Parameters:
  ///   - row: the record's bytes, without the line's end.
  ///   - number: the data row's number, from 1; its name in the ledger is `path#number`.
  func interpret(row: [UInt8], number: Int) -> PixelRow
}

/// What a row of a pixel table says.
public enum PixelRow: Sendable {
  /// A gray image, row-major, and its claim.
  case sample(width: Int, height: Int, pixels: [UInt8], claim: LabelClaim)
  /// Not meant to be a sample.
  case ignored(reason: String)
  /// Pixels or label cannot be read.
  case rejected(reason: String)
}
