internal import Core

/// A keyed permutation of 0..<1,000,000 that numbers the files of one class.
///
/// A Feistel network of four rounds over pairs of three digits: sound and planted files get
/// numbers that look alike, and no number depends on how many there are.
struct NumberScramble: Sendable {
  static let count = 1_000_000
  private static let half = 1000
  private let rounds: [[Int]]

  init(seed: UInt64, expression: FaceExpression) {
    let key = LuckKey(seed: seed, purpose: "synth/number/\(expression.rawValue)")
    rounds = (0..<4).map { round in
      var luck = key.luck(for: UInt64(round), epoch: 0)
      return (0..<Self.half).map { _ in luck.index(below: Self.half) }
    }
  }

  func number(of index: Int) -> Int {
    var left = index / Self.half
    var right = index % Self.half
    for table in rounds { (left, right) = (right, (left + table[right]) % Self.half) }
    return left * Self.half + right
  }
}
