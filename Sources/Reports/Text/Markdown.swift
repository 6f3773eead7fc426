/// Pieces of GitHub-flavoured Markdown.
enum Markdown {
  /// A table; the first column is left, the others are right aligned, as numbers are.
  ///
  /// Cells are escaped, but for columns that are Markdown already: `escaping` names those to be escaped.
  static func table(
    _ titles: [String], _ rows: [[String]], escaping columns: Set<Int>? = nil
  ) -> String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
    let rule = titles.indices.map { $0 == 0 ? "---" : "---:" }
    return line(titles.map(escaped)) + line(rule)
      + rows.map { row in
        line(
          row.enumerated().map { column, cell in
            columns.map { $0.contains(column) } ?? true ? escaped(cell) : cell
          })
      }.joined()
  }

  /// Text without a meaning in Markdown or HTML, and on one line.
  static func escaped(_ text: String) -> String {
    var out = ""
    for character in text {
      switch character {
      case "\n", "\r", "\r\n": out.append(" ")
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "#": out.append("\\\(character)")
      default: out.append(character)
      }
    }
    return out
  }

  /// A code span in a table cell.
  static func code(_ text: String) -> String {
    "`" + text.replacing("`", with: "'").replacing("|", with: "\\|").replacing("\n", with: " ")
      + "`"
  }

  /// A fenced block; the fence is longer than any run of backticks inside.
  static func block(_ text: String, language: String) -> String {
    var (longest, run) = (2, 0)
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    return "\(fence)\(language)\n\(text)\n\(fence)\n"
  }
}
