internal import Core

/// The groups of the candidates, in keyed order.
struct SplitGroupTable {
  /// Sorted by keyed draw, ties by key; so the order does not depend on that of the candidates.
  let groups: [SplitGroup]
  /// The place in `groups` of each group number that the candidates use.
  let groupIndex: [Int]

  init(_ candidates: [SplitCandidate], classCount: Int, seed: UInt64) throws(SamplingError) {
    let luck = LuckKey(seed: seed, purpose: "split")
    var groups: [SplitGroup] = []
    var places = Array(repeating: -1, count: candidates.count)
    for candidate in candidates {
      guard (0..<classCount).contains(candidate.label) else {
        throw .labelOutOfRange(
          label: candidate.label, classCount: classCount, key: candidate.key)
      }
      guard candidates.indices.contains(candidate.group) else {
        throw .groupOutOfRange(
          group: candidate.group, sampleCount: candidates.count, key: candidate.key)
      }
      if places[candidate.group] < 0 {
        places[candidate.group] = groups.count
        groups.append(SplitGroup(key: candidate.key))
      }
      groups[places[candidate.group]].add(label: candidate.label, key: candidate.key)
    }
    let keyOrder = KeyOrder.ascending(candidates.map(\.key))
    for (left, right) in zip(keyOrder, keyOrder.dropFirst())
    where candidates[left].key == candidates[right].key {
      guard candidates[left].group == candidates[right].group else {
        throw .sampleInTwoGroups(candidates[left].key)
      }
    }
    for index in groups.indices { groups[index].draw = luck.draw64(for: groups[index].key) }
    let order = KeyOrder.sorted(by: groups.map(\.draw)) { groups[$0].key < groups[$1].key }
    var ranks = Array(repeating: 0, count: groups.count)
    for (rank, index) in order.enumerated() { ranks[index] = rank }
    self.groups = order.map { groups[$0] }
    groupIndex = places.map { $0 < 0 ? -1 : ranks[$0] }
  }

  /// The split that most members of each group had, or `nil` for a group that is new.
  func previousSplits(
    of candidates: [SplitCandidate], in previous: [SampleKey: Split]
  ) -> [Split?] {
    var votes = Array(repeating: 0, count: 3 * groups.count)
    for candidate in candidates {
      guard let split = previous[candidate.key] else { continue }
      votes[3 * groupIndex[candidate.group] + split.order] += 1
    }
    return groups.indices.map { index in
      var best: Split?
      var most = 0
      for split in Split.allCases where votes[3 * index + split.order] > 0 {
        let count = votes[3 * index + split.order]
        if count >= most { (best, most) = (split, count) }
      }
      return best
    }
  }
}
