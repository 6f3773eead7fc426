internal import Core

/// Samples per split and class, against the targets that the shares set.
struct SplitTally {
  let classCount: Int
  /// `counts[split.order * classCount + label]`.
  private(set) var counts: [Int]
  private(set) var totals = [0, 0, 0]

  init(classCount: Int) {
    self.classCount = classCount
    counts = Array(repeating: 0, count: 3 * classCount)
  }

  func count(_ split: Split, _ label: Int) -> Int { counts[split.order * classCount + label] }

  /// Adds a group to a split, or takes it away with `times: -1`.
  mutating func add(_ group: SplitGroup, to split: Split, times: Int = 1) {
    for (label, count) in group.composition {
      counts[split.order * classCount + label] += times * count
    }
    totals[split.order] += times * group.size
  }
}
