extension Markup {
  /// A figure whose interval in parentheses may stand below it where there is little room.
  private mutating func figure(_ text: String) {
    guard text.hasSuffix(")"), let start = text.firstRange(of: " (") else { return words(text) }
    words(String(text[..<start.lowerBound]))
    raw(" ")
    element("small", String(text[text.index(after: start.lowerBound)...]))
  }

  /// A table in a box that scrolls sideways on narrow screens; the first cell of a row is its header.
  ///
  /// - Parameters:
  ///   - label: what the table holds, for those who reach it by keyboard.
  ///   - isWordy: whether the last column holds words, which are set from the left and wrapped.
  mutating func table(
    titles: [String], rows: [[String]], strong: Set<String> = [], label: String = "Table",
    isWordy: Bool = false
  ) {
    element("div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": label]) {
      box in
      box.element("table", isWordy ? ["class": "words"] : [:]) { table in
        table.element("thead") { head in
          head.element("tr") { row in
            for title in titles {
              if title.isEmpty {
                row.element("td", "")
              } else {
                row.element("th", ["scope": "col"], title)
              }
            }
          }
        }
        table.element("tbody") { body in
          for cells in rows {
            let isStrong = cells.first.map(strong.contains) ?? false
            body.element("tr", isStrong ? ["class": "main"] : [:]) { row in
              for (column, cell) in cells.enumerated() {
                if column == 0 {
                  row.element("th", ["scope": "row"], cell)
                } else {
                  row.element("td") { $0.figure(cell) }
                }
              }
            }
          }
        }
      }
    }
  }
}
