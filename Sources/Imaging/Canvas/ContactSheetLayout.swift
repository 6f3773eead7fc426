/// Where the parts of a contact sheet stand, in pixels.
struct ContactSheetLayout {
  static let margin = 28
  static let gap = 12
  static let panelGap = 36
  static let leading = 2
  /// The widest that labels and notes may make their column.
  static let widestLabel = 138
  /// The narrowest a sheet is, so that its legend can be read.
  static let narrowest = 420

  static let background = Canvas.Color(0xFFFFFF)
  static let tile = Canvas.Color(0xF1F3F6)
  static let edge = Canvas.Color(0xC9D0D9)
  static let rule = Canvas.Color(0xDDE2E8)
  static let ink = Canvas.Color(0x18202B)
  static let muted = Canvas.Color(0x5A6676)
  static let accent = Canvas.Color(0xE8590C)

  /// A row's place: its panel and its upper edge.
  struct Place {
    let panel: Int
    let top: Int
  }

  let labelWidth: Int
  let columnOffsets: [Int]
  let panelWidth: Int
  let usedPanels: Int
  let headingTop: Int
  let hasDetails: Bool
  let places: [Place]
  let bodyBottom: Int
  let keyWidth: Int
  let legend: [(entry: ContactSheet.Entry, lines: [String])]
  let width: Int
  let height: Int

  init(_ sheet: ContactSheet) {
    let labels = sheet.rows.map { Canvas.width(of: $0.label, .heading) }
    let notes = sheet.rows.flatMap { $0.notes.map { Canvas.width(of: $0, .small) } }
    labelWidth = min(Self.widestLabel, (labels + notes).max() ?? 0)

    var offsets: [Int] = []
    var x = labelWidth > 0 ? labelWidth + 2 * Self.gap : 0
    for column in sheet.columns {
      offsets.append(x)
      x += column.side + Self.gap
    }
    columnOffsets = offsets
    panelWidth = max(0, sheet.columns.isEmpty ? x : x - Self.gap)

    let perPanel = max(1, (sheet.rows.count + sheet.panels - 1) / sheet.panels)
    usedPanels = max(1, (sheet.rows.count + perPanel - 1) / perPanel)
    let tiles = usedPanels * panelWidth + (usedPanels - 1) * Self.panelGap
    let title = min(
      600, max(Canvas.width(of: sheet.title, .title), Canvas.width(of: sheet.subtitle)))
    width = max(tiles, title, Self.narrowest) + 2 * Self.margin

    let subtitle = sheet.subtitle.isEmpty ? 0 : Canvas.Style.body.lineHeight + 5
    headingTop = Self.margin + Canvas.Style.title.lineHeight + subtitle + 18
    hasDetails = sheet.columns.contains { !$0.detail.isEmpty }
    let headings =
      Canvas.Style.heading.lineHeight
      + (hasDetails ? Canvas.Style.small.lineHeight + Self.leading : 0) + 8

    var places: [Place] = []
    var (top, bottom) = (0, headingTop + headings)
    for (index, row) in sheet.rows.enumerated() {
      if index % perPanel == 0 { top = headingTop + headings + Self.gap / 2 + 2 }
      places.append(Place(panel: index / perPanel, top: top))
      top += Self.height(of: row, sheet) + Self.gap + 4
      bottom = max(bottom, top)
    }
    self.places = places
    bodyBottom = bottom

    keyWidth = sheet.legend.reduce(0) { max($0, Canvas.width(of: $1.key, .heading)) } + 16
    let room = width - 2 * Self.margin - keyWidth
    legend = sheet.legend.map { entry in
      let indent = entry.swatch == nil ? 0 : Self.swatch + 6
      return (entry, Canvas.wrapped(entry.text, width: room - indent))
    }
    let lines = legend.reduce(0) { $0 + max(1, $1.lines.count) * Self.legendLine + 2 }
    height = bottom + (legend.isEmpty ? 0 : lines + 14) + Self.margin - 6
  }

  static let swatch = 10
  static let legendLine = Canvas.Style.body.lineHeight + 2
  static let captionLine = Canvas.Style.small.lineHeight + leading

  /// What a row takes from its tiles' upper edge to the lower edge of its lowest caption or note.
  private static func height(of row: ContactSheet.Row, _ sheet: ContactSheet) -> Int {
    var height = 2 + Canvas.Style.heading.lineHeight + 3 + row.notes.count * captionLine
    for (column, cell) in zip(sheet.columns, row.cells) {
      guard let cell else { continue }
      let captions =
        cell.captions.isEmpty || cell.shown == nil ? 0 : 5 + cell.captions.count * captionLine
      height = max(height, column.height(of: cell) + captions)
    }
    return height
  }

  func left(ofPanel panel: Int) -> Int {
    Self.margin + panel * (panelWidth + Self.panelGap)
  }
}
