/// What a rule makes of votes.
enum VoteOutcome: Hashable, Sendable {
  /// The emotion with most of the votes that were kept, and the eight targets, where the rule makes them.
  case label(emotion: Int, targets: [Float]?)
  /// FER+ drops such rows from training; why, as one phrase.
  case dropped(reason: String)
}

extension VoteRule {
  /// The rule's word about some votes.
  func outcome(of votes: Votes) -> VoteOutcome {
    let counts = votes.counts.map { $0 <= 1 ? 0 : $0 }
    let sum = counts.reduce(0, +)
    guard let kept = kept(of: counts, sum: sum) else {
      return .dropped(reason: "FER+ votes: no emotion stands out (\(rawValue) rule)")
    }
    let best = VoteRule.firstOfLargest(kept)
    guard best < Votes.emotionCount else {
      let said = best == Votes.emotionCount ? "the emotion is unknown" : "this is not a face"
      return .dropped(reason: "FER+ votes: most say that \(said)")
    }
    return .label(emotion: best, targets: targets(from: Array(kept.prefix(Votes.emotionCount))))
  }

  private func kept(of counts: [Int], sum: Int) -> [Int]? {
    switch self {
    case .majority: VoteRule.majority(of: counts, sum: sum)
    case .probability: VoteRule.mostVoted(of: counts, sum: sum)
    case .multiTarget: VoteRule.wellVoted(of: counts, sum: sum)
    }
  }

  private static func majority(of counts: [Int], sum: Int) -> [Int]? {
    let best = firstOfLargest(counts)
    guard 2 * counts[best] > sum else { return nil }
    var kept = counts.map { _ in 0 }
    kept[best] = counts[best]
    return kept
  }

  private static func mostVoted(of counts: [Int], sum: Int) -> [Int]? {
    var rest = counts
    var kept = counts.map { _ in 0 }
    var taken = 0
    var number = 0
    var isValid = true
    while 4 * taken < 3 * sum, number < 3, isValid {
      let most = rest[firstOfLargest(rest)]
      for index in rest.indices where rest[index] == most {
        (kept[index], rest[index]) = (most, 0)
        taken += most
        number += 1
        guard index >= Votes.emotionCount else { continue }
        isValid = false
        if kept.reduce(0, +) > most {
          kept[index] = 0
          number -= 1
        }
        break
      }
    }
    return 2 * kept.reduce(0, +) <= sum || number > 3 ? nil : kept
  }

  private static func wellVoted(of counts: [Int], sum: Int) -> [Int]? {
    let kept = counts.map { 10 * $0 >= 3 * sum ? $0 : 0 }
    return 2 * kept.reduce(0, +) <= sum ? nil : kept
  }

  static func firstOfLargest(_ counts: [Int]) -> Int {
    counts.indices.reduce(0) { counts[$1] > counts[$0] ? $1 : $0 }
  }

  private func targets(from kept: [Int]) -> [Float]? {
    switch self {
    case .majority: nil
    case .probability: kept.map { Float($0) / Float(kept.reduce(0, +)) }
    case .multiTarget: kept.map { $0 > 0 ? 1 : 0.001 }
    }
  }
}
