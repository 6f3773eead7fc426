public import Core

/// A near duplicate that a search confirmed.
public struct StoredNearPair: Hashable, Sendable {
  /// The two pictures, in the order that the transform speaks of.
  public let first: SampleKey
  /// The second picture.
  public let second: SampleKey
  /// Their correlation in millionths.
  public let millionths: Int32
  /// Pixels of 48 that the second is moved to the right.
  public let shiftX: Int
  /// Pixels of 48 that the second is moved down.
  public let shiftY: Int
  /// Whether the second is mirrored.
  public let isMirrored: Bool
  /// Quarter turns of the second, clockwise.
  public let quarterTurns: Int
  /// The part of one that the other shows, instead of being moved.
  public let part: Part?
  /// Whether the sixth where they differ most was left out.
  public let leavesOutWorst: Bool

  /// A part in half pixels of 48.
  public struct Part: Hashable, Sendable {
    /// The left edge.
    public let x: Int
    /// The upper edge.
    public let y: Int
    /// The width.
    public let width: Int
    /// The height.
    public let height: Int
    /// Whether it is a part of the second picture, turned and mirrored as above; else of the first.
    public let isOfSecond: Bool

    /// A part.
    public init(x: Int, y: Int, width: Int, height: Int, isOfSecond: Bool) {
      (self.x, self.y, self.width, self.height) = (x, y, width, height)
      self.isOfSecond = isOfSecond
    }
  }

  /// A confirmed pair.
  public init(
    first: SampleKey, second: SampleKey, millionths: Int32, shiftX: Int, shiftY: Int,
    isMirrored: Bool, quarterTurns: Int, part: Part? = nil, leavesOutWorst: Bool = false
  ) {
    self.leavesOutWorst = leavesOutWorst
    (self.first, self.second, self.millionths) = (first, second, millionths)
    (self.shiftX, self.shiftY) = (shiftX, shiftY)
    (self.isMirrored, self.quarterTurns, self.part) = (isMirrored, quarterTurns, part)
  }
}
