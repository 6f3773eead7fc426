internal import Core

/// Which samples of a class that is too large are kept.
enum BalanceThinning {
  /// Whether each sample is kept, `quotas[label]` of each class.
  ///
  /// Every sample has a keyed 64-bit draw (purpose "undersample"), which depends on the seed and its key alone.
  /// Inside a class and group the samples take turns in the order of their draws; a class keeps the samples of
  /// the first turn by their draws, then those of the second, and so on. So every group (a subject, a set of
  /// near duplicates) keeps one before any keeps two. Adding samples to a class can only push out the last that
  /// were kept, and those of the group that grew; every other choice stays.
  static func kept(
    _ quotas: [Int], sizes: [Int], keys: [SampleKey], labels: [Int], groups: [Int64]?,
    seed: UInt64, precedes: (Int, Int) -> Bool
  ) -> [Bool] {
    var isKept = Array(repeating: true, count: keys.count)
    guard quotas != sizes else { return isKept }
    let luck = LuckKey(seed: seed, purpose: "undersample")
    let order = KeyOrder.sorted(by: keys.map { luck.draw64(for: $0) }) { left, right in
      keys[left] == keys[right] ? precedes(left, right) : keys[left] < keys[right]
    }
    for label in quotas.indices where quotas[label] < sizes[label] {
      var taken: [Int64: Int] = [:]
      var turns: [(turn: Int, place: Int)] = []
      for (place, index) in order.enumerated() where labels[index] == label {
        var turn = 0
        if let groups {
          turn = taken[groups[index], default: 0]
          taken[groups[index]] = turn + 1
        }
        turns.append((turn, place))
      }
      turns.sort { $0 < $1 }
      for (_, place) in turns.dropFirst(quotas[label]) { isKept[order[place]] = false }
    }
    return isKept
  }
}
