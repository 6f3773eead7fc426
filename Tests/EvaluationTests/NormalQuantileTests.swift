import Evaluation
import Testing

@Suite("Normal quantiles")
struct NormalQuantileTests {
  @Test(
    "they are those of Python's statistics.NormalDist",
    arguments: [
      (0.975, 1.9599639845400536), (0.5, 0), (0.025, -1.9599639845400536),
      (0.999875, 3.662259930887615), (0.9, 1.2815515655446008), (1e-15, -7.941345326170998),
      (1e-300, -37.0471),
    ])
  func recorded(share: Double, z: Double) {
    let tolerance = share < 1e-200 ? 1e-4 : 1e-13 * max(1, abs(z))
    #expect(abs(NormalQuantile.z(share) - z) <= tolerance, "\(NormalQuantile.z(share))")
  }

  @Test("the ends are infinite, and both halves mirror each other")
  func ends() {
    #expect(NormalQuantile.z(0) == -.infinity && NormalQuantile.z(1) == .infinity)
    for share in stride(from: 0.01, to: 0.5, by: 0.07) {
      #expect(abs(NormalQuantile.z(share) + NormalQuantile.z(1 - share)) < 1e-13)
    }
  }

  @Test("an interval for the best of many is wider the more there are, and for one is Wilson's own")
  func simultaneous() throws {
    let share = Proportion(680, of: 1000, or: .noSamples)
    let plain = try #require(share.interval)
    let one = try #require(share.interval(z: NormalQuantile.simultaneous(1)))
    #expect(abs(one.lowerBound - plain.lowerBound) < 1e-12)
    #expect(abs(one.upperBound - plain.upperBound) < 1e-12)
    var width = one.upperBound - one.lowerBound
    for count in [2, 10, 100, 10_000] {
      let wider = try #require(share.interval(z: NormalQuantile.simultaneous(count)))
      #expect(wider.upperBound - wider.lowerBound > width)
      width = wider.upperBound - wider.lowerBound
    }
  }
}
