/// A font of fixed cells for printable ASCII.
struct BitmapFont: Sendable {
  /// The width of a character in pixels, its space to the next one included.
  let cellWidth: Int
  /// The height of a line in pixels, without leading.
  let cellHeight: Int

  /// A row is one byte, or two for cells wider than 8 pixels; `cellHeight` rows a glyph, from space to
  /// tilde.
  private let rows: [UInt8]
  private let bytesPerRow: Int

  /// A font from its rows in hexadecimal; white space is skipped.
  init(width: Int, height: Int, hex: String) {
    (cellWidth, cellHeight) = (width, height)
    bytesPerRow = (width + 7) / 8
    var rows: [UInt8] = []
    var high: UInt8?
    for digit in hex.utf8 {
      guard let value = Character(UnicodeScalar(digit)).hexDigitValue else { continue }
      if let upper = high {
        rows.append(upper << 4 | UInt8(value))
        high = nil
      } else {
        high = UInt8(value)
      }
    }
    self.rows = rows
  }

  /// Whether a pixel of a character's cell is inked; what the font lacks is a question mark.
  func isInked(_ character: Unicode.Scalar, x: Int, y: Int) -> Bool {
    let code = (0x20...0x7E).contains(character.value) ? Int(character.value) : 0x3F
    let byte = rows[((code - 0x20) * cellHeight + y) * bytesPerRow + x / 8]
    return byte & (0x80 >> UInt8(x % 8)) != 0
  }
}
