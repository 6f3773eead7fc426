/// A face found in an upright image, in whole numbers.
///
/// Positions count from the upper left corner of the upper left pixel, x to the right and y down, in 1/256
/// pixel; the score is in 1/65536. What a catalog stores is thus exactly what a crop is computed from.
/// A box may reach beyond the image.
public struct Face: Hashable, Sendable {
  /// A place in 1/256 pixel.
  public struct Point: Hashable, Sendable {
    /// To the right, in 1/256 pixel.
    public let x: Int
    /// Down, in 1/256 pixel.
    public let y: Int

    /// A place in 1/256 pixel.
    public init(x: Int, y: Int) { (self.x, self.y) = (x, y) }
  }

  /// The box's left edge, in 1/256 pixel.
  public let x: Int
  /// The box's upper edge, in 1/256 pixel.
  public let y: Int
  /// The box's width, in 1/256 pixel.
  public let width: Int
  /// The box's height, in 1/256 pixel.
  public let height: Int
  /// The right eye of the person, which in a picture lies left.
  public let rightEye: Point
  /// The left eye of the person.
  public let leftEye: Point
  /// The tip of the nose.
  public let nose: Point
  /// The corner of the mouth on the person's right.
  public let rightMouth: Point
  /// The corner of the mouth on the person's left.
  public let leftMouth: Point
  /// How sure the detector is, 0 … 65536.
  public let score: Int

  /// The parts of one unit of position: a pixel is 256.
  public static let unit = 256
  /// The parts of one unit of score.
  public static let scoreUnit = 65536

  /// A face; positions in 1/256 pixel, the score in 1/65536.
  public init(
    x: Int, y: Int, width: Int, height: Int, rightEye: Point, leftEye: Point, nose: Point,
    rightMouth: Point, leftMouth: Point, score: Int
  ) {
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
    (self.rightEye, self.leftEye, self.nose) = (rightEye, leftEye, nose)
    (self.rightMouth, self.leftMouth, self.score) = (rightMouth, leftMouth, score)
  }

  /// The box's longer side, in 1/256 pixel.
  public var longerSide: Int { max(width, height) }

  /// Right eye, left eye, nose, right and left corner of the mouth.
  public var landmarks: [Point] { [rightEye, leftEye, nose, rightMouth, leftMouth] }
}
