/// A box of whole pixels in an upright image: the region of a sample.
public struct PixelBox: Hashable, Sendable {
  /// The left edge, in pixels from the left.
  public let x: Int
  /// The upper edge, in pixels from the top.
  public let y: Int
  /// The width in pixels.
  public let width: Int
  /// The height in pixels.
  public let height: Int

  /// A box from its upper left corner and its size, all in pixels.
  public init(x: Int, y: Int, width: Int, height: Int) {
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
  }
}
