public import Core

/// A split of the samples and how well it meets the shares.
public struct SplitResult: Hashable, Sendable {
  /// The split of each sample, in the order of the candidates.
  public let assignment: [Split]
  /// Samples per split and class: `counts[split.order][label]`.
  public let counts: [[Int]]
  /// Samples too many (or, negative, too few) per split and class: count − share × class total.
  public let deviation: [[Double]]
  /// The same per split, over all classes; at most `largestGroup` where nothing was kept from before.
  public let totalDeviation: [Double]
  /// The number of groups.
  public let groupCount: Int
  /// The number of samples of the largest group.
  public let largestGroup: Int
  /// Groups that kept the split they had.
  public let keptGroups: Int
  /// Samples that had to leave their previous split, because groups merged that lay in different splits.
  public let movedSamples: Int

  /// The number of samples of a split.
  public func count(_ split: Split) -> Int { counts[split.order].reduce(0, +) }
}
