extension Canvas {
  /// The kinds of type; each is one size of one font of fixed cells.
  public enum Style: CaseIterable, Hashable, Sendable {
    /// 10 × 20, for the title of a sheet.
    case title
    /// 7 × 13 bold, for headings and names.
    case heading
    /// 7 × 13, for sentences.
    case body
    /// 6 × 10, for captions.
    case small

    var font: BitmapFont {
      switch self {
      case .title: .title
      case .heading: .bold
      case .body: .regular
      case .small: .small
      }
    }

    /// The height of a line without leading, in pixels.
    public var lineHeight: Int { font.cellHeight }
  }

  /// The width of a line of text, in pixels.
  public static func width(of text: String, _ style: Style = .body) -> Int {
    text.unicodeScalars.count * style.font.cellWidth
  }

  /// Draws one line of text with its upper left corner at (x, y); what is not ASCII is a question mark.
  public mutating func text(
    _ text: String, x: Int, y: Int, _ color: Color, _ style: Style = .body
  ) {
    let font = style.font
    for (position, character) in text.unicodeScalars.enumerated() {
      let left = x + position * font.cellWidth
      guard left < image.width else { return }
      for row in 0..<font.cellHeight {
        for column in 0..<font.cellWidth where font.isInked(character, x: column, y: row) {
          fill(x: left + column, y: y + row, width: 1, height: 1, color)
        }
      }
    }
  }

  /// Draws one line of text centred in a width that begins at x, shortened to it.
  public mutating func centredText(
    _ text: String, x: Int, y: Int, width: Int, _ color: Color, _ style: Style = .body
  ) {
    let shown = Canvas.fitted(text, width: width, style)
    self.text(
      shown, x: x + (width - Canvas.width(of: shown, style) + 1) / 2, y: y, color, style)
  }

  /// Text shortened with two dots at its end so that it is at most `width` pixels wide.
  public static func fitted(_ text: String, width: Int, _ style: Style = .body) -> String {
    let room = max(0, width / style.font.cellWidth)
    let scalars = text.unicodeScalars
    guard scalars.count > room else { return text }
    return String(String.UnicodeScalarView(scalars.prefix(max(0, room - 2))))
      + String(repeating: ".", count: min(2, room))
  }

  /// Text shortened with two dots in its middle, so that both ends of a file's name stay readable.
  public static func fittedInMiddle(
    _ text: String, width: Int, _ style: Style = .body
  ) -> String {
    let room = max(0, width / style.font.cellWidth)
    let scalars = text.unicodeScalars
    guard scalars.count > room else { return text }
    guard room > 4 else { return fitted(text, width: width, style) }
    let tail = (room - 2) * 3 / 5
    return String(String.UnicodeScalarView(scalars.prefix(room - 2 - tail))) + ".."
      + String(String.UnicodeScalarView(scalars.suffix(tail)))
  }

  /// Text broken at spaces into lines of at most `width` pixels; a longer word is broken where it must be.
  public static func wrapped(_ text: String, width: Int, _ style: Style = .body) -> [String] {
    let room = max(1, width / style.font.cellWidth)
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      var rest = String(word)
      if !line.isEmpty, line.unicodeScalars.count + 1 + rest.unicodeScalars.count <= room {
        line += " " + rest
        continue
      }
      if !line.isEmpty { lines.append(line) }
      while rest.unicodeScalars.count > room {
        lines.append(String(String.UnicodeScalarView(rest.unicodeScalars.prefix(room))))
        rest = String(String.UnicodeScalarView(rest.unicodeScalars.dropFirst(room)))
      }
      line = rest
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}
