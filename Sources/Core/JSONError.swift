/// Why a text is not acceptable JSON; offsets are bytes from the start.
public enum JSONError: Error, Hashable, Sendable {
  /// Something else was expected here.
  case unexpected(offset: Int, expected: String)
  /// One object holds the same key twice.
  case duplicateKey(String, offset: Int)
  /// Arrays and objects are nested too deeply.
  case tooDeep(limit: Int)
  /// A string that is not UTF-8, or has a lone surrogate.
  case badText(offset: Int)
}

extension JSONError: CustomStringConvertible {
  /// One sentence: what was wrong, then what to do about it.
  public var description: String {
    switch self {
    case .unexpected(let offset, let expected):
      "the JSON is malformed at byte \(offset): expected \(expected); write the file again"
    case .duplicateKey(let key, let offset):
      "the JSON has the key '\(key)' twice (byte \(offset)); keep one of them"
    case .tooDeep(let limit):
      "the JSON is nested more than \(limit) levels deep; it is not a file of this program"
    case .badText(let offset):
      "the JSON holds text that is not UTF-8 at byte \(offset); write the file again"
    }
  }
}
