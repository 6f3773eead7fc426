internal import Core

/// The class counts of the mixed groups against their targets, and what a move would gain.
///
/// The cost is χ²: the squared deviation over the target, summed over splits and classes, plus the same
/// over all classes, so that sizes and class shares both count, small classes as much as large ones.
struct SplitBoard {
  /// A gain must be larger than rounding errors, or groups would move back and forth.
  static let leastGain = 1e-9
  private let classCount: Int
  /// Samples too many per split and class, and, in the last column, per split.
  private var off: [Double]
  /// One over the target; 0 where nothing is wanted of a class that has no samples.
  private let scale: [Double]
  private var columns: Int { classCount + 1 }

  /// `wanted[label][split.order]` are the targets.
  init(wanted: [[Double]], wantedTotals: [Double], classCounts: [Int]) {
    classCount = classCounts.count
    var off: [Double] = []
    var scale: [Double] = []
    for split in 0..<3 {
      for label in 0..<classCount {
        let goal = wanted[label][split]
        off.append(-goal)
        // A target of nearly nothing must not weigh nearly infinitely: half a sample at least.
        scale.append(classCounts[label] == 0 ? 0 : 1 / max(goal, 0.5))
      }
      off.append(-wantedTotals[split])
      scale.append(1 / max(wantedTotals[split], 0.5))
    }
    (self.off, self.scale) = (off, scale)
  }

  mutating func add(_ group: SplitGroup, to split: Split, times: Double = 1) {
    let row = split.order * columns
    for (label, count) in group.composition { off[row + label] += times * Double(count) }
    off[row + classCount] += times * Double(group.size)
  }

  /// The split to which a move lowers the cost most, if any does.
  func bestMove(_ group: SplitGroup, from split: Split, among open: [Split]) -> Split? {
    let leaving = change(group, in: split, sign: -1)
    var best: Split?
    var bestCost = -SplitBoard.leastGain
    for target in open where target != split {
      let cost = leaving + change(group, in: target, sign: 1)
      if cost < bestCost { (best, bestCost) = (target, cost) }
    }
    return best
  }

  /// How much the cost falls when two groups change places.
  func exchangeGain(
    _ first: SplitGroup, in from: Split, with second: SplitGroup, in to: Split
  ) -> Double {
    -(change(second, minus: first, in: from) + change(first, minus: second, in: to))
  }

  /// The change of the cost of one split when a group comes (+1) or goes (−1).
  private func change(_ group: SplitGroup, in split: Split, sign: Double) -> Double {
    let row = split.order * columns
    var cost = 0.0
    for (label, count) in group.composition {
      cost += term(row + label, sign * Double(count))
    }
    return cost + term(row + classCount, sign * Double(group.size))
  }

  /// The change of the cost of one split when one group comes and another goes: a merge of two
  /// ascending lists of classes.
  private func change(
    _ coming: SplitGroup, minus going: SplitGroup, in split: Split
  ) -> Double {
    let row = split.order * columns
    var cost = 0.0
    var (left, right) = (0, 0)
    while left < coming.composition.count || right < going.composition.count {
      let a = left < coming.composition.count ? coming.composition[left].label : Int.max
      let b = right < going.composition.count ? going.composition[right].label : Int.max
      var difference = 0
      if a <= b { difference += coming.composition[left].count }
      if b <= a { difference -= going.composition[right].count }
      cost += term(row + min(a, b), Double(difference))
      if a <= b { left += 1 }
      if b <= a { right += 1 }
    }
    return cost + term(row + classCount, Double(coming.size - going.size))
  }

  private func term(_ place: Int, _ change: Double) -> Double {
    (2 * off[place] + change) * change * scale[place]
  }
}
