import Core
import Sampling
import Testing

@Suite("The order of rows")
struct RowOrderTests {
  static let keys = (0..<300).map { Candidates.key($0 / 3) }
  static let copies = (0..<300).map { Int32($0 % 3) }

  @Test("it is a permutation that does not depend on input order, and changes with the seed")
  func permutation() throws {
    let straight = try RowOrder.sorted(
      keys: Self.keys, copies: Self.copies, seed: 4, precedes: { _, _ in false })
    #expect(straight.sorted() == Array(0..<300) && straight != Array(0..<300))
    let order = Candidates.shuffled(300)
    let shuffled = try RowOrder.sorted(
      keys: order.map { Self.keys[$0] }, copies: order.map { Self.copies[$0] }, seed: 4,
      precedes: { _, _ in false })
    #expect(shuffled.map { order[$0] } == straight)
    let other = try RowOrder.sorted(
      keys: Self.keys, copies: Self.copies, seed: 5, precedes: { _, _ in false })
    #expect(other != straight)
  }

  @Test("copies of one image do not stand beside it")
  func copiesAreSpread() throws {
    let rows = try RowOrder.sorted(
      keys: Self.keys, copies: Self.copies, seed: 4, precedes: { _, _ in false })
    let neighbours = zip(rows, rows.dropFirst()).count { Self.keys[$0] == Self.keys[$1] }
    #expect(neighbours < 15)
  }

  @Test("equal samples stand in the order of source and member")
  func ties() throws {
    let members = [3, 1, 2]
    let rows = try RowOrder.sorted(
      keys: Array(repeating: Candidates.key("one"), count: 3), copies: [0, 0, 0], seed: 1,
      precedes: { members[$0] < members[$1] })
    #expect(rows == [1, 2, 0])
  }

  @Test("lists of different length are refused")
  func mismatch() {
    #expect(throws: SamplingError.countMismatch(what: "copy numbers", count: 0, expected: 1)) {
      try RowOrder.sorted(
        keys: [Candidates.key(1)], copies: [], seed: 1, precedes: { _, _ in false })
    }
  }
}
