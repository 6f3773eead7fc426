/// Pixels as decimal numbers with blanks between them.
enum PixelText {
  /// What cannot be a list of pixels.
  enum Flaw: Hashable, Sendable {
    /// A character that is neither a digit nor a blank.
    case character(UInt8, index: Int)
    /// A value over 255.
    case tooLarge(index: Int)
  }

  /// The longest cell a spreadsheet keeps is 32,767 characters; a pixel list is cut at a value's end or in it.
  static let spreadsheetCell = 32_759

  /// The values of a cell, quotes and blanks around them allowed.
  ///
  /// - Returns: the values up to the first flaw, and the flaw.
  static func values(
    of row: [UInt8], in range: Range<Int>, expected: Int
  ) -> (pixels: [UInt8], flaw: Flaw?) {
    var pixels: [UInt8] = []
    pixels.reserveCapacity(min(expected, range.count / 2 + 1))
    var value = 0
    var isInNumber = false
    for byte in row[range] {
      let digit = byte &- 0x30
      if digit < 10 {
        value = value * 10 + Int(digit)
        isInNumber = true
        if value > 255 { return (pixels, .tooLarge(index: pixels.count)) }
        continue
      }
      guard byte == 0x20 || byte == 0x22 || byte == 0x09 || byte == 0x0D || byte == 0x0A else {
        return (pixels, .character(byte, index: pixels.count))
      }
      if isInNumber { pixels.append(UInt8(truncatingIfNeeded: value)) }
      (value, isInNumber) = (0, false)
    }
    if isInNumber { pixels.append(UInt8(truncatingIfNeeded: value)) }
    return (pixels, nil)
  }

  /// The side of a square image of so many pixels; `nil` where there is none.
  static func side(of count: Int) -> Int? {
    guard count > 0 else { return nil }
    let root = Int(Double(count).squareRoot())
    return (max(1, root - 1)...root + 1).first { $0 * $0 == count }
  }
}
