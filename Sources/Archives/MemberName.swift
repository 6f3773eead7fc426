/// A member's name as its source stores it.
package enum MemberName: Hashable, Sendable {
  /// A name in UTF-8, normalised.
  case decoded(String)
  /// The bytes of a name that is not UTF-8.
  case undecodable([UInt8])
  /// No name that could be read at all.
  case missing

  /// Takes a stored name: "\" becomes "/", leading "./" and trailing "/" go.
  package init(stored name: String) {
    self = .decoded(MemberName.normalized(name))
  }

  /// Takes a stored name's bytes.
  package init(bytes: [UInt8]) {
    if let name = String(validating: bytes, as: UTF8.self) {
      self.init(stored: name)
    } else {
      self = .undecodable(bytes)
    }
  }

  package var path: String? {
    if case .decoded(let path) = self { path } else { nil }
  }

  package func displayName(index: Int) -> String {
    switch self {
    case .decoded(""): "member \(index + 1), which has no name"
    case .decoded(let path): MemberName.escaped(path)
    case .undecodable(let bytes): MemberName.escaped(bytes)
    case .missing: "member \(index + 1), whose name cannot be decoded"
    }
  }

  private static func normalized(_ name: String) -> String {
    let bytes = name.utf8
    guard bytes.contains(0x5C) || bytes.starts(with: "./".utf8) || bytes.last == 0x2F else {
      return name
    }
    var parts = Array(bytes).map { $0 == 0x5C ? 0x2F : $0 }[...]
    while parts.starts(with: "./".utf8) {
      parts = parts.dropFirst(2).drop { $0 == 0x2F }
    }
    while parts.count > 1, parts.last == 0x2F { parts.removeLast() }
    return parts.isEmpty ? "." : String(decoding: parts, as: UTF8.self)
  }

  private static func escaped(_ path: String) -> String {
    guard path.unicodeScalars.contains(where: \.isControl) else { return path }
    return path.unicodeScalars.reduce(into: "") { text, scalar in
      if scalar.isControl {
        text += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }

  private static func escaped(_ bytes: [UInt8]) -> String {
    bytes.reduce(into: "") { text, byte in
      if (0x20..<0x7F).contains(byte) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let hex = String(byte, radix: 16, uppercase: true)
        text += "\\x" + (hex.count < 2 ? "0" : "") + hex
      }
    }
  }
}

extension Unicode.Scalar {
  /// Whether printing the character could move the cursor, or reorder or hide the text around it.
  fileprivate var isControl: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
