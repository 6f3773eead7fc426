internal import Core

extension SettingsNode {
  /// The settings as YAML text that reads back as the same settings, one key a line.
  ///
  /// Short lists and mappings of plain values stand on one line, as people write them. Comments of the file
  /// they came from are lost.
  package var yaml: String {
    switch content {
    case .scalar: return inline + "\n"
    case .sequence(let elements) where elements.isEmpty: return "[]\n"
    case .mapping(let members) where members.isEmpty: return "{}\n"
    default:
      var text = ""
      write(into: &text, indent: 0)
      return text
    }
  }

  private static let longestLine = 96

  private func write(into text: inout String, indent: Int) {
    let margin = String(repeating: " ", count: indent)
    switch content {
    case .scalar: text += margin + inline + "\n"
    case .sequence(let elements):
      for element in elements {
        if element.fitsOnLine(after: indent + 2), !element.isBlock {
          text += "\(margin)- \(element.inline)\n"
        } else {
          // The first line of what is indented by two begins with the dash instead of the blanks.
          var inner = ""
          element.write(into: &inner, indent: indent + 2)
          text += "\(margin)- \(inner.dropFirst(indent + 2))"
        }
      }
    case .mapping(let members):
      for (key, _, value) in members {
        let name = Self.word(key, quoted: false)
        if value.fitsOnLine(after: indent + name.count + 2) {
          text += "\(margin)\(name): \(value.inline)\n"
        } else {
          text += "\(margin)\(name):\n"
          value.write(into: &text, indent: indent + 2)
        }
      }
    }
  }

  /// Whether it is plain values, and short.
  private func fitsOnLine(after start: Int) -> Bool {
    switch content {
    case .scalar: return true
    case .sequence(let elements):
      guard elements.allSatisfy(\.isScalar) else { return elements.isEmpty }
    case .mapping(let members):
      guard members.allSatisfy({ $0.value.isScalar }) else { return members.isEmpty }
    }
    return start + inline.count <= Self.longestLine
  }

  /// Whether it is one key with its value, which people write as "- dropout: 0.2" in a list.
  private var isBlock: Bool {
    if case .mapping(let members) = content { return members.count == 1 }
    return false
  }

  private var isScalar: Bool {
    if case .scalar = content { return true }
    return false
  }

  /// On one line, in flow style.
  private var inline: String {
    switch content {
    case .scalar(let text, let quoted): return isNull ? "null" : Self.word(text, quoted: quoted)
    case .sequence(let elements):
      return "[" + elements.map(\.inline).joined(separator: ", ") + "]"
    case .mapping(let members):
      return "{"
        + members.map { "\(Self.word($0.key, quoted: false)): \($0.value.inline)" }
        .joined(separator: ", ") + "}"
    }
  }

  /// A word as it stands where it can, else in quotes with JSON's escapes, which are YAML's too.
  private static func word(_ text: String, quoted: Bool) -> String {
    let isPlain = text.utf8.enumerated().allSatisfy { place, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      case UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "_"), UInt8(ascii: "/"): true
      case UInt8(ascii: "-"): place > 0 || text.utf8.count > 1 && text != "---"
      default: false
      }
    }
    return isPlain && !quoted && !text.isEmpty ? text : JSON.string(text).text()
  }
}
