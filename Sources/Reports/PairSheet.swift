public import Imaging

/// Pairs of pictures side by side, to be looked at.
public struct PairSheet: Sendable {
  /// One of two pictures.
  public struct Picture: Sendable {
    let image: Image
    let captions: [String]

    /// A picture with lines under it; each is cut to the width of the tile.
    public init(_ image: Image, captions: [String]) {
      self.image = image
      self.captions = captions.map {
        Canvas.fittedInMiddle($0, width: PairSheet.side + 10, .small)
      }
    }
  }

  /// Two pictures and what is to be said of them.
  public struct Pair: Sendable {
    let figure: String
    let notes: [String]
    let pictures: [Picture]
    let isMarked: Bool

    /// A pair.
    ///
    /// - Parameters:
    ///   - figure: a few characters, such as "0.987".
    ///   - notes: sentences; each is wrapped.
    ///   - isMarked: whether the pictures are framed, as where they bear two labels.
    public init(figure: String, notes: [String], pictures: [Picture], isMarked: Bool) {
      self.figure = figure
      self.notes = Array(
        notes.flatMap { Canvas.wrapped(PairSheet.drawn($0), width: 130, .small) }.prefix(7))
      self.pictures = Array(pictures.prefix(2))
      self.isMarked = isMarked
    }
  }

  /// The side of a tile in pixels.
  public static let side = 96

  let title: String
  let subtitle: String
  let pairs: [Pair]
  let legend: [(key: String, text: String)]

  /// A sheet of pairs.
  public init(
    title: String, subtitle: String, pairs: [Pair], legend: [(key: String, text: String)]
  ) {
    (self.title, self.subtitle, self.pairs, self.legend) = (title, subtitle, pairs, legend)
  }

  /// The sheet as a picture.
  ///
  /// - Throws: ``ImageError`` where it cannot be drawn.
  public func draw() throws(ImageError) -> Image {
    var rows: [ContactSheet.Row] = []
    for pair in pairs {
      var cells: [ContactSheet.Cell?] = []
      for picture in pair.pictures {
        cells.append(
          try ContactSheet.Cell(
            picture.image, side: Self.side, captions: picture.captions, isMarked: pair.isMarked))
      }
      rows.append(ContactSheet.Row(label: pair.figure, notes: pair.notes, cells: cells))
    }
    return try ContactSheet(
      title: title, subtitle: Self.drawn(subtitle),
      columns: [
        ContactSheet.Column("one", side: Self.side), ContactSheet.Column("other", side: Self.side),
      ],
      rows: rows, legend: legend.map { ContactSheet.Entry($0.key, Self.drawn($0.text)) }, panels: 3
    ).draw()
  }

  /// A sentence in the letters that a sheet's font has.
  static func drawn(_ sentence: String) -> String {
    sentence.replacing("×", with: "x").replacing("\u{a0}", with: " ")
      .replacing("°", with: " degrees")
  }
}
