extension TableText {
  /// A whole number in decimal digits with an optional sign, blanks around it allowed; "3.0" is none.
  package static func integer(_ text: some StringProtocol) -> Int? {
    integer(Array(text.utf8)[...])
  }

  /// A whole number in bytes, as `integer(_:)` reads it.
  package static func integer(_ bytes: ArraySlice<UInt8>) -> Int? {
    var digits = trimmed(bytes)
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative || digits.first == UInt8(ascii: "+") { digits.removeFirst() }
    guard !digits.isEmpty, digits.count <= 18 else { return nil }
    var value = 0
    for digit in digits {
      guard isDigit(digit) else { return nil }
      value = value * 10 + Int(digit &- 0x30)
    }
    return isNegative ? -value : value
  }

  /// A code that may be written as a number: "3", "3.0" and "3.0000000e+00" are all 3; "3.5" is none.
  package static func code(_ text: some StringProtocol) -> Int? {
    if let value = integer(text) { return value }
    guard let value = number(text), value == value.rounded(.towardZero), abs(value) < 1e15 else {
      return nil
    }
    return Int(value)
  }

  /// A finite decimal number, correctly rounded: digits, a point, an exponent; no hexadecimal, no "nan".
  package static func number(_ text: some StringProtocol) -> Double? {
    let bare = trimmed(text)
    let bytes = Array(bare.utf8)
    var rest = bytes[...]
    if let sign = rest.first, sign == 0x2D || sign == 0x2B { rest.removeFirst() }
    let whole = rest.prefix { isDigit($0) }.count
    rest = rest.dropFirst(whole)
    var fraction = 0
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      fraction = rest.prefix { isDigit($0) }.count
      rest = rest.dropFirst(fraction)
    }
    guard whole + fraction > 0 else { return nil }
    if let mark = rest.first, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
      rest.removeFirst()
      if let sign = rest.first, sign == 0x2D || sign == 0x2B { rest.removeFirst() }
      guard !rest.isEmpty else { return nil }
      rest = rest.drop { isDigit($0) }
    }
    guard rest.isEmpty, bytes.count <= 400, let value = Double(bare), value.isFinite else {
      return nil
    }
    return value
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
