extension ContactSheet {
  private typealias Look = ContactSheetLayout

  /// The sheet as an RGB image.
  ///
  /// - Throws: ``ImageError/invalidShape(width:height:channels:samples:)`` for a sheet that no image can
  ///   hold.
  public func draw() throws(ImageError) -> Image {
    let layout = ContactSheetLayout(self)
    var canvas = try Canvas(
      width: layout.width, height: layout.height, background: Look.background)
    drawHeader(on: &canvas, layout)
    for panel in 0..<layout.usedPanels { drawHeadings(of: panel, on: &canvas, layout) }
    for (row, place) in zip(rows, layout.places) {
      drawLabel(of: row, at: place, on: &canvas, layout)
      for (column, cell) in zip(columns.indices, row.cells) {
        guard let cell else { continue }
        draw(
          cell, x: layout.left(ofPanel: place.panel) + layout.columnOffsets[column],
          y: place.top, in: columns[column], on: &canvas)
      }
    }
    drawLegend(on: &canvas, layout)
    return canvas.image
  }

  private func drawHeader(on canvas: inout Canvas, _ layout: ContactSheetLayout) {
    let room = layout.width - 2 * Look.margin
    canvas.text(
      Canvas.fitted(title, width: room, .title), x: Look.margin, y: Look.margin - 4, Look.ink,
      .title)
    canvas.text(
      Canvas.fitted(subtitle, width: room), x: Look.margin,
      y: Look.margin + Canvas.Style.title.lineHeight + 1, Look.muted)
  }

  private func drawHeadings(
    of panel: Int, on canvas: inout Canvas, _ layout: ContactSheetLayout
  ) {
    for (column, offset) in zip(columns, layout.columnOffsets) {
      let x = layout.left(ofPanel: panel) + offset
      // A heading may use the gaps beside its tile.
      let (left, room) = (x - Look.gap / 2 + 1, column.side + Look.gap - 2)
      canvas.centredText(
        column.heading, x: left, y: layout.headingTop, width: room, Look.ink, .heading)
      canvas.centredText(
        column.detail, x: left,
        y: layout.headingTop + Canvas.Style.heading.lineHeight + Look.leading, width: room,
        Look.muted, .small)
    }
  }

  private func drawLabel(
    of row: Row, at place: ContactSheetLayout.Place, on canvas: inout Canvas,
    _ layout: ContactSheetLayout
  ) {
    let (left, top) = (layout.left(ofPanel: place.panel), place.top)
    if row.startsGroup {
      canvas.fill(
        x: left, y: top - Look.gap / 2 - 2, width: layout.panelWidth, height: 1, Look.rule)
    }
    var y = top
    if !row.label.isEmpty {
      canvas.text(
        Canvas.fitted(row.label, width: layout.labelWidth, .heading), x: left, y: y, Look.ink,
        .heading)
      y += Canvas.Style.heading.lineHeight + 3
    }
    for note in row.notes {
      canvas.text(
        Canvas.fittedInMiddle(note, width: layout.labelWidth, .small), x: left, y: y, Look.muted,
        .small)
      y += Look.captionLine
    }
  }

  private func draw(_ cell: Cell, x: Int, y: Int, in column: Column, on canvas: inout Canvas) {
    let (width, height) = (column.side, column.height(of: cell))
    var top = y + height + 5
    if let shown = cell.shown {
      let edge = cell.isMarked ? Look.accent : Look.edge
      canvas.fill(x: x - 1, y: y - 1, width: width + 2, height: height + 2, edge)
      canvas.fill(x: x, y: y, width: width, height: height, Look.tile)
      canvas.paste(shown, x: x + (width - shown.width) / 2, y: y + (height - shown.height) / 2)
    } else {
      top = y + (height - cell.captions.count * Look.captionLine) / 2
    }
    for (line, caption) in cell.captions.enumerated() {
      canvas.centredText(
        caption, x: x - Look.gap / 2 + 1, y: top + line * Look.captionLine,
        width: column.textWidth, Look.muted, .small)
    }
  }

  private func drawLegend(on canvas: inout Canvas, _ layout: ContactSheetLayout) {
    guard !layout.legend.isEmpty else { return }
    canvas.fill(
      x: Look.margin, y: layout.bodyBottom - Look.gap / 2 - 2,
      width: layout.width - 2 * Look.margin, height: 1, Look.rule)
    var y = layout.bodyBottom + 6
    for (entry, lines) in layout.legend {
      canvas.text(entry.key, x: Look.margin, y: y, Look.ink, .heading)
      var x = Look.margin + layout.keyWidth
      if let swatch = entry.swatch {
        canvas.fill(x: x, y: y + 2, width: Look.swatch, height: Look.swatch, swatch)
        x += Look.swatch + 6
      }
      for (line, text) in lines.enumerated() {
        canvas.text(text, x: x, y: y + line * Look.legendLine, Look.muted)
      }
      y += max(1, lines.count) * Look.legendLine + 2
    }
  }
}
