/// Two different samples, in the order of their keys: the same pair however it is named.
public struct SamplePair: Hashable, Comparable, Sendable {
  /// The sample of the smaller key.
  public let first: SampleKey
  /// The sample of the larger key.
  public let second: SampleKey

  /// The pair of two samples, or nil where they are one.
  public init?(_ one: SampleKey, _ other: SampleKey) {
    guard one != other else { return nil }
    (first, second) = one < other ? (one, other) : (other, one)
  }

  /// The pair of two samples that are known to be different.
  public init(different one: SampleKey, _ other: SampleKey) {
    (first, second) = one < other ? (one, other) : (other, one)
  }

  /// By the first key, then by the second.
  public static func < (left: SamplePair, right: SamplePair) -> Bool {
    left.first == right.first ? left.second < right.second : left.first < right.first
  }
}
