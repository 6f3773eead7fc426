import Core
import Sampling

/// Drawn candidates for the laws.
enum Candidates {
  static func key(_ name: some CustomStringConvertible) -> SampleKey {
    SampleKey(.sha256(of: "sample \(name)"))
  }

  /// Samples in groups of 1…`largest`, of one class each or, when `mixed`, of any.
  static func drawn(
    count: Int, largest: Int, mixed: Bool, classCount: Int = 7, seed: UInt64
  ) -> [SplitCandidate] {
    var luck = LuckKey(seed: seed, purpose: "candidates").luck(for: 0, epoch: 0)
    var candidates: [SplitCandidate] = []
    var group = 0
    while candidates.count < count {
      let size = min(1 + luck.index(below: largest), count - candidates.count)
      // Squaring makes the low classes frequent and the high ones rare.
      let draw = Double(luck.unit())
      let label = Int(draw * draw * Double(classCount))
      for _ in 0..<size {
        candidates.append(
          SplitCandidate(
            key: key("\(seed)/\(candidates.count)"),
            label: mixed ? luck.index(below: classCount) : label, group: group))
      }
      group += 1
    }
    return candidates
  }

  static func shuffled(_ count: Int, seed: UInt64 = 9) -> [Int] {
    var order = Array(0..<count)
    var luck = LuckKey(seed: seed, purpose: "shuffle").luck(for: 1, epoch: 0)
    luck.shuffle(&order)
    return order
  }
}
