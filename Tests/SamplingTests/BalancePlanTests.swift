import Core
import Sampling
import Testing

@Suite("Balancing")
struct BalancePlanTests {
  static let sizes = [40, 7, 13, 0, 1]
  static var labels: [Int] {
    sizes.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) }
  }

  static func plan(_ balancing: Balancing, order: [Int]? = nil) throws -> BalancePlan {
    let order = order ?? Array(labels.indices)
    return try BalancePlan(
      balancing, keys: order.map { Candidates.key($0) }, labels: order.map { labels[$0] },
      classCount: sizes.count, seed: 11, precedes: { order[$0] < order[$1] })
  }

  @Test(
    "oversampling brings every class that has samples to the target, and takes nothing away",
    arguments: [
      (OversampleTarget.largest, 40), (.median, 10), (.count(100), 100), (.count(1), 1),
    ])
  func reachesTarget(target: OversampleTarget, rows: Int) throws {
    let plan = try Self.plan(.oversample(target))
    #expect(plan.classes.map(\.rows) == Self.sizes.map { $0 == 0 ? 0 : max($0, rows) })
    var copies = Array(repeating: 0, count: Self.sizes.count)
    for (label, range) in zip(Self.labels, plan.copies) { copies[label] += range.count }
    #expect(copies == plan.classes.map(\.copies))
    #expect(plan.rowCount == plan.classes.reduce(0) { $0 + $1.rows })
    for label in Self.sizes.indices {
      let counts = zip(Self.labels, plan.copies).filter { $0.0 == label }.map(\.1.count)
      #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1, "copies are spread evenly")
    }
    #expect(plan.copies.allSatisfy { $0.lowerBound >= 1 })
  }

  @Test("the order of the samples does not matter")
  func orderDoesNotMatter() throws {
    let straight = try Self.plan(.oversample(.largest))
    let order = Candidates.shuffled(Self.labels.count)
    let shuffled = try Self.plan(.oversample(.largest), order: order)
    #expect(order.map { straight.copies[$0] } == shuffled.copies)
  }

  @Test("one content in two rows never gets one copy number twice")
  func equalKeys() throws {
    let keys = [Candidates.key("twin"), Candidates.key("twin"), Candidates.key("other")]
    let plan = try BalancePlan(
      .oversample(.count(6)), keys: keys, labels: [0, 1, 0], classCount: 2, seed: 1,
      precedes: { $0 < $1 })
    let twins = plan.copies[0...1].flatMap { Array($0) }
    #expect(Set(twins).count == twins.count && twins.count >= 7)
  }

  @Test("no balancing makes no copies")
  func none() throws {
    let plan = try Self.plan(.none)
    #expect(plan.copies.allSatisfy { $0.isEmpty })
    #expect(plan.rowCount == Self.labels.count)
  }

  @Test("impossible targets and classes are refused")
  func refusals() throws {
    #expect(throws: SamplingError.targetOutOfRange(0)) { try Self.plan(.oversample(.count(0))) }
    #expect(throws: SamplingError.self) { try Self.plan(.oversample(.count(Int.max / 2))) }
    #expect(throws: SamplingError.countMismatch(what: "classes", count: 0, expected: 1)) {
      try BalancePlan(
        .none, keys: [Candidates.key(1)], labels: [], classCount: 2, seed: 0,
        precedes: { $0 < $1 })
    }
  }

  @Test(
    "settings are read and written back",
    arguments: [
      (JSON.string("none"), Balancing.none), ("oversample", .oversample(.largest)),
      (JSON.object(["method": "oversample", "target": "median"]), .oversample(.median)),
      (JSON.object(["method": "oversample", "target": 500]), .oversample(.count(500))),
    ])
  func settings(json: JSON, expected: Balancing) throws {
    let balancing = try Balancing(settings: SettingsNode(json: json, file: "m.yaml"))
    #expect(balancing == expected)
    #expect(try Balancing(settings: SettingsNode(json: balancing.json, file: "m")) == expected)
  }

  @Test(
    "wrong settings are refused",
    arguments: [
      JSON.string("oversampel"), ["method": "none", "target": 3],
      ["method": "oversample", "target": 0], ["method": "oversample", "target": true],
      ["method": "oversample", "targets": 3],
    ])
  func wrongSettings(json: JSON) {
    #expect(throws: SettingsError.self) {
      try Balancing(settings: SettingsNode(json: json, file: "m.yaml"))
    }
  }
}
