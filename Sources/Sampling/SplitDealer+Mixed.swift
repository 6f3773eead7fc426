internal import Core

extension SplitDealer {
  /// Step 2: groups of several classes are cut by the shares, then refined.
  mutating func dealMixedGroups() {
    let mixed = groups.indices.filter { !isDealt[$0] && groups[$0].onlyLabel == nil }
    guard !mixed.isEmpty else { return }
    var mixedCounts = Array(repeating: 0, count: classCount)
    for index in mixed {
      for (label, count) in groups[index].composition { mixedCounts[label] += count }
    }
    // The target of the mixed groups: what the class still needs, in proportion.
    let wanted = (0..<classCount).map { label in
      remainingShares(ofClass: label).map { $0 * Double(mixedCounts[label]) }
    }
    let total = Double(mixedCounts.reduce(0, +))
    let shares = (0..<3).map { split in wanted.reduce(0) { $0 + $1[split] } / total }
    var errors = (0.0, 0.0)
    cut(mixed, shares: shares, errors: &errors)
    var board = SplitBoard(
      wanted: wanted, wantedTotals: shares.map { $0 * total }, classCounts: mixedCounts)
    for index in mixed { board.add(groups[index], to: splits[index]) }
    refine(mixed, on: &board)
  }

  /// Moves and exchanges groups, in keyed order, while that lowers the cost.
  ///
  /// At most `maximumPasses` passes; exchanges only among few groups, since they are quadratic.
  private mutating func refine(_ mixed: [Int], on board: inout SplitBoard) {
    let open = Split.allCases.filter { shares[$0] > 0 }
    let maximumPasses = 16
    let exchangeLimit = 1500
    for _ in 0..<maximumPasses {
      var changed = false
      for index in mixed {
        if let target = board.bestMove(groups[index], from: splits[index], among: open) {
          board.add(groups[index], to: splits[index], times: -1)
          board.add(groups[index], to: target)
          move(index, to: target)
          changed = true
        }
      }
      if !changed, mixed.count <= exchangeLimit { changed = exchange(mixed, on: &board) }
      if !changed { return }
    }
  }

  /// One pass over all pairs of groups in different splits; whether any pair changed places.
  private mutating func exchange(_ mixed: [Int], on board: inout SplitBoard) -> Bool {
    var changed = false
    for (place, first) in mixed.enumerated() {
      for second in mixed[(place + 1)...] where splits[first] != splits[second] {
        let (from, to) = (splits[first], splits[second])
        guard
          board.exchangeGain(groups[first], in: from, with: groups[second], in: to)
            > SplitBoard.leastGain
        else { continue }
        board.add(groups[first], to: from, times: -1)
        board.add(groups[second], to: to, times: -1)
        board.add(groups[first], to: to)
        board.add(groups[second], to: from)
        move(first, to: to)
        move(second, to: from)
        changed = true
      }
    }
    return changed
  }

  /// How much worse the class counts fit (χ²) once a group moves from its split to another.
  func moveCost(_ index: Int, to target: Split) -> Double {
    var cost = 0.0
    for (label, count) in groups[index].composition {
      let total = Double(classTotals[label])
      for (split, change) in [(splits[index], -Double(count)), (target, Double(count))]
      where shares[split] > 0 {
        let goal = shares[split] * total
        let off = Double(tally.count(split, label)) - goal
        cost += (2 * off + change) * change / goal
      }
    }
    return cost
  }
}
