/// The person pictured, from file names that tell.
package enum SubjectName {
  /// "S010" of `S010_004_00000017.png` (CK+), "0012" of `subject-0012_000123.png` (drawn datasets).
  ///
  /// The ending does not matter; the rest of the name must match exactly.
  package static func of(file: Substring) -> String? {
    // "S" or "s": most names are told by their first byte.
    guard let first = file.utf8.first, first | 0x20 == 0x73 else { return nil }
    let stem = file.prefix { $0 != "." }
    let parts = stem.split(separator: "_", omittingEmptySubsequences: false)
    return cohnKanade(parts) ?? drawn(parts)
  }

  private static func cohnKanade(_ parts: [Substring]) -> String? {
    guard parts.count == 3, let subject = parts.first, subject.first == "S",
      subject.count == 4, isNumber(subject.dropFirst()),
      parts[1].count == 3, isNumber(parts[1]), parts[2].count == 8, isNumber(parts[2])
    else { return nil }
    return String(subject)
  }

  private static func drawn(_ parts: [Substring]) -> String? {
    guard parts.count == 2, parts[0].hasPrefix("subject-"), isNumber(parts[1]) else { return nil }
    let number = parts[0].dropFirst("subject-".count)
    return number.count >= 4 && isNumber(number) ? String(number) : nil
  }

  private static func isNumber(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
