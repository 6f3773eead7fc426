/// A member's name as its source stores it, made fit for people and layouts.
package enum MemberName: Hashable, Sendable {
  /// A name in UTF-8, normalised.
  case usable(String)
  /// What can be shown of a name that is refused; empty where that is nothing.
  case unusable(shown: String, NameFault)

  /// How bytes that are not UTF-8 are read.
  package enum Fallback: Sendable {
    /// As DOS's code page 437, which is what zip's specification says.
    case codePage437
    /// Escaped, each as "\xE9".
    case escape
  }

  /// Takes a stored name's bytes: "\" becomes "/", leading "./" and trailing "/" go.
  package init(bytes: UnsafeRawBufferPointer, fallback: Fallback, limit: Int) {
    guard !bytes.isEmpty else {
      self = .unusable(shown: "", .empty)
      return
    }
    guard bytes.count <= limit else {
      self = MemberName.tooLong(String(decoding: bytes.prefix(64), as: UTF8.self), limit)
      return
    }
    let text: String
    if let name = String(validating: bytes, as: UTF8.self) {
      text = MemberName.normalized(name)
    } else if fallback == .codePage437 {
      text = MemberName.normalized(CodePage437.decode(bytes))
    } else {
      // Slashes first: an escape brings backslashes of its own.
      let parts = bytes.map { $0 == 0x5C ? 0x2F : $0 }
      text = MemberName.normalized(MemberName.escapingInvalid(parts), slashes: false)
    }
    self = text.utf8.count <= limit ? .usable(text) : MemberName.tooLong(text, limit)
  }

  package var path: String? {
    if case .usable(let path) = self { path } else { nil }
  }

  var fault: NameFault? {
    if case .unusable(_, let fault) = self { fault } else { nil }
  }

  package func display(index: Int) -> String {
    switch self {
    case .usable(let path): MemberName.escapingControls(path)
    case .unusable("", _): "member \(index + 1)"
    case .unusable(let shown, _): MemberName.escapingControls(shown)
    }
  }

  /// The name below that of an archive within the source.
  func inside(_ container: String, index: Int, limit: Int) -> MemberName {
    switch self {
    case .usable(let path):
      let whole = container + "/" + path
      return whole.utf8.count <= limit ? .usable(whole) : MemberName.tooLong(whole, limit)
    case .unusable(let shown, let fault):
      return .unusable(
        shown: container + "/" + (shown.isEmpty ? "member \(index + 1)" : shown), fault)
    }
  }

  private static func tooLong(_ text: String, _ limit: Int) -> MemberName {
    .unusable(shown: String(text.prefix(64)) + "…", .tooLong(limit: limit))
  }

  private static func normalized(_ name: String, slashes: Bool = true) -> String {
    let bytes = name.utf8
    guard
      slashes && bytes.contains(0x5C) || bytes.starts(with: "./".utf8) || bytes.last == 0x2F
    else { return name }
    var parts = Array(bytes).map { $0 == 0x5C && slashes ? 0x2F : $0 }[...]
    while parts.starts(with: "./".utf8) {
      parts = parts.dropFirst(2).drop { $0 == 0x2F }
    }
    while parts.count > 1, parts.last == 0x2F { parts.removeLast() }
    return parts.isEmpty ? "." : String(decoding: parts, as: UTF8.self)
  }
}
