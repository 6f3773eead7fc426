/// A tiny checker of HTML: every tag closed in order, every attribute quoted, every `&` an entity.
struct MarkupChecker {
  private(set) var problems: [String] = []
  private(set) var tags: [String: Int] = [:]
  private(set) var ids: [String: Int] = [:]
  private var open: [String] = []

  init(_ html: String) {
    var rest = html[...]
    if rest.hasPrefix("<!DOCTYPE html>") { rest = rest.dropFirst(15) } else { note("no doctype") }
    while let start = rest.firstIndex(where: { $0 == "<" || $0 == "&" || $0 == ">" }) {
      if rest[start] == ">" {
        note("a bare > in text")
        rest = rest[rest.index(after: start)...]
        continue
      }
      if rest[start] == "&" {
        let entity = rest[start...].prefix { $0 != ";" }
        let known = ["&amp", "&lt", "&gt", "&quot", "&#39"]
        if !known.contains(String(entity)) { note("a bare &: \(entity.prefix(12))") }
        rest = rest[rest.index(after: start)...]
        continue
      }
      guard let end = rest[start...].firstIndex(of: ">") else {
        note("an unfinished tag")
        break
      }
      read(tag: rest[rest.index(after: start)..<end])
      rest = rest[rest.index(after: end)...]
      // Style sheets are not markup.
      if open.last == "style", let close = rest.range(of: "</style>") {
        rest = rest[close.lowerBound...]
      }
    }
    if !open.isEmpty { note("left open: \(open)") }
    for (id, count) in ids where count > 1 { note("the id \(id) \(count) times") }
  }

  private mutating func note(_ problem: String) { problems.append(problem) }

  private mutating func read(tag: Substring) {
    if tag.hasPrefix("/") {
      let name = String(tag.dropFirst())
      if open.popLast() != name { note("</\(name)> closes something else") }
      return
    }
    let isEmpty = tag.hasSuffix("/")
    let name = String(tag.prefix { $0 != " " && $0 != "/" })
    tags[name, default: 0] += 1
    let attributes = tag.dropFirst(name.count)
    if attributes.count(where: { $0 == "\"" }) % 2 != 0 { note("odd quotes in <\(name)>") }
    for part in attributes.split(separator: "\"").enumerated() where part.offset % 2 == 0 {
      let text = part.element.filter { $0 != " " && $0 != "/" }
      if !text.isEmpty, !text.hasSuffix("=") { note("an unquoted attribute in <\(name)>") }
    }
    if let id = attributes.range(of: " id=\"") {
      ids[String(attributes[id.upperBound...].prefix { $0 != "\"" }), default: 0] += 1
    }
    if name == "meta" { return }
    if !isEmpty { open.append(name) }
  }
}

extension Substring {
  /// Where a text first occurs.
  fileprivate func range(of text: String) -> Range<Index>? {
    firstRange(of: text)
  }
}
