public import Core

/// Assigns whole groups to train, val and test, stratified by class.
///
/// A pure function of keys, classes, groups, seed and, when given, a previous assignment; the order of
/// the candidates does not matter. In four steps:
///
/// 1. Groups with a previous split keep it.
/// 2. Groups of several classes (such as the images of one subject) are cut in keyed order by the
///    shares, then moved or exchanged while that brings the class counts nearer to the shares (χ²).
/// 3. Groups of one class (such as single images) fill up what each class still needs, in keyed order.
///    Roundings are chosen so that the running sum over the classes stays near zero.
/// 4. Should a split still be off by more than the largest group, groups are moved until none is.
///
/// So every split meets its share to within one largest group (unless previous splits forbid it), and
/// a class of single images to within one image. Adding images moves few others, since keyed order
/// leaves the others where they were; where classes mix in groups, step 2 may exchange a few more. A
/// previous assignment moves none. O(n log n), plus step 2, which is linear in groups × classes.
///
/// The bias admitted: step 2 prefers groups whose classes fit, so a split is not a uniformly random one.
public struct GroupedSplitter: Hashable, Sendable {
  /// The parts that train, val and test are to get.
  public let shares: SplitShares
  /// The seed of the keyed order.
  public let seed: UInt64
  /// The number of classes.
  public let classCount: Int

  /// A splitter for some shares, a seed and a number of classes.
  public init(shares: SplitShares, seed: UInt64, classCount: Int) {
    (self.shares, self.seed, self.classCount) = (shares, seed, classCount)
  }

  /// Splits the candidates.
  ///
  /// With `previous`, a group keeps the split most of its members had (by samples; a tie goes to test
  /// before val before train, so that a published test set is not emptied), even if its share is 0.
  /// Members that had another one are counted in `movedSamples`.
  ///
  /// - Throws: `SamplingError` for a class or group out of range, or equal keys in two groups.
  public func assign(
    _ candidates: [SplitCandidate], previous: [SampleKey: Split]? = nil
  ) throws(SamplingError) -> SplitResult {
    let table = try SplitGroupTable(candidates, classCount: classCount, seed: seed)
    var dealer = SplitDealer(groups: table.groups, shares: shares, classCount: classCount)
    if let previous { dealer.keep(table.previousSplits(of: candidates, in: previous)) }
    dealer.dealMixedGroups()
    dealer.dealPureGroups()
    dealer.repairTotals()
    let splits = dealer.splits
    return result(
      assignment: candidates.map { splits[table.groupIndex[$0.group]] },
      candidates: candidates, dealer: dealer, previous: previous)
  }

  private func result(
    assignment: [Split], candidates: [SplitCandidate], dealer: SplitDealer,
    previous: [SampleKey: Split]?
  ) -> SplitResult {
    var moved = 0
    if let previous {
      for (candidate, split) in zip(candidates, assignment) {
        if let old = previous[candidate.key], old != split { moved += 1 }
      }
    }
    let counts = Split.allCases.map { split in
      (0..<classCount).map { dealer.tally.count(split, $0) }
    }
    let classTotals = (0..<classCount).map { label in counts.reduce(0) { $0 + $1[label] } }
    return SplitResult(
      assignment: assignment, counts: counts,
      deviation: Split.allCases.map { split in
        (0..<classCount).map {
          Double(counts[split.order][$0]) - shares[split] * Double(classTotals[$0])
        }
      },
      totalDeviation: Split.allCases.map { dealer.totalDeviation($0) },
      groupCount: dealer.groups.count, largestGroup: dealer.largestGroup,
      keptGroups: dealer.isKept.count { $0 }, movedSamples: moved)
  }
}
