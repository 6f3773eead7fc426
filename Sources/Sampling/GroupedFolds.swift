internal import Core

/// Deals whole groups to K folds, stratified by class: K-fold cross-validation without leaks.
///
/// A pure function of keys, classes, groups and seed; the order of the candidates does not matter. Fold after
/// fold takes its share, 1 of those that are still to come, of what is left, by `GroupedSplitter`. So each of
/// K folds is within one largest group of an even part of the rest, and a class of single images within one
/// image. Every sample is in exactly one fold. O(K n log n).
///
/// Unlike scikit-learn's `StratifiedGroupKFold`, which deals groups greedily in the order of their spread, the
/// order is keyed: adding images leaves most groups where they were.
public struct GroupedFolds: Hashable, Sendable {
  /// The number of folds, K.
  public let count: Int
  /// The seed of the keyed order.
  public let seed: UInt64
  /// The number of classes.
  public let classCount: Int

  /// The numbers of folds there may be.
  public static let counts = 2...1000

  /// A dealer of `count` folds, 2…1000.
  public init(count: Int, seed: UInt64, classCount: Int) {
    (self.count, self.seed, self.classCount) = (count, seed, classCount)
  }

  /// The fold of each candidate, counted from 0, in the order of the candidates.
  ///
  /// - Throws: `SamplingError` for a class or group out of range, equal keys in two groups, or a fold that
  ///   would stay empty since the groups are too few or too large.
  public func assign(_ candidates: [SplitCandidate]) throws(SamplingError) -> [Int] {
    var folds = Array(repeating: count - 1, count: candidates.count)
    var left = Array(candidates.indices)
    for fold in 0..<count - 1 {
      let share = 1 / Double(count - fold)
      let splitter = GroupedSplitter(
        shares: try SplitShares(train: 1 - share, val: 0, test: share), seed: seed,
        classCount: classCount)
      let result = try splitter.assign(Self.renumbered(left.map { candidates[$0] }))
      var rest: [Int] = []
      for (index, split) in zip(left, result.assignment) {
        if split == .test { folds[index] = fold } else { rest.append(index) }
      }
      left = rest
    }
    var sizes = Array(repeating: 0, count: count)
    for fold in folds { sizes[fold] += 1 }
    if let empty = sizes.firstIndex(of: 0) {
      throw .emptyFold(
        fold: empty + 1, folds: count, groups: Set(candidates.map(\.group)).count)
    }
    return folds
  }

  /// The same candidates with their groups numbered from 0 without gaps, as a splitter wants them.
  public static func renumbered(_ candidates: [SplitCandidate]) -> [SplitCandidate] {
    var numbers: [Int: Int] = [:]
    return candidates.map { candidate in
      let number = numbers[candidate.group] ?? numbers.count
      numbers[candidate.group] = number
      return SplitCandidate(
        key: candidate.key, label: candidate.label, group: number,
        officialSplit: candidate.officialSplit)
    }
  }
}
