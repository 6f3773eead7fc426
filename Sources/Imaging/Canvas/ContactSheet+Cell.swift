extension ContactSheet {
  /// A picture in its tile, with lines of small type under it.
  ///
  /// The cell keeps the picture at the size it is shown, not the picture itself, so a sheet of photographs
  /// stays small.
  public struct Cell: Hashable, Sendable {
    /// The picture as it is shown, its sides at most the tile's; nil where there is none.
    public let shown: Image?
    /// The lines under the picture; nothing is drawn for an empty one.
    public var captions: [String]
    /// Whether a colored frame is drawn around the picture.
    public var isMarked: Bool

    /// No picture: the captions stand in the middle of the empty place.
    public init(absent captions: [String]) {
      shown = nil
      self.captions = captions
      isMarked = false
    }

    /// A picture fitted to a tile, with marks drawn over it.
    ///
    /// - Parameter side: The side of the tile, in pixels.
    /// - Throws: ``ImageError`` only where a picture cannot be resized at all.
    public init(
      _ picture: Image, side: Int, captions: [String] = [], marks: [PictureMark] = [],
      isMarked: Bool = false
    ) throws(ImageError) {
      (self.captions, self.isMarked) = (captions, isMarked)
      let fitted = try Self.fitted(picture, side: max(1, side))
      guard !marks.isEmpty else {
        shown = fitted
        return
      }
      var canvas = Canvas(fitted)
      let scale = PictureScale(
        pictureWidth: picture.width, pictureHeight: picture.height, shownWidth: fitted.width,
        shownHeight: fitted.height)
      for mark in marks { mark.draw(on: &canvas, scale: scale) }
      shown = canvas.image
    }

    /// A picture shrunk by area so that its longer side is the tile's, or enlarged by the largest whole
    /// factor that leaves it within the tile.
    static func fitted(_ picture: Image, side: Int) throws(ImageError) -> Image {
      let longer = max(picture.width, picture.height)
      if longer > side {
        return try picture.resized(
          width: max(1, picture.width * side / longer),
          height: max(1, picture.height * side / longer), filter: .area)
      }
      return picture.repeated(side / longer)
    }
  }
}

extension Image {
  /// The image with each pixel as a square of `factor` × `factor`.
  func repeated(_ factor: Int) -> Image {
    guard factor > 1 else { return self }
    var samples: [UInt8] = []
    samples.reserveCapacity(pixels.count * factor * factor)
    withPixels { source in
      for y in 0..<height {
        let start = samples.count
        for x in 0..<width {
          let from = (y * width + x) * channels
          for _ in 0..<factor { samples.append(contentsOf: source[from..<(from + channels)]) }
        }
        let row = samples[start...]
        for _ in 1..<factor { samples.append(contentsOf: row) }
      }
    }
    return Image(
      checkedWidth: width * factor, height: height * factor, channels: channels, pixels: samples)
  }
}
