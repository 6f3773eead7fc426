internal import Core

extension SplitDealer {
  /// Step 3: groups of one class fill what the class still needs.
  mutating func dealPureGroups() {
    var members = Array(repeating: [Int](), count: classCount)
    for (index, group) in groups.enumerated() where !isDealt[index] {
      if let label = group.onlyLabel { members[label].append(index) }
    }
    var errors = (0.0, 0.0)
    for label in 0..<classCount where !members[label].isEmpty {
      cut(members[label], shares: remainingShares(ofClass: label), errors: &errors)
    }
  }

  /// Deals a list in order: the first part to train, the next to val, the rest to test.
  ///
  /// `errors` are the running sums of samples too many before the first and the second cut. Each cut
  /// falls on that side of the group it hits which leaves the smaller running sum, so the sums stay
  /// within half a largest group.
  mutating func cut(_ members: [Int], shares: [Double], errors: inout (Double, Double)) {
    var prefix = [0]
    prefix.reserveCapacity(members.count + 1)
    for index in members { prefix.append(prefix[prefix.count - 1] + groups[index].size) }
    let total = Double(prefix[members.count])
    let ideal = (shares[0] * total, (shares[0] + shares[1]) * total)
    var first = SplitDealer.nearest(prefix, to: ideal.0 - errors.0, around: ideal.0)
    var second = SplitDealer.nearest(prefix, to: ideal.1 - errors.1, around: ideal.1)
    if shares[0] == 0 { first = 0 }
    if shares[2] == 0 { second = members.count }
    if shares[1] == 0 { if shares[2] == 0 { first = second } else { second = first } }
    second = max(first, second)
    errors.0 += Double(prefix[first]) - ideal.0
    errors.1 += Double(prefix[second]) - ideal.1
    for (place, index) in members.enumerated() {
      deal(index, to: place < first ? .train : place < second ? .val : .test)
    }
  }

  /// Of the two prefix sums around `ideal`, the place of the one nearer to `wanted`.
  private static func nearest(_ prefix: [Int], to wanted: Double, around ideal: Double) -> Int {
    var (low, high) = (0, prefix.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if Double(prefix[middle]) <= ideal { low = middle } else { high = middle - 1 }
    }
    guard low + 1 < prefix.count else { return low }
    let below = abs(Double(prefix[low]) - wanted)
    let above = abs(Double(prefix[low + 1]) - wanted)
    return above < below ? low + 1 : low
  }

  /// Step 4: while a split is off by more than the largest group, a group goes from the fullest split
  /// to the emptiest one.
  ///
  /// Each move shrinks the sum of the deviations, so it ends.
  mutating func repairTotals() {
    let limit = Double(largestGroup)
    while Split.allCases.contains(where: { abs(totalDeviation($0)) > limit + 1e-6 }) {
      let open = Split.allCases.filter { shares[$0] > 0 }
      guard
        let fullest = Split.allCases.max(by: { totalDeviation($0) < totalDeviation($1) }),
        let emptiest = open.min(by: { totalDeviation($0) < totalDeviation($1) }),
        fullest != emptiest
      else { return }
      let movable = groups.indices.filter { splits[$0] == fullest && !isKept[$0] }
      let best = movable.min { left, right in
        moveCost(left, to: emptiest) < moveCost(right, to: emptiest)
      }
      guard let best else { return }
      move(best, to: emptiest)
    }
  }
}
