/// HTML and SVG text in the making: escapes what it is given and closes what it opens.
struct Markup {
  private(set) var text = ""

  /// The text with `&`, `<`, `>` and both quotes as entities.
  static func escaped(_ text: String) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): out.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): out.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): out.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): out.append(contentsOf: "&quot;".utf8)
      case UInt8(ascii: "'"): out.append(contentsOf: "&#39;".utf8)
      // Control characters are not allowed in HTML, escaped or not.
      case 0..<9, 11, 12, 14..<32, 127: out.append(UInt8(ascii: "?"))
      default: out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// An element with what `body` puts inside.
  mutating func element(
    _ tag: String, _ attributes: KeyValuePairs<String, String>,
    _ body: (inout Markup) -> Void
  ) {
    start(tag, attributes)
    body(&self)
    text += "</\(tag)>"
    newline(after: tag)
  }

  /// An element with a text inside.
  mutating func element(
    _ tag: String, _ attributes: KeyValuePairs<String, String>, _ content: String
  ) {
    start(tag, attributes)
    text += Markup.escaped(content)
    text += "</\(tag)>"
    newline(after: tag)
  }

  /// An element without attributes, with what `body` puts inside.
  mutating func element(_ tag: String, _ body: (inout Markup) -> Void) {
    element(tag, [:], body)
  }

  /// An element without attributes, with a text inside.
  mutating func element(_ tag: String, _ content: String) { element(tag, [:], content) }

  /// An element without content, such as `<rect/>` or `<meta/>`.
  mutating func empty(_ tag: String, _ attributes: KeyValuePairs<String, String>) {
    start(tag, attributes, ending: "/>")
  }

  /// Escaped text.
  mutating func words(_ content: String) { text += Markup.escaped(content) }

  /// A path, which may be broken after what joins its parts.
  mutating func breakable(_ path: String) {
    var part = ""
    for character in path {
      part.append(character)
      guard "/_".contains(character) else { continue }
      words(part)
      raw("<wbr/>")
      part = ""
    }
    words(part)
  }

  /// Text that is markup already.
  mutating func raw(_ markup: String) { text += markup }

  private mutating func start(
    _ tag: String, _ attributes: KeyValuePairs<String, String>, ending: String = ">"
  ) {
    text += "<\(tag)"
    for (name, value) in attributes { text += " \(name)=\"\(Markup.escaped(value))\"" }
    text += ending
    if ["svg", "table", "thead", "tbody", "section", "div", "g"].contains(tag) || ending == "/>" {
      text += "\n"
    }
  }

  /// Lines end where a reader of the source would end them, never inside a sentence or `<pre>`.
  private mutating func newline(after tag: String) {
    if !["b", "strong", "code", "span", "a", "em", "small"].contains(tag) { text += "\n" }
  }
}
