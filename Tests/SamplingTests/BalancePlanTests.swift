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
      (BalanceTarget.largest, 40), (.median, 10), (.count(100), 100), (.count(1), 1),
    ])
  func reachesTarget(target: BalanceTarget, rows: Int) throws {
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
    #expect(plan.isKept.allSatisfy { $0 } && plan.classes.allSatisfy { $0.leftOut == 0 })
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

  static let written: [(String, Balancing)] = [
    (#""none""#, .none), (#""oversample""#, .oversample(.largest)),
    (#"{"method": "oversample", "target": "median"}"#, .oversample(.median)),
    (#"{"method": "oversample", "target": 500}"#, .oversample(.count(500))),
    (#""undersample""#, .undersample(.smallest)),
    (#"{"method": "undersample", "target": "median"}"#, .undersample(.median)),
    (#"{"method": "target", "target": 3000}"#, .target(.count(3000))),
    (#"{"method": "target", "target": "smallest"}"#, .target(.smallest)),
    (#""weights""#, .weights(.inverseFrequency)),
    (
      #"{"method": "weights", "by": "effective-number", "beta": 0.9}"#,
      .weights(.effectiveNumber(beta: 0.9))
    ),
    (
      #"{"method": "weights", "by": "effective-number"}"#,
      .weights(.effectiveNumber(beta: 0.999))
    ),
    (#""sampler""#, .sampler(length: nil)), (#"{"method": "sampler"}"#, .sampler(length: nil)),
    (#"{"method": "sampler", "length": 100}"#, .sampler(length: 100)),
  ]

  static func read(_ text: String) throws -> Balancing {
    try Balancing(settings: SettingsNode(json: JSON(parsing: text), file: "m.yaml"))
  }

  @Test("settings are read and written back", arguments: written)
  func survives(text: String, expected: Balancing) throws {
    let balancing = try Self.read(text)
    #expect(balancing == expected)
    #expect(try Self.read(balancing.json.text()) == expected)
  }

  static let mistakes: [(String, String)] = [
    (#""oversampel""#, "did you mean 'oversample'?"),
    (#"{"method": "none", "target": 3}"#, "a target needs the method oversample"),
    (#"{"method": "sampler", "target": 3}"#, "a target needs the method oversample"),
    (#"{"method": "oversample", "target": 0}"#, "0 is outside"),
    (#"{"method": "oversample", "target": true}"#, "known: largest, median, a number of rows"),
    (#"{"method": "oversample", "target": [3]}"#, "or a number of rows, found a list"),
    (#"{"method": "oversample", "target": "smallest"}"#, "'smallest' is not known"),
    (#"{"method": "undersample", "target": "largest"}"#, "'largest' is not known"),
    (#"{"method": "oversample", "targets": 3}"#, "did you mean 'target'?"),
    (#""target""#, "the method target needs a target: the number of rows"),
    (#"{"method": "target"}"#, "the method target needs a target: the number of rows"),
    (#"{"method": "weights", "by": "none"}"#, "weights by nothing are no balancing"),
    (#"{"method": "weights", "beta": 0.5}"#, "beta needs weights by effective-number"),
    (#"{"method": "weights", "by": "effective-number", "beta": 1}"#, "outside"),
    (#"{"method": "undersample", "by": "inverse-frequency"}"#, "needs the method weights"),
    (#"{"method": "none", "length": 5}"#, "a length needs the method sampler"),
    (#"{"method": "sampler", "length": 1}"#, "1 is outside"),
    (#"{"method": "sampler", "length": "all"}"#, "expected a number of rows"),
  ]

  @Test("wrong settings are refused, and the message says what is known", arguments: mistakes)
  func wrongSettings(text: String, message: String) {
    let error = #expect(throws: SettingsError.self) { try Self.read(text) }
    let found = error?.description ?? ""
    #expect(found.contains(message), "\(found)")
  }
}
