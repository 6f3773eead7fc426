extension JSON {
  /// The canonical text: keys sorted by UTF-8, shortest numbers that read back exactly, no clock, no locale.
  ///
  /// Non-finite numbers become null. Indented text ends with a newline.
  public func text(indent: Bool = false) -> String {
    var out: [UInt8] = []
    write(to: &out, level: indent ? 0 : nil)
    if indent { out.append(UInt8(ascii: "\n")) }
    return String(decoding: out, as: UTF8.self)
  }

  private func write(to out: inout [UInt8], level: Int?) {
    switch self {
    case .null: out.append(contentsOf: "null".utf8)
    case .bool(let value): out.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let value): out.append(contentsOf: String(value).utf8)
    case .number(let value):
      out.append(contentsOf: (value.isFinite ? value.description : "null").utf8)
    case .string(let value): JSON.writeQuoted(value, to: &out)
    case .array(let elements):
      let flat = elements.allSatisfy(\.isScalar)
      JSON.writeList(elements, "[", "]", flat ? nil : level, to: &out) { element, inner, out in
        element.write(to: &out, level: inner)
      }
    case .object(let members):
      let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      JSON.writeList(sorted, "{", "}", level, to: &out) { member, inner, out in
        JSON.writeQuoted(member.key, to: &out)
        out.append(UInt8(ascii: ":"))
        if level != nil { out.append(UInt8(ascii: " ")) }
        member.value.write(to: &out, level: inner)
      }
    }
  }

  private var isScalar: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  private static func writeList<Element>(
    _ elements: [Element], _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ level: Int?,
    to out: inout [UInt8], _ body: (Element, Int?, inout [UInt8]) -> Void
  ) {
    out.append(UInt8(ascii: open))
    for (index, element) in elements.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      if let level { newline(level + 1, to: &out) }
      body(element, level.map { $0 + 1 }, &out)
    }
    if let level, !elements.isEmpty { newline(level, to: &out) }
    out.append(UInt8(ascii: close))
  }

  private static func newline(_ level: Int, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\n"))
    out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * level))
  }

  /// Whether a character would move, reorder or hide what a terminal shows around it; those below blank are
  /// escaped anyway.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x7F...0x9F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: true
    default: false
    }
  }

  private static func writeQuoted(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    if text.utf8.allSatisfy({ $0 < 0x7F }) || !text.unicodeScalars.contains(where: isInvisible) {
      for byte in text.utf8 { write(byte, to: &out) }
    } else {
      for scalar in text.unicodeScalars {
        if isInvisible(scalar) {
          let hex = String(scalar.value, radix: 16)
          out.append(contentsOf: "\\u\(String(repeating: "0", count: 4 - hex.count))\(hex)".utf8)
        } else {
          for byte in String(scalar).utf8 { write(byte, to: &out) }
        }
      }
    }
    out.append(UInt8(ascii: "\""))
  }

  private static func write(_ byte: UInt8, to out: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""): out.append(contentsOf: "\\\"".utf8)
    case UInt8(ascii: "\\"): out.append(contentsOf: "\\\\".utf8)
    case 0x0A: out.append(contentsOf: "\\n".utf8)
    case 0x0D: out.append(contentsOf: "\\r".utf8)
    case 0x09: out.append(contentsOf: "\\t".utf8)
    case 0..<0x20:
      let digits = Array("0123456789abcdef".utf8)
      out.append(contentsOf: "\\u00".utf8)
      out.append(digits[Int(byte >> 4)])
      out.append(digits[Int(byte & 15)])
    default: out.append(byte)
    }
  }
}
