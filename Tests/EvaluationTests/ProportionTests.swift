import Core
import Evaluation
import Testing

@Suite("Wilson intervals")
struct ProportionTests {
  /// `scipy.stats.binomtest(k, n).proportion_ci(method="wilson")`, SciPy.
  static let published: [(Int, Int, Double, Double)] = [
    (0, 1, 0.0, 0.7934506856227626),
    (1, 1, 0.20654931437723745, 1.0),
    (0, 10, 0.0, 0.27753279986288926),
    (3, 10, 0.10779126740630102, 0.6032218525388546),
    (10, 10, 0.7224672001371109, 1.0),
    (50, 100, 0.4038315303659956, 0.5961684696340044),
    (2440, 3589, 0.664406659078239, 0.6949189651656303),
    (55, 56, 0.9055436285060241, 0.9968407896580254),
  ]

  @Test("they equal the published formula's values", arguments: published)
  func values(successes: Int, trials: Int, low: Double, high: Double) throws {
    let interval = try #require(Proportion(successes, of: trials, or: .noSamples).interval)
    #expect(abs(interval.lowerBound - low) < 1e-12 && abs(interval.upperBound - high) < 1e-12)
  }

  @Test("they hold the share, stay within 0…1, and are mirrored by failures", arguments: 1..<60)
  func bounds(trials: Int) throws {
    for successes in 0...trials {
      let share = Proportion(successes, of: trials, or: .noSamples)
      let interval = try #require(share.interval)
      #expect(interval.contains(try #require(share.value)))
      #expect(interval.lowerBound >= 0 && interval.upperBound <= 1)
      let mirror = try #require(
        Proportion(trials - successes, of: trials, or: .noSamples).interval)
      #expect(abs(mirror.lowerBound - (1 - interval.upperBound)) < 1e-12)
    }
  }

  @Test("no trials give no interval")
  func none() {
    let share = Proportion(0, of: 0, or: .noSupport)
    #expect(share.interval == nil && share.figure == .undefined(.noSupport))
    #expect(share.intervalJSON == .null)
  }
}
