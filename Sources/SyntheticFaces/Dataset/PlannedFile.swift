/// A file to be: where it lies and how its bytes are made.
struct PlannedFile: Sendable {
  /// A face to draw: one sample of a series.
  struct Sample: Hashable, Sendable {
    var series = "sample"
    var expression: FaceExpression
    var index: Int
    var subject: Int
  }

  enum Content: Sendable {
    case sound(Sample)
    /// A sound sample, encoded again at another quality.
    case encodedAgain(Sample, quality: Int)
    case shifted(Sample, x: Int, y: Int)
    case brighter(Sample, by: Int)
    case corrupt(Sample, flips: UInt32, place: UInt32)
    /// Keeps `permille` thousandths of the bytes.
    case truncated(Sample, permille: Int)
    case blank(level: UInt8)
    case blurred(Sample, radius: Int)
    case turned(Sample, orientation: Int)
    case otherFormat(Sample)
    case text(UInt64)
    /// A face, changed.
    case varied(Sample, PictureChange)
    /// No face: lines of text, or a sign.
    case placeholder(seed: UInt64)
  }

  var path: String
  var content: Content
}
