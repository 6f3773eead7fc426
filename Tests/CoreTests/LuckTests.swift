import Core
import Testing

@Suite("Luck")
struct LuckTests {
  /// The published known-answer vectors of Random123 (kat_vectors, philox4x32 10 rounds).
  @Test(
    "Philox4x32-10 gives the published known answers",
    arguments: [
      (
        SIMD4<UInt32>(0, 0, 0, 0), SIMD2<UInt32>(0, 0),
        SIMD4<UInt32>(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)
      ),
      (
        SIMD4(repeating: UInt32.max), SIMD2(repeating: UInt32.max),
        SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)
      ),
      (
        SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
        SIMD2(0xa409_3822, 0x299f_31d0),
        SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)
      ),
    ])
  func knownAnswers(counter: SIMD4<UInt32>, key: SIMD2<UInt32>, expected: SIMD4<UInt32>) {
    #expect(Philox4x32.block(counter: counter, key: key) == expected)
  }

  @Test("the words of a stream are pinned")
  func pinned() {
    let key = LuckKey(seed: 7, purpose: "augment")
    var luck = key.luck(for: SampleKey(.sha256(of: "sample")), epoch: 3)
    let words = (0..<5).map { _ in luck.nextUInt32() }
    #expect(words == LuckTests.pinnedWords)
  }

  @Test("seed, purpose, sample and epoch each change the draw")
  func dependence() {
    let sample = SampleKey(.sha256(of: "a"))
    let draws: Set<UInt64> = [
      LuckKey(seed: 1, purpose: "x").draw64(for: sample),
      LuckKey(seed: 2, purpose: "x").draw64(for: sample),
      LuckKey(seed: 1, purpose: "y").draw64(for: sample),
      LuckKey(seed: 1, purpose: "x").draw64(for: SampleKey(.sha256(of: "b"))),
      LuckKey(seed: 1, purpose: "x").draw64(for: sample, epoch: 1),
    ]
    #expect(draws.count == 5)
  }

  @Test("units lie in [0, 1) on the 24-bit grid and average to a half")
  func units() {
    var luck = LuckKey(seed: 1, purpose: "units").luck(for: 1, epoch: 0)
    let values = (0..<20_000).map { _ in luck.unit() }
    #expect(values.allSatisfy { $0 >= 0 && $0 < 1 && $0 * 0x1p24 == ($0 * 0x1p24).rounded() })
    let mean = values.map(Double.init).reduce(0, +) / Double(values.count)
    #expect(abs(mean - 0.5) < 0.01)
  }

  @Test("normal numbers have mean 0 and deviation 1")
  func normals() {
    var luck = LuckKey(seed: 1, purpose: "normals").luck(for: 1, epoch: 0)
    let values = (0..<20_000).map { _ in luck.normal() }
    let mean = values.reduce(0, +) / Double(values.count)
    let variance = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(values.count)
    #expect(abs(mean) < 0.03)
    #expect(abs(variance - 1) < 0.05)
  }

  @Test("a shuffle keeps every element, and each index is drawn below its bound")
  func shuffles() {
    var luck = LuckKey(seed: 1, purpose: "shuffle").luck(for: 1, epoch: 0)
    var elements = Array(0..<100)
    luck.shuffle(&elements)
    #expect(elements != Array(0..<100))
    #expect(elements.sorted() == Array(0..<100))
    #expect((1...100).allSatisfy { (0..<$0).contains(luck.index(below: $0)) })
  }
}

extension LuckTests {
  static let pinnedWords: [UInt32] = [
    336_960_593, 615_870_141, 4_140_271_705, 2_271_145_757, 738_063_299,
  ]
}
