/// A square cut out of an upright image, possibly turned: where a face is, in whole numbers.
///
/// Positions count from the upper left corner of the upper left pixel, x to the right and y down, so the
/// centre of a square that is exactly the pixels 0…9 is 5 (80 sixteenths). The square may reach beyond the
/// image; what lies there is decided by whoever cuts.
public struct CropFrame: Hashable, Sendable {
  /// The centre's distance from the left edge, in 1/16 pixel.
  public let centerX: Int
  /// The centre's distance from the upper edge, in 1/16 pixel.
  public let centerY: Int
  /// The side, in 1/16 pixel; at least 16.
  public let side: Int
  /// How far the square's upper edge is turned clockwise from the image's, in 1/1000 degree, −180000 … 180000.
  ///
  /// Cutting turns the picture back, so a face that leans clockwise by the tilt comes out level.
  public let tilt: Int

  /// A square from its centre and side in 1/16 pixel, and its tilt in 1/1000 degree.
  public init(centerX: Int, centerY: Int, side: Int, tilt: Int = 0) {
    (self.centerX, self.centerY) = (centerX, centerY)
    (self.side, self.tilt) = (side, tilt)
  }

  /// The side of what is cut, in whole pixels, to the nearest; at least 1.
  public var pixelSide: Int { max(1, (side + 8) / 16) }
}
