/// A labelled table of pictures: a row for each sample, a column for each of its forms.
///
/// Rows of one group stand together between two rules. Small pictures are enlarged by whole factors, so that
/// their pixels stay visible; large ones are shrunk by area; all are centred in square tiles. A legend
/// closes the sheet. Many short rows may stand in several panels side by side.
public struct ContactSheet: Hashable, Sendable {
  /// A column: its heading and the side of its tiles.
  public struct Column: Hashable, Sendable {
    /// The heading, in bold.
    public var heading: String
    /// A line in small type under the heading; empty for none.
    public var detail: String
    /// The side of the column's tiles in pixels.
    public let side: Int

    /// Whether the tiles are only as high as their pictures, as suits photographs of many shapes.
    public var hugsPictures: Bool

    /// The width that text may take above and below a tile of the column, in pixels.
    public var textWidth: Int { side + ContactSheetLayout.gap - 2 }

    /// The height of the tile of a cell.
    func height(of cell: Cell) -> Int {
      hugsPictures ? cell.shown?.height ?? side : side
    }

    /// A column; the side is kept within ``ContactSheet/sides``.
    public init(
      _ heading: String, detail: String = "", side: Int = 96, hugsPictures: Bool = false
    ) {
      (self.heading, self.detail, self.hugsPictures) = (heading, detail, hugsPictures)
      self.side = min(max(side, ContactSheet.sides.lowerBound), ContactSheet.sides.upperBound)
    }
  }

  /// One sample.
  public struct Row: Hashable, Sendable {
    /// The name at the left, such as the class; empty under a row of the same name.
    public var label: String
    /// Lines in small type under the label.
    public var notes: [String]
    /// The forms of the sample, one a column; nil leaves a tile out.
    public var cells: [Cell?]
    /// Whether a rule is drawn above the row.
    public var startsGroup: Bool

    /// A row of a sheet.
    public init(label: String, notes: [String] = [], cells: [Cell?], startsGroup: Bool = true) {
      (self.label, self.notes, self.cells) = (label, notes, cells)
      self.startsGroup = startsGroup
    }
  }

  /// One entry of the legend.
  public struct Entry: Hashable, Sendable {
    /// What it is about, such as "pipeline".
    public var key: String
    /// The text; it is wrapped to the width of the sheet.
    public var text: String
    /// A colored square before the text.
    public var swatch: Canvas.Color?

    /// An entry of the legend.
    public init(_ key: String, _ text: String, swatch: Canvas.Color? = nil) {
      (self.key, self.text, self.swatch) = (key, text, swatch)
    }
  }

  /// The sides a tile may have, in pixels.
  public static let sides = 32...1024

  /// The heading of the sheet.
  public var title: String
  /// A line under the heading; empty for none.
  public var subtitle: String
  /// The columns from left to right.
  public var columns: [Column]
  /// The rows from top to bottom.
  public var rows: [Row]
  /// What closes the sheet.
  public var legend: [Entry]
  /// How many parts the rows are dealt to, which stand side by side; at least 1.
  public var panels: Int

  /// A sheet.
  public init(
    title: String, subtitle: String = "", columns: [Column], rows: [Row], legend: [Entry] = [],
    panels: Int = 1
  ) {
    (self.title, self.subtitle) = (title, subtitle)
    (self.columns, self.rows, self.legend) = (columns, rows, legend)
    self.panels = max(1, panels)
  }

  /// The width and the height of the sheet in pixels, without drawing it.
  public var size: (width: Int, height: Int) {
    let layout = ContactSheetLayout(self)
    return (layout.width, layout.height)
  }
}
