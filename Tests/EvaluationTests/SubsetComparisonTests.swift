import Core
import Evaluation
import Testing

@Suite("A part of the samples beside the whole")
struct SubsetComparisonTests {
  static func predictions(_ rights: [Bool], groups: [UInt64]? = nil) throws -> Predictions {
    let table = rights.flatMap { isRight -> [Float] in isRight ? [0.9, 0.1] : [0.1, 0.9] }
    return try DrawnPredictions.predictions(
      table, labels: rights.map { _ in 0 }, classes: 2, groups: groups)
  }

  @Test(
    "the difference is the share of the rest times part less rest, and Newcombe's interval with it")
  func newcombe() throws {
    // Newcombe (1998), example (a): 56/70 and 48/80 differ by 0.2, interval 0.0524 to 0.3339.
    let rights = (0..<150).map { $0 < 70 ? $0 < 56 : $0 < 118 }
    let comparison = try SubsetComparison(
      try Self.predictions(rights), isInPart: (0..<150).map { $0 < 70 })
    #expect(comparison.part.successes == 56 && comparison.rest.successes == 48)
    let share = 80.0 / 150
    let difference = try #require(comparison.difference.value)
    #expect(abs(difference - 0.2 * share) < 1e-12)
    #expect(abs(difference - (56.0 / 70 - 104.0 / 150)) < 1e-12)
    let interval = try #require(comparison.interval)
    #expect(abs(interval.low / share - 0.0524) < 1e-4)
    #expect(abs(interval.high / share - 0.3339) < 1e-4)
  }

  @Test("all or nothing in the part has no interval")
  func ends() throws {
    let set = try Self.predictions([true, false, true])
    let all = try SubsetComparison(set, isInPart: [true, true, true])
    #expect(all.difference == .value(0) && all.interval == nil)
    let none = try SubsetComparison(set, isInPart: [false, false, false])
    #expect(none.difference == .undefined(.noSamples) && none.interval == nil)
    #expect(throws: EvaluationError.countMismatch(what: "flags", count: 1, expected: 3)) {
      try SubsetComparison(set, isInPart: [true])
    }
  }

  @Test(
    "the interval covers the truth in 93 to 97 % of 2,000 samples, in groups or not",
    arguments: [1, 6])
  func covers(size: Int) throws {
    // Units are in the part with ⅔; their chance to be right is 0.6 there, 0.75 in the rest.
    var hits = 0
    let (units, truth) = (120, 0.6 - (0.6 * 2 / 3 + 0.75 / 3))
    for number in 0..<2000 {
      var luck = LuckKey(seed: 6, purpose: "part").luck(for: UInt64(number), epoch: UInt32(size))
      var (rights, flags, groups) = ([Bool](), [Bool](), [UInt64]())
      for unit in 0..<units {
        let isInPart = luck.index(below: 3) < 2
        let chance = (isInPart ? 0.6 : 0.75) + (size > 1 ? (luck.unit() < 0.5 ? 0.2 : -0.2) : 0)
        for _ in 0..<size {
          rights.append(Double(luck.unit()) < Double(chance))
          flags.append(isInPart)
          groups.append(UInt64(unit))
        }
      }
      let comparison = try SubsetComparison(
        try Self.predictions(rights, groups: size > 1 ? groups : nil), isInPart: flags,
        plan: IntervalPlan(seed: UInt64(number), resamples: 100))
      if try #require(comparison.interval).range.contains(truth) { hits += 1 }
    }
    let share = Double(hits) / 2000
    #expect(share >= 0.93 && share <= 0.97, "\(share)")
  }
}
