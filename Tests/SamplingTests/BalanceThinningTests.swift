import Core
import Sampling
import Testing

@Suite("Thinning large classes")
struct BalanceThinningTests {
  static let sizes = BalancePlanTests.sizes
  static var labels: [Int] { BalancePlanTests.labels }

  static func plan(
    _ balancing: Balancing, keys: [SampleKey], groups: [Int64]? = nil, seed: UInt64 = 11
  ) throws -> BalancePlan {
    try BalancePlan(
      balancing, keys: keys, labels: keys.map { _ in 0 }, groups: groups, classCount: 1,
      seed: seed, precedes: { $0 < $1 })
  }

  static func keys(_ names: Range<Int>) -> [SampleKey] { names.map { Candidates.key($0) } }

  static func kept(_ plan: BalancePlan, _ keys: [SampleKey]) -> Set<SampleKey> {
    Set(zip(keys, plan.isKept).filter(\.1).map(\.0))
  }

  @Test(
    "undersampling brings every class down to the target and copies nothing",
    arguments: [
      (BalanceTarget.smallest, 1), (.median, 10), (.count(9), 9), (.count(99), 99), (.count(1), 1),
    ])
  func undersamples(target: BalanceTarget, rows: Int) throws {
    let plan = try BalancePlanTests.plan(.undersample(target))
    #expect(plan.classes.map(\.rows) == Self.sizes.map { min($0, rows) })
    #expect(plan.copies.allSatisfy { $0.isEmpty })
    for label in Self.sizes.indices {
      let kept = zip(Self.labels, plan.isKept).count { $0.0 == label && $0.1 }
      #expect(kept == min(Self.sizes[label], rows))
      #expect(plan.classes[label].leftOut == Self.sizes[label] - kept)
    }
    #expect(plan.target == rows)
  }

  @Test("a target brings every class with samples to its number of rows, from both sides")
  func target() throws {
    let plan = try BalancePlanTests.plan(.target(.count(12)))
    #expect(plan.classes.map(\.rows) == [12, 12, 12, 0, 12])
    #expect(plan.classes.map(\.leftOut) == [28, 0, 1, 0, 0])
    #expect(plan.classes.map(\.copies) == [0, 5, 0, 0, 11])
    // What is left out gets no copies.
    #expect(zip(plan.isKept, plan.copies).allSatisfy { $0 || $1.isEmpty })
  }

  @Test("weights and the sampler leave every row as it is")
  func leavesAlone() throws {
    for balancing in [Balancing.weights(.inverseFrequency), .sampler(length: 9), .none] {
      let plan = try BalancePlanTests.plan(balancing)
      #expect(plan.classes.map(\.rows) == Self.sizes)
      #expect(plan.isKept.allSatisfy { $0 } && plan.copies.allSatisfy { $0.isEmpty })
      #expect(plan.target == nil)
    }
  }

  @Test("the order of the samples does not matter")
  func orderDoesNotMatter() throws {
    let straight = try BalancePlanTests.plan(.target(.count(12)))
    let order = Candidates.shuffled(Self.labels.count)
    let shuffled = try BalancePlanTests.plan(.target(.count(12)), order: order)
    #expect(order.map { straight.isKept[$0] } == shuffled.isKept)
    #expect(order.map { straight.copies[$0] } == shuffled.copies)
  }

  @Test("another seed keeps other samples, and each is as likely to be kept")
  func seeds() throws {
    let keys = Self.keys(0..<40)
    var counts: [SampleKey: Int] = [:]
    for seed in 0..<400 {
      let plan = try Self.plan(.undersample(.count(10)), keys: keys, seed: UInt64(seed))
      for key in Self.kept(plan, keys) { counts[key, default: 0] += 1 }
    }
    // Binomial(400, ¼): mean 100, deviation 8.7.
    #expect(counts.count == 40)
    #expect(counts.values.allSatisfy { (60...140).contains($0) })
  }

  @Test("new samples push out only as many as come in")
  func stable() throws {
    let (few, many) = (Self.keys(0..<500), Self.keys(0..<600))
    let before = Self.kept(try Self.plan(.undersample(.count(100)), keys: few), few)
    let after = Self.kept(try Self.plan(.undersample(.count(100)), keys: many), many)
    let came = after.subtracting(few)
    #expect(before.subtracting(after).count == came.count)
    #expect(came.count < 40)
  }

  @Test("every group keeps one sample before any keeps two")
  func groups() throws {
    let keys = Self.keys(0..<90)
    // One group of 60, ten groups of 2, ten of 1.
    let groups = (0..<90).map { number -> Int64 in
      if number < 60 { return 0 }
      return number < 80 ? Int64(1 + (number - 60) / 2) : Int64(number)
    }
    func perGroup(_ count: Int) throws -> [Int64: Int] {
      let plan = try Self.plan(.undersample(.count(count)), keys: keys, groups: groups)
      return Dictionary(grouping: zip(groups, plan.isKept).filter(\.1), by: \.0)
        .mapValues(\.count)
    }
    #expect(try perGroup(21).values.allSatisfy { $0 == 1 })
    #expect(try perGroup(21).count == 21)
    #expect(try perGroup(15).values.allSatisfy { $0 == 1 })
    let more = try perGroup(40)
    #expect(more.count == 21 && more[0] == 10)
    #expect((1...10).allSatisfy { more[$0] == 2 })
  }

  @Test("one content under two members is left out by member, not by input order")
  func equalKeys() throws {
    let key = Candidates.key("twin")
    func kept(_ names: [String]) throws -> [String] {
      let plan = try BalancePlan(
        .undersample(.count(1)), keys: names.map { _ in key }, labels: names.map { _ in 0 },
        classCount: 1, seed: 3, precedes: { names[$0] < names[$1] })
      return zip(names, plan.isKept).filter(\.1).map(\.0)
    }
    #expect(try kept(["b", "a", "c"]) == ["a"])
    #expect(try kept(["c", "b", "a"]) == ["a"])
  }

  @Test("lists that do not belong together are refused")
  func refusals() {
    #expect(throws: SamplingError.countMismatch(what: "groups", count: 1, expected: 3)) {
      try Self.plan(.undersample(.smallest), keys: Self.keys(0..<3), groups: [1])
    }
    #expect(throws: SamplingError.targetOutOfRange(0)) {
      try Self.plan(.target(.count(0)), keys: Self.keys(0..<3))
    }
  }
}
