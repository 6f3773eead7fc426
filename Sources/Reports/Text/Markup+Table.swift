extension Markup {
  /// A table in a box that scrolls sideways on narrow screens; the first cell of a row is its header.
  mutating func table(titles: [String], rows: [[String]], strong: Set<String> = []) {
    element("div", ["class": "scroll", "tabindex": "0"]) { box in
      box.element("table") { table in
        table.element("thead") { head in
          head.element("tr") { row in
            for title in titles { row.element("th", ["scope": "col"], title) }
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
                  row.element("td", cell)
                }
              }
            }
          }
        }
      }
    }
  }
}
