/// Reads a file's name from its start, byte by byte, without copying it.
struct NameCursor {
  private var rest: Substring.UTF8View

  init(_ name: Substring) { rest = name.utf8 }

  /// Whether a name begins with one of two bytes: the quickest way to tell most names of other datasets.
  static func begins(_ name: Substring, _ one: Unicode.Scalar, _ other: Unicode.Scalar) -> Bool {
    guard let first = name.utf8.first else { return false }
    return first == UInt8(ascii: one) || first == UInt8(ascii: other)
  }

  /// Whether only an ending such as ".png" is left: a dot, and no dot after it.
  var isAtEnding: Bool { rest.first == UInt8(ascii: ".") && !rest.dropFirst().contains(0x2E) }

  /// Goes past one byte, if it is the next.
  mutating func skip(_ byte: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: byte) else { return false }
    rest.removeFirst()
    return true
  }

  /// Goes past a text, if it is next, letter for letter.
  mutating func skip(_ text: String) -> Bool {
    guard rest.starts(with: text.utf8) else { return false }
    rest = rest.dropFirst(text.utf8.count)
    return true
  }

  /// Whether exactly this text is left, in any case of its ASCII letters.
  func isRest(_ text: String) -> Bool {
    rest.elementsEqual(text.utf8) { NameCursor.upper($0) == NameCursor.upper($1) }
  }

  /// The value of all digits that follow, if there are so many; at most 18.
  mutating func number(digits: ClosedRange<Int>) -> Int? {
    var value = 0
    var count = 0
    var ahead = rest
    while let byte = ahead.first, (0x30...0x39).contains(byte) {
      guard count < min(18, digits.upperBound) else { return nil }
      value = value * 10 + Int(byte - 0x30)
      count += 1
      ahead.removeFirst()
    }
    guard digits.contains(count) else { return nil }
    rest = ahead
    return value
  }

  /// So many ASCII letters, in capitals; longer than 15 would leave the small strings.
  mutating func letters(_ count: Int) -> String? {
    let taken = rest.prefix(count)
    guard taken.count == count, taken.allSatisfy({ (0x41...0x5A).contains(NameCursor.upper($0)) })
    else { return nil }
    rest = rest.dropFirst(count)
    return String(decoding: taken.lazy.map(NameCursor.upper), as: UTF8.self)
  }

  private static func upper(_ byte: UInt8) -> UInt8 {
    (0x61...0x7A).contains(byte) ? byte - 32 : byte
  }
}
