/// A table for the terminal: columns aligned with spaces, a rule under the titles.
public struct TextTable: Hashable, Sendable {
  /// Where the text of a column stands.
  public enum Alignment: Hashable, Sendable {
    /// For words.
    case left
    /// For numbers.
    case right
  }

  /// One column.
  public struct Column: Hashable, Sendable {
    /// What stands above it.
    public let title: String
    /// Where its text stands.
    public let alignment: Alignment

    /// A column; numbers are aligned right.
    public init(_ title: String, _ alignment: Alignment = .left) {
      (self.title, self.alignment) = (title, alignment)
    }
  }

  /// The columns.
  public let columns: [Column]
  /// The rows so far; missing cells are empty, extra ones are left out.
  public private(set) var rows: [[String]]

  /// A table of some columns and rows.
  public init(columns: [Column], rows: [[String]] = []) {
    (self.columns, self.rows) = (columns, rows)
  }

  /// Adds a row.
  public mutating func add(_ cells: String...) { rows.append(cells) }

  /// Adds a row.
  public mutating func add(cells: [String]) { rows.append(cells) }

  /// The lines, each ended by a newline, without blanks at the ends.
  ///
  /// Widths count characters, so wide scripts may stand a little off.
  public var text: String {
    let cells = rows.map { row in
      columns.indices.map { $0 < row.count ? row[$0] : "" }
    }
    let widths = columns.indices.map { column in
      cells.reduce(columns[column].title.count) { max($0, $1[column].count) }
    }
    let rule = widths.map { String(repeating: "-", count: $0) }
    return ([columns.map(\.title), rule] + cells)
      .map { line($0, widths: widths) + "\n" }.joined()
  }

  private func line(_ cells: [String], widths: [Int]) -> String {
    var line = columns.indices.map { column -> String in
      let padding = String(repeating: " ", count: widths[column] - cells[column].count)
      return columns[column].alignment == .left
        ? cells[column] + padding : padding + cells[column]
    }.joined(separator: "  ")
    while line.last == " " { line.removeLast() }
    return line
  }
}
