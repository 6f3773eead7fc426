/// A font of fixed cells, 7 × 13 pixels, for printable ASCII.
struct BitmapFont: Sendable {
  static let cellWidth = 7
  static let cellHeight = 13

  /// 13 bytes a glyph, from space to tilde.
  private let rows: [UInt8]

  /// A font from its rows in hexadecimal; white space is skipped.
  init(hex: String) {
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
    return rows[(code - 0x20) * Self.cellHeight + y] & (0x80 >> UInt8(x)) != 0
  }
}
