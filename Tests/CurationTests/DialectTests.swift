import Core
import Curation
import Testing

@Suite("Classes that are mixed up")
struct DialectTests {
  /// Neutral, sad and surprise of seven classes go round.
  static let codes = [0, 1, 2, 3, 5, 6, 4]

  @Test("a planted mix-up is named, by the right permutation", arguments: [0.5, 0.7, 0.9])
  func planted(trust: Double) throws {
    let data = try DrawnLabels.data(seed: 1, count: 2000, classes: 7, trust: trust)
    let check = DialectCheck(try DrawnLabels.misread(data, Self.codes), samples: 0..<2000)
    // A sample called 5 is really a 4, one called 6 a 5, one called 4 a 6.
    #expect(check.permutation == [0, 1, 2, 3, 6, 4, 5])
    #expect(check.cycles.map(\.classes) == [[4, 6, 5]])
    let cycle = try #require(check.cycles.first)
    #expect(cycle.agreeingAfter > 2 * cycle.agreeing && cycle.z > check.leastZ)
  }

  @Test("two swaps at once are two cycles")
  func twoSwaps() throws {
    let data = try DrawnLabels.data(seed: 2, count: 2000, classes: 7)
    let check = DialectCheck(
      try DrawnLabels.misread(data, [1, 0, 2, 4, 3, 5, 6]), samples: 0..<2000)
    #expect(check.cycles.map(\.classes) == [[0, 1], [3, 4]])
  }

  @Test("labels as they should be say nothing, however weak the network", arguments: 1...20)
  func quiet(seed: Int) throws {
    for trust in [0, 0.1, 0.3, 0.7, 1] {
      for count in [7, 60, 2000] {
        let data = try DrawnLabels.data(
          seed: UInt64(seed), count: count, classes: 7, trust: trust, noise: 0.3)
        #expect(DialectCheck(data, samples: 0..<count).isQuiet)
      }
    }
  }

  @Test("a network that never predicts two classes, or always one, says nothing")
  func weakness() {
    // Two rare classes lost in a third, as disgust and fear are in anger.
    let lost = [[900, 0, 0, 90], [500, 3, 5, 10], [450, 9, 4, 30], [80, 0, 0, 990]]
    #expect(DialectCheck(confusion: lost).isQuiet)
    #expect(DialectCheck(confusion: [[900, 0], [900, 0]]).isQuiet)
    #expect(DialectCheck(confusion: [[0, 0], [0, 0]]).permutation == [0, 1])
  }

  @Test("a few samples prove nothing; enough of them do")
  func evidence() {
    #expect(DialectCheck(confusion: [[1, 5], [5, 1]]).isQuiet)
    #expect(!DialectCheck(confusion: [[10, 50], [50, 10]]).isQuiet)
    // Many against nearly as many prove that something is odd, not that the classes are swapped.
    #expect(DialectCheck(confusion: [[40_000, 50_000], [50_000, 40_000]]).isQuiet)
  }

  @Test("a class without samples in the part goes along where it is needed, and else stays")
  func absent() {
    // All that is called 0 is really 1, and nothing is called 1.
    let check = DialectCheck(confusion: [[5, 95, 0], [0, 0, 0], [0, 3, 97]])
    #expect(check.permutation == [1, 0, 2] && check.cycles.map(\.classes) == [[0, 1]])
    let plain = DialectCheck(confusion: [[95, 5, 0], [0, 0, 0], [0, 3, 97]])
    #expect(plain.permutation == [0, 1, 2])
  }

  @Test("the assignment is the best of all permutations", arguments: 1...40)
  func exhaustive(seed: Int) {
    var luck = LuckKey(seed: UInt64(seed), purpose: "test/assignment").luck(for: 0, epoch: 0)
    let count = 1 + luck.index(below: 6)
    let table = (0..<count).map { _ in (0..<count).map { _ in luck.index(below: 30) } }
    func best(_ row: Int, _ free: Set<Int>) -> Int {
      if row == count { return 0 }
      return free.map { table[row][$0] + best(row + 1, free.subtracting([$0])) }.max() ?? 0
    }
    let own = DialectCheck(confusion: table).permutation
    #expect(Set(own).count == count)
    #expect(own.enumerated().reduce(0) { $0 + table[$1.0][$1.1] } == best(0, Set(0..<count)))
  }
}
