/// A page of a report: a title, a table of contents and sections in one file.
///
/// It needs no scripts and nothing from elsewhere. The contents stand beside the sections where there is room,
/// above them where there is none, and not at all on paper.
struct ReportPage {
  /// One section.
  struct Section {
    let id: String
    let title: String
    let body: (inout Markup) -> Void
  }

  let title: String
  /// Style sheets after that of every report.
  var styles: [String] = []
  /// What stands under the title.
  var header: (inout Markup) -> Void = { _ in }
  private(set) var sections: [Section] = []

  /// A page without sections.
  init(title: String, styles: [String] = []) { (self.title, self.styles) = (title, styles) }

  /// Adds a section.
  mutating func add(_ id: String, _ title: String, _ body: @escaping (inout Markup) -> Void) {
    sections.append(Section(id: id, title: title, body: body))
  }

  /// The file.
  var html: String {
    var page = Markup()
    page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    page.raw("<meta name=\"color-scheme\" content=\"light dark\">\n")
    page.element("title", title)
    let css = ([ReportStyle.css] + styles).joined(separator: "\n")
    page.raw("<style>\n\(css)\n</style>\n</head>\n<body>\n")
    page.element("a", ["class": "skip", "href": "#content"], "Skip to the content")
    page.element("div", ["class": "layout"]) { layout in
      layout.element("header") { top in
        top.element("h1", title)
        header(&top)
      }
      if sections.count > 2 {
        layout.element("nav", ["aria-label": "Contents"]) { nav in
          nav.element("ul") { list in
            for section in sections {
              list.element("li") { item in
                item.element("a", ["href": "#\(section.id)"], section.title)
              }
            }
          }
        }
      }
      layout.element("main", ["id": "content"]) { main in
        for section in sections {
          main.element("section", ["aria-labelledby": section.id]) { part in
            part.element("h2", ["id": section.id], section.title)
            section.body(&part)
          }
        }
      }
    }
    page.raw("</body>\n</html>\n")
    return page.text
  }
}

extension Markup {
  /// A drawing with its caption, and behind it the table of its figures.
  mutating func figure(
    _ caption: String, _ scene: Scene?, id: String, titles: [String], rows: [[String]],
    hint: String? = nil
  ) {
    guard let scene else { return }
    element("figure") { figure in
      figure.element("figcaption", caption)
      scene.render(into: &figure, id: id)
      if let hint { figure.element("p", ["class": "hint"], hint) }
      figure.folded("Figures of “\(caption)” as a table") {
        $0.table(titles: titles, rows: rows, label: caption)
      }
    }
  }

  /// What is shown when it is asked for.
  mutating func folded(_ summary: String, _ body: (inout Markup) -> Void) {
    element("details") { details in
      details.element("summary", summary)
      body(&details)
    }
  }

  /// Names and values, one beside the other, with values that wrap.
  mutating func facts(_ facts: [(name: String, value: String)], isCode: Bool = false) {
    guard !facts.isEmpty else { return }
    element("table", ["class": "facts"]) { table in
      table.element("tbody") { body in
        for fact in facts {
          body.element("tr") { row in
            row.element("th", ["scope": "row"], fact.name)
            row.element("td") { cell in
              if isCode { cell.element("code", fact.value) } else { cell.words(fact.value) }
            }
          }
        }
      }
    }
  }
}
