/// Two samples, in the order of their keys: what a near duplicate, or the decision that it is none, is about.
@frozen
public struct SamplePair: Hashable, Comparable, Sendable {
  /// The smaller key.
  public let first: SampleKey
  /// The larger key.
  public let second: SampleKey

  /// The pair of two samples, in whichever order they are given.
  @inlinable public init(_ one: SampleKey, _ other: SampleKey) {
    (first, second) = one < other ? (one, other) : (other, one)
  }

  /// Orders by the first key, then the second.
  @inlinable public static func < (left: SamplePair, right: SamplePair) -> Bool {
    (left.first, left.second) < (right.first, right.second)
  }
}
