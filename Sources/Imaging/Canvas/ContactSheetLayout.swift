/// Where the parts of a contact sheet stand, in pixels.
struct ContactSheetLayout {
  static let margin = 28
  static let background = Canvas.Color(0xF6F7F9)
  static let paper = Canvas.Color(0xFFFFFF)
  static let rule = Canvas.Color(0xCDD3DB)
  static let ink = Canvas.Color(0x1B2430)
  static let muted = Canvas.Color(0x647082)

  let tile: Int
  let gap = 14
  let labelWidth: Int
  let columnCount: Int
  let rowHeight: Int
  let top: Int
  let width: Int
  let height: Int

  init(_ sheet: ContactSheet) {
    tile = sheet.tile
    columnCount = sheet.rows.reduce(sheet.columns.count) { max($0, $1.pictures.count) }
    let texts = sheet.rows.flatMap { [$0.label, $0.note] }
    let longest = texts.reduce(0) { max($0, Canvas.width(of: $1)) }
    labelWidth = min(168, longest)
    let hasCaptions = sheet.rows.contains { !$0.captions.isEmpty }
    rowHeight = tile + gap + (hasCaptions ? Canvas.lineHeight + 6 : 2)
    let subtitle = sheet.subtitle.isEmpty ? 0 : Canvas.lineHeight + 4
    let headings = sheet.columns.isEmpty ? 6 : Canvas.lineHeight + 12
    top = Self.margin + 2 * Canvas.lineHeight + subtitle + headings + 12
    let tiles = columnCount * (tile + gap) - (columnCount > 0 ? gap : 0)
    let label = labelWidth > 0 ? labelWidth + 2 * gap : 0
    let title = min(
      640, max(Canvas.width(of: sheet.title, scale: 2), Canvas.width(of: sheet.subtitle)))
    width = max(label + tiles, title) + 2 * Self.margin
    height = top + sheet.rows.count * rowHeight + Self.margin - gap + 4
  }

  func left(of column: Int) -> Int {
    let label = labelWidth > 0 ? labelWidth + 2 * gap : 0
    return Self.margin + label + column * (tile + gap)
  }

  func top(of row: Int) -> Int { top + row * rowHeight }
}
