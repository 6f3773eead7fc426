import Core
import Evaluation
import Testing

@Suite("Two models on the same samples")
struct ComparisonTests {
  /// Two models of three classes, right where the flags say so.
  static func pair(
    _ first: [Bool], _ second: [Bool], groups: [UInt64]? = nil
  ) throws -> (Predictions, Predictions) {
    let labels = first.indices.map { $0 % 3 }
    func model(_ rights: [Bool]) throws -> Predictions {
      let table = zip(labels, rights).flatMap { label, isRight -> [Float] in
        (0..<3).map { $0 == (isRight ? label : (label + 1) % 3) ? 0.75 : 0.125 }
      }
      return try DrawnPredictions.predictions(table, labels: labels, classes: 3, groups: groups)
    }
    return (try model(first), try model(second))
  }

  @Test(
    "discordant pairs are counted, and the accuracy's difference has Agresti and Min's interval")
  func accuracy() throws {
    // 100 samples: 60 both right, 10 only the first, 25 only the second, 5 neither.
    let first = (0..<100).map { $0 < 70 }
    let second = (0..<100).map { $0 < 60 || (70..<95).contains($0) }
    let (a, b) = try Self.pair(first, second)
    let comparison = try PairedComparison(a, b)
    #expect(comparison.mcNemar.firstOnly == 10 && comparison.mcNemar.secondOnly == 25)
    let accuracy = try #require(comparison.differences.first { $0.name == "accuracy" })
    #expect(abs(accuracy.difference - 0.15) < 1e-12)
    let interval = try #require(accuracy.interval)
    // (25.5 − 10.5)/102 ± 1.96·√(36 − 225/102)/102
    #expect(abs(interval.low - (0.14705882 - 0.11170)) < 1e-4)
    #expect(abs(interval.high - (0.14705882 + 0.11170)) < 1e-4)
    #expect(try #require(accuracy.shareAbove) > 0.98)
    let macro = try #require(comparison.differences.first { $0.name == "macro_f1" })
    #expect(macro.interval?.method == .pairedBootstrap)
    let width = try #require(macro.interval).high - #require(macro.interval).low
    #expect(width > 0.18 && width < 0.28)
  }

  @Test(
    "a model beside itself: no difference, no chance, and turning the two around turns the signs")
  func itself() throws {
    let (one, two) = (try DrawnPredictions.make(1), try DrawnPredictions.make(1))
    let same = try PairedComparison(one, two)
    #expect(same.differences.allSatisfy { $0.difference == 0 })
    #expect(same.mcNemar.pValue == 1)
    let (a, b) = try Self.pair((0..<60).map { $0 % 4 > 0 }, (0..<60).map { $0 % 3 > 0 })
    let (there, back) = (try PairedComparison(a, b), try PairedComparison(b, a))
    for (x, y) in zip(there.differences, back.differences) {
      #expect(abs(x.difference + y.difference) < 1e-15, "\(x.name)")
    }
  }

  @Test("the rows of the second may come in any order")
  func order() throws {
    let (a, b) = try Self.pair((0..<60).map { $0 % 4 > 0 }, (0..<60).map { $0 % 3 > 0 })
    let backward = try b.subset(Array((0..<60).reversed()))
    #expect(try PairedComparison(a, backward) == PairedComparison(a, b))
  }

  @Test("other samples, labels or classes are refused")
  func refused() throws {
    let (a, b) = try Self.pair([true, true, false], [true, false, true])
    #expect(throws: EvaluationError.notPaired(what: "numbers of samples")) {
      try PairedComparison(a, try b.subset([0, 1]))
    }
    let other = try Predictions(
      probabilities: b.probabilities, labels: [0, 1, 1], keys: b.keys, classNames: b.classNames)
    #expect(throws: EvaluationError.notPaired(what: "labels")) { try PairedComparison(a, other) }
    let strange = try Predictions(
      probabilities: b.probabilities, labels: b.labels,
      keys: (5..<8).map { SampleKey(.sha256(of: "row \($0)")) }, classNames: b.classNames)
    #expect(throws: EvaluationError.notPaired(what: "samples")) {
      try PairedComparison(a, strange)
    }
  }

  @Test("over groups, copies of a sample make no difference surer")
  func groups() throws {
    let (few, many) = (60, 600)
    let right = (0..<few).map { $0 % 3 > 0 || $0 % 5 == 0 }
    let left = (0..<few).map { $0 % 4 > 1 }
    let single = try Self.pair(left, right)
    let rows = (0..<many).map { $0 / 10 }
    func copied(_ set: Predictions) throws -> Predictions {
      try DrawnPredictions.predictions(
        try set.subset(rows).probabilities, labels: rows.map { set.labels[$0] }, classes: 3,
        groups: rows.map { UInt64($0) })
    }
    let one = try PairedComparison(single.0, single.1)
    let ten = try PairedComparison(try copied(single.0), try copied(single.1))
    #expect(ten.mcNemar.method == .byGroup && ten.groupCount == few)
    #expect(abs(ten.mcNemar.pValue - one.mcNemar.pValue) < 0.05)
    for name in ["macro_f1", "cohens_kappa", "log_loss", "macro_roc_auc"] {
      let (a, b) = (
        one.differences.first { $0.name == name }, ten.differences.first { $0.name == name }
      )
      let (x, y) = (try #require(a?.interval, "\(name)"), try #require(b?.interval, "\(name)"))
      let ratio = (y.high - y.low) / (x.high - x.low)
      #expect(ratio > 0.9 && ratio < 1.12, "\(name): \(ratio)")
    }
  }

  @Test("the test keeps its level: of 2,000 equal pairs about 5 % or fewer look different")
  func level() throws {
    var low = 0
    let key = LuckKey(seed: 8, purpose: "level")
    for number in 0..<2000 {
      var luck = key.luck(for: UInt64(number), epoch: 0)
      let b = luck.binomial(40, 0.5)
      if McNemar(firstOnly: b, secondOnly: 40 - b).pValue < 0.05 { low += 1 }
    }
    #expect(low > 40 && low < 110)
  }
}
