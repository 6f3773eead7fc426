/// Two pictures, by number, that are the same one, changed.
public struct NearPair: Hashable, Sendable {
  /// The smaller number.
  public let first: Int32
  /// The larger number.
  public let second: Int32
  /// The correlation in millionths.
  public let millionths: Int32
  /// How the second lies over the first.
  public let transform: PairTransform

  /// A pair; `first` is below `second`.
  public init(first: Int32, second: Int32, millionths: Int32, transform: PairTransform) {
    (self.first, self.second) = (first, second)
    (self.millionths, self.transform) = (millionths, transform)
  }

  /// The correlation, −1…1.
  public var score: Double { Double(millionths) / 1_000_000 }
}
