import Core
import Testing

@Suite("Beta draws")
struct BetaTests {
  static func draws(_ alpha: Double, _ count: Int = 20_000) -> [Double] {
    let key = LuckKey(seed: 4, purpose: "beta test")
    return (0..<count).map { number in
      var luck = key.luck(for: UInt64(number), epoch: 0)
      return luck.beta(alpha)
    }
  }

  @Test(
    "mean, variance and fourth moment are those of the distribution",
    arguments: [0.05, 0.2, 0.5, 0.999, 1, 1.001, 2, 8, 100])
  func moments(alpha: Double) {
    let values = Self.draws(alpha)
    #expect(values.allSatisfy { (0...1).contains($0) })
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let variance = values.reduce(0) { $0 + ($1 - 0.5) * ($1 - 0.5) } / count
    let fourth = values.reduce(0) { $0 + Elementary.power($1 - 0.5, 4) } / count
    // Closed forms: Var = 1/(4(2α+1)), E(x−½)⁴ = 3/(16(2α+1)(2α+3)).
    let trueVariance = 1 / (4 * (2 * alpha + 1))
    let trueFourth = 3 / (16 * (2 * alpha + 1) * (2 * alpha + 3))
    // Five standard errors of each mean.
    #expect(abs(mean - 0.5) < 5 * (trueVariance / count).squareRoot())
    let spread = max(0, trueFourth - trueVariance * trueVariance)
    #expect(abs(variance - trueVariance) < 5 * (spread / count).squareRoot() + 1e-12)
    #expect(abs(fourth - trueFourth) < 0.05 * trueFourth)
  }

  @Test(
    "the share below a quarter is the distribution's", arguments: [(0.5, 1.0 / 3), (2, 0.15625)])
  func quarter(alpha: Double, share: Double) {
    // Arcsine law: 2/π · asin(√¼) = 1/3; for α = 2: 3x² − 2x³.
    let below = Double(Self.draws(alpha).count { $0 < 0.25 }) / 20_000
    #expect(abs(below - share) < 5 * (share * (1 - share) / 20_000).squareRoot())
  }

  @Test("a very small parameter gives zeros and ones, a very large one halves")
  func limits() {
    // The mass between 0.001 and 0.999 is about α · ln 999 = 0.0069.
    #expect(Self.draws(0.001, 500).count { min($0, 1 - $0) > 1e-3 } < 15)
    #expect(Self.draws(1000, 500).allSatisfy { abs($0 - 0.5) < 0.1 })
  }

  @Test("the bits are the same everywhere")
  func golden() {
    let bits = [0.2, 1, 3].flatMap { Self.draws($0, 3).map(\.bitPattern) }
    // A Python program of the same methods on its own Philox and its C library's functions gives these within
    // one unit in the last place.
    #expect(
      bits == [
        4_607_182_416_984_402_978, 4_603_181_697_419_228_053, 4_592_436_073_745_271_673,
        4_604_347_504_781_492_843, 4_605_037_110_607_832_501, 4_603_405_828_820_753_957,
        4_603_673_680_537_636_813, 4_604_136_101_579_139_774, 4_603_101_019_095_957_749,
      ])
  }

  @Test("the luck of a repetition is its own, and the first time is the key itself")
  func repeated() {
    let key = LuckKey(seed: 9, purpose: "augment-online")
    #expect(key.repeated(0) == key)
    let keys = (0..<2000).map { key.repeated(UInt32($0)) }
    #expect(Set(keys).count == 2000)
    var luck = key.repeated(1).luck(for: 5, epoch: 2)
    #expect(luck.nextUInt64() == 7_391_722_532_002_028_123)
  }
}
