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
  public let part: PairPart?
  /// Whether the sixth where they differ most was left out.
  public let leavesOutWorst: Bool

  /// A confirmed pair.
  public init(
    first: SampleKey, second: SampleKey, millionths: Int32, shiftX: Int, shiftY: Int,
    isMirrored: Bool, quarterTurns: Int, part: PairPart? = nil, leavesOutWorst: Bool = false
  ) {
    self.leavesOutWorst = leavesOutWorst
    (self.first, self.second, self.millionths) = (first, second, millionths)
    (self.shiftX, self.shiftY) = (shiftX, shiftY)
    (self.isMirrored, self.quarterTurns, self.part) = (isMirrored, quarterTurns, part)
  }
}
