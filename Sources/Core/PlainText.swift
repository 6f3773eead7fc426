/// Text that is safe to print, whatever a stranger put into a name.
public enum PlainText {
  /// The text with every character escaped that could move the cursor, colour the terminal, or reorder or
  /// hide what is around it, as "\u{1b}".
  ///
  /// - Parameter allowed: characters of that kind that stay, such as a line's end.
  public static func escaped(_ text: String, allowing allowed: String = "") -> String {
    guard text.unicodeScalars.contains(where: { isUnsafe($0, allowed) }) else { return text }
    return text.unicodeScalars.reduce(into: "") { plain, scalar in
      if isUnsafe(scalar, allowed) {
        plain += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        plain.unicodeScalars.append(scalar)
      }
    }
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar, _ allowed: String) -> Bool {
    if (0x20..<0x7F).contains(scalar.value) { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator:
      return !allowed.unicodeScalars.contains(scalar)
    default: return false
    }
  }
}
