/// A face as a detector found it: whole numbers, so that what is read is what was stored.
public struct DetectedFace: Hashable, Sendable {
  /// The left edge of its box, in 1/256 pixel of the upright image; may lie outside.
  public let x: Int
  /// The upper edge of its box, in 1/256 pixel.
  public let y: Int
  /// The width of its box, in 1/256 pixel.
  public let width: Int
  /// The height of its box, in 1/256 pixel.
  public let height: Int
  /// x and y, in 1/256 pixel, of the subject's right eye, left eye, nose, right and left mouth corner.
  public let points: [Int]
  /// How sure the detector is, in 1/65536.
  public let score: Int

  /// How many numbers `points` has.
  public static let pointCount = 10

  /// A face; `points` holds five pairs.
  public init(x: Int, y: Int, width: Int, height: Int, points: [Int], score: Int) {
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
    (self.points, self.score) = (points, score)
  }
}
