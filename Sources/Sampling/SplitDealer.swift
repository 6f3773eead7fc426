internal import Core

/// Deals groups to splits; `GroupedSplitter` says how.
struct SplitDealer {
  let groups: [SplitGroup]
  let shares: SplitShares
  let classCount: Int
  /// The split of each group, meaningful once `isDealt`.
  private(set) var splits: [Split]
  private(set) var isDealt: [Bool]
  private(set) var isKept: [Bool]
  private(set) var tally: SplitTally
  let classTotals: [Int]
  let sampleCount: Int
  let largestGroup: Int

  init(groups: [SplitGroup], shares: SplitShares, classCount: Int) {
    (self.groups, self.shares, self.classCount) = (groups, shares, classCount)
    splits = Array(repeating: .train, count: groups.count)
    isDealt = Array(repeating: false, count: groups.count)
    isKept = isDealt
    tally = SplitTally(classCount: classCount)
    var totals = Array(repeating: 0, count: classCount)
    for group in groups {
      for (label, count) in group.composition { totals[label] += count }
    }
    classTotals = totals
    sampleCount = totals.reduce(0, +)
    largestGroup = groups.map(\.size).max() ?? 0
  }

  /// Step 1: groups that had a split keep it.
  mutating func keep(_ previous: [Split?]) {
    for (index, split) in previous.enumerated() {
      guard let split else { continue }
      deal(index, to: split)
      isKept[index] = true
    }
  }

  mutating func deal(_ index: Int, to split: Split) {
    splits[index] = split
    isDealt[index] = true
    tally.add(groups[index], to: split)
  }

  mutating func move(_ index: Int, to split: Split) {
    tally.add(groups[index], to: splits[index], times: -1)
    tally.add(groups[index], to: split)
    splits[index] = split
  }

  /// Samples too many in a split.
  func totalDeviation(_ split: Split) -> Double {
    Double(tally.totals[split.order]) - shares[split] * Double(sampleCount)
  }

  /// How the rest of a class is best divided, as three parts of it that add up to 1, given what is dealt.
  func remainingShares(ofClass label: Int) -> [Double] {
    let total = Double(classTotals[label])
    let needs = Split.allCases.map { split in
      max(0, shares[split] * total - Double(tally.count(split, label)))
    }
    let sum = needs[0] + needs[1] + needs[2]
    return sum > 0 ? needs.map { $0 / sum } : Split.allCases.map { shares[$0] }
  }
}
