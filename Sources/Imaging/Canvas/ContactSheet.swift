/// A labelled table of pictures: a row for each sample, a column for each of its forms.
///
/// Rows of one class stand together under one label. Small pictures are enlarged by whole factors, so that
/// their pixels stay visible; large ones are shrunk by area; both are centred in square tiles.
public struct ContactSheet: Hashable, Sendable {
  /// One sample.
  public struct Row: Hashable, Sendable {
    /// The class, drawn at the left of the first row of a run with the same label.
    public var label: String
    /// A line under the label or in its place, such as the name of the file.
    public var note: String
    /// The forms of the sample, one a column; nil leaves a tile empty.
    public var pictures: [Image?]
    /// What stands under each picture; may be shorter than `pictures`.
    public var captions: [String]

    /// A row of a sheet.
    public init(label: String, note: String = "", pictures: [Image?], captions: [String] = []) {
      self.label = label
      self.note = note
      self.pictures = pictures
      self.captions = captions
    }
  }

  /// The heading of the sheet.
  public var title: String
  /// A line under the heading; empty for none.
  public var subtitle: String
  /// The headings of the columns.
  public var columns: [String]
  /// The rows from top to bottom.
  public var rows: [Row]
  /// The side of a tile in pixels.
  public var tile: Int

  /// A sheet; `tile` is the side of a tile in pixels, kept within 32…512.
  public init(
    title: String, subtitle: String = "", columns: [String], rows: [Row], tile: Int = 96
  ) {
    self.title = title
    self.subtitle = subtitle
    self.columns = columns
    self.rows = rows
    self.tile = max(32, min(512, tile))
  }

  /// The sheet as an RGB image.
  ///
  /// - Throws: ``ImageError/invalidShape(width:height:channels:samples:)`` for a sheet that no image can
  ///   hold.
  public func draw() throws(ImageError) -> Image {
    let layout = ContactSheetLayout(self)
    var canvas = try Canvas(
      width: layout.width, height: layout.height, background: ContactSheetLayout.background)
    drawHeader(on: &canvas, layout)
    for index in rows.indices {
      drawLabel(of: index, on: &canvas, layout)
      for column in rows[index].pictures.indices where column < layout.columnCount {
        try drawTile(row: index, column: column, on: &canvas, layout)
      }
    }
    return canvas.image
  }

  private func drawHeader(on canvas: inout Canvas, _ layout: ContactSheetLayout) {
    let (margin, line) = (ContactSheetLayout.margin, Canvas.lineHeight)
    let room = layout.width - 2 * margin
    canvas.text(
      Canvas.fitted(title, width: room, scale: 2), x: margin, y: margin - 4,
      ContactSheetLayout.ink, weight: .bold, scale: 2)
    canvas.text(
      Canvas.fitted(subtitle, width: room), x: margin, y: margin + 2 * line,
      ContactSheetLayout.muted)
    for (column, heading) in columns.enumerated() where column < layout.columnCount {
      let text = Canvas.fitted(heading, width: tile)
      canvas.text(
        text, x: layout.left(of: column) + (tile - Canvas.width(of: text)) / 2,
        y: layout.top - line - 9, ContactSheetLayout.ink, weight: .bold)
    }
  }

  private func drawLabel(
    of index: Int, on canvas: inout Canvas, _ layout: ContactSheetLayout
  ) {
    let top = layout.top(of: index)
    let room = layout.labelWidth
    let startsRun = index == 0 || rows[index - 1].label != rows[index].label
    if startsRun {
      canvas.fill(
        x: ContactSheetLayout.margin, y: top - layout.gap / 2 - 1,
        width: layout.width - 2 * ContactSheetLayout.margin, height: 1, ContactSheetLayout.rule)
      canvas.text(
        Canvas.fitted(rows[index].label, width: room), x: ContactSheetLayout.margin, y: top + 2,
        ContactSheetLayout.ink, weight: .bold)
    }
    canvas.text(
      Canvas.fitted(rows[index].note, width: room), x: ContactSheetLayout.margin,
      y: top + 2 + (startsRun ? Canvas.lineHeight + 3 : 0), ContactSheetLayout.muted)
  }

  private func drawTile(
    row: Int, column: Int, on canvas: inout Canvas, _ layout: ContactSheetLayout
  ) throws(ImageError) {
    let (x, y) = (layout.left(of: column), layout.top(of: row))
    canvas.fill(x: x, y: y, width: tile, height: tile, ContactSheetLayout.paper)
    if let picture = rows[row].pictures[column] {
      let shown = try fitted(picture)
      let scale = max(1, tile / max(shown.width, shown.height))
      canvas.paste(
        shown, x: x + (tile - shown.width * scale) / 2, y: y + (tile - shown.height * scale) / 2,
        scale: scale)
    }
    canvas.outline(
      x: x - 1, y: y - 1, width: tile + 2, height: tile + 2, ContactSheetLayout.rule)
    guard column < rows[row].captions.count else { return }
    let caption = Canvas.fitted(rows[row].captions[column], width: tile + layout.gap - 4)
    canvas.text(
      caption, x: x + (tile - Canvas.width(of: caption)) / 2, y: y + tile + 4,
      ContactSheetLayout.muted)
  }

  /// The picture shrunk so that its longer side is at most the tile's.
  private func fitted(_ picture: Image) throws(ImageError) -> Image {
    let longer = max(picture.width, picture.height)
    guard longer > tile else { return picture }
    return try picture.resized(
      width: max(1, picture.width * tile / longer),
      height: max(1, picture.height * tile / longer), filter: .area)
  }
}
