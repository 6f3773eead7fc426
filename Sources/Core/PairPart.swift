/// The part of one picture of a pair that the other shows, stretched to the whole size.
public struct PairPart: Hashable, Sendable {
  /// The left edge, in half pixels of 48 to the width; below zero where the other shows more on that side.
  public let x: Int
  /// The upper edge, in half pixels of 48 to the height.
  public let y: Int
  /// The width in half pixels.
  public let width: Int
  /// The height in half pixels.
  public let height: Int
  /// Whether it is a part of the second picture, turned and mirrored as it is compared; else of the first.
  public let isOfSecond: Bool

  /// A part.
  public init(x: Int, y: Int, width: Int, height: Int, isOfSecond: Bool) {
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
    self.isOfSecond = isOfSecond
  }
}

extension PairPart: CustomStringConvertible {
  /// Of the second picture: such as "a part of the first: 43.0 × 44.5 of 48 pixels from 2.5, 1.0 on".
  public var description: String {
    func pixels(_ halves: Int) -> String { PlainNumber.text(Double(halves) / 2, 1) }
    return "\(isOfSecond ? "the first is a part of it" : "a part of the first"): "
      + "\(pixels(width)) × \(pixels(height)) of 48 pixels from \(pixels(x)), \(pixels(y)) on"
  }
}
