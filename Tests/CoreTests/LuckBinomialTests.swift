import Core
import Testing

@Suite("Binomial luck")
struct LuckBinomialTests {
  static func draws(_ trials: Int, _ chance: Double, count: Int = 20_000) -> [Int] {
    var luck = LuckKey(seed: 1, purpose: "binomial").luck(for: UInt64(trials), epoch: 0)
    return (0..<count).map { _ in luck.binomial(trials, chance) }
  }

  @Test(
    "mean and variance are n·p and n·p·(1 − p)",
    arguments: [
      (1, 0.3), (7, 0.5), (40, 0.02), (40, 0.9), (100, 0.1), (101, 0.5), (5000, 0.4),
      (1_000_000, 0.000_02), (10_000_000, 0.37), (10_000_000, 0.999_999),
    ])
  func moments(trials: Int, chance: Double) {
    let draws = Self.draws(trials, chance)
    #expect(draws.allSatisfy { (0...trials).contains($0) })
    let n = Double(draws.count)
    let mean = draws.reduce(0.0) { $0 + Double($1) } / n
    let variance = draws.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / n
    let expected = Double(trials) * chance * (1 - chance)
    #expect(abs(mean - Double(trials) * chance) < 4.5 * (expected / n).squareRoot())
    #expect(abs(variance / expected - 1) < 0.06 + 4.5 / (expected * n).squareRoot())
  }

  @Test("the counts follow the distribution itself", arguments: [(12, 0.4), (60, 0.3), (200, 0.5)])
  func distribution(trials: Int, chance: Double) {
    let draws = Self.draws(trials, chance)
    var probability = Elementary.power(1 - chance, trials)
    var (square, cells) = (0.0, 0)
    for count in 0...trials {
      let expected = probability * Double(draws.count)
      if expected >= 20 {
        let apart = Double(draws.count { $0 == count }) - expected
        square += apart * apart / expected
        cells += 1
      }
      probability *= Double(trials - count) / Double(count + 1) * chance / (1 - chance)
    }
    // χ² has mean `cells` and standard deviation √(2·cells).
    #expect(square < Double(cells) + 4 * (2 * Double(cells)).squareRoot())
  }

  @Test("sure things are sure, and nothing comes of nothing")
  func ends() {
    var luck = LuckKey(seed: 1, purpose: "binomial").luck(for: 0, epoch: 0)
    #expect(luck.binomial(0, 0.5) == 0)
    #expect(luck.binomial(9, 0) == 0 && luck.binomial(9, -1) == 0)
    #expect(luck.binomial(9, 1) == 9 && luck.binomial(9, 2) == 9)
  }

  @Test("the draws are pinned")
  func golden() {
    #expect(Self.draws(10, 0.3, count: 8) == [1, 2, 6, 5, 5, 4, 0, 5])
    #expect(Self.draws(1000, 0.3, count: 8) == [330, 295, 292, 321, 288, 288, 315, 301])
  }
}
