internal import CPixelKernels

extension Image {
  /// The clip limits of CLAHE, in multiples of an even histogram.
  package static let claheClips = 0.1...100.0
  /// The tiles of CLAHE along each side.
  package static let claheTiles = 1...64

  /// Contrast limited adaptive histogram equalization (Zuiderveld, 1994); the bytes of OpenCV's `createCLAHE`.
  ///
  /// The image is cut into `tiles` × `tiles` parts, mirrored without repeating the edge where they do not
  /// divide it; a side with fewer pixels has as many tiles as pixels. Each part's histogram is cut at `clip`
  /// times its mean count, what was cut is spread evenly, and a sample goes through the four nearest parts'
  /// tables, bilinear. The tables of an RGB image are those of its luma; all channels go through them, so that
  /// grays stay gray.
  /// - Throws: ``ImageError/outOfRange(_:value:range:)`` for a clip outside 0.1…100 or tiles outside 1…64.
  public func adaptivelyEqualized(clip: Double = 2, tiles: Int = 8) throws(ImageError) -> Image {
    try ImageError.check("the clip of CLAHE", clip, in: Self.claheClips)
    try ImageError.check("the tiles of CLAHE", tiles, in: Self.claheTiles)
    let (columns, rows) = (min(tiles, width), min(tiles, height))
    let divides = width % columns == 0 && height % rows == 0
    // As OpenCV: a side that divides grows by a whole tile row when the other one does not.
    let tileWidth = divides ? width / columns : width / columns + 1
    let tileHeight = divides ? height / rows : height / rows + 1
    let limit = max(1, Int(clip * Double(tileWidth * tileHeight) / 256))
    let grid = (
      Int32(width), Int32(height), Int32(columns), Int32(rows), Int32(tileWidth), Int32(tileHeight)
    )
    let gray = grayscale()
    let tableBytes = rows * 256 * Int(fer_pixels_clahe_stride(grid.2))
    let places = width * channels + 16
    return filtered { source, target in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: tableBytes) { tables in
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2048 + places) { numbers in
          withUnsafeTemporaryAllocation(of: Float.self, capacity: places) { shares in
            gray.withPixels { gray in
              fer_pixels_clahe_tables(
                gray.baseAddress, grid.0, grid.1, grid.2, grid.3, grid.4, grid.5,
                Int32(clamping: limit), tables.baseAddress, numbers.baseAddress)
            }
            fer_pixels_clahe_blend(
              source, target, grid.0, grid.1, Int32(channels), grid.2, grid.3, grid.4, grid.5,
              tables.baseAddress, numbers.baseAddress.map { $0 + 2048 }, shares.baseAddress)
          }
        }
      }
    }
  }
}
