import Core
import Sampling
import Testing

@Suite("An official split")
struct OfficialSplitTests {
  static func candidates(_ rows: [(group: Int, split: Split?)]) -> [SplitCandidate] {
    rows.enumerated().map { index, row in
      SplitCandidate(
        key: Candidates.key(index), label: 0, group: row.group, officialSplit: row.split)
    }
  }

  @Test("its leaks are counted by pair, and the leaked part of val and test is named")
  func leaks() throws {
    let rows: [(group: Int, split: Split?)] = [
      (0, .train), (0, .train), (0, .test), (1, .val), (1, .test), (2, .test), (3, .train),
      (4, .train), (4, .val), (4, .test),
    ]
    let official = try #require(try OfficialSplit.assess(Self.candidates(rows)))
    #expect(official.isComplete)
    let pairs = official.leaks.pairs
    #expect(pairs.map(\.groups) == [1, 2, 2])
    #expect(pairs.map(\.samplesInFirst) == [1, 3, 2])
    #expect(pairs.map(\.samplesInSecond) == [1, 2, 2])
    #expect(official.leaks.leakedIndices == [2, 4, 8, 9])
    #expect(!official.leaks.isClean)
  }

  @Test("there is none where no sample has one; samples without are listed")
  func incomplete() throws {
    #expect(try OfficialSplit.assess(Self.candidates([(0, nil), (1, nil)])) == nil)
    let partial = try #require(
      try OfficialSplit.assess(Self.candidates([(0, .train), (0, nil), (1, .test)])))
    #expect(partial.unassigned == [1])
    #expect(partial.leaks.isClean)
  }

  @Test("the certificate counts, names the leaks and is the same for any order")
  func certificate() throws {
    let candidates = Candidates.drawn(count: 60, largest: 4, mixed: true, classCount: 3, seed: 2)
    let splitter = GroupedSplitter(shares: .standard, seed: 7, classCount: 3)
    let names = ["a", "b", "c"]
    let assignment = try splitter.assign(candidates).assignment
    let straight = try SplitCertificate(
      candidates: candidates, assignment: assignment, classNames: names, splitter: splitter)
    let order = Candidates.shuffled(60)
    let shuffled = try SplitCertificate(
      candidates: order.map { candidates[$0] }, assignment: order.map { assignment[$0] },
      classNames: names, splitter: splitter)
    #expect(straight.json == shuffled.json)
    #expect(straight.json["clean"] == true)
    #expect(straight.json["origin"] == "dealt")
    #expect(straight.counts.joined().reduce(0, +) == 60)
    var changed = assignment
    changed[0] = changed[0] == .train ? .val : .train
    let other = try SplitCertificate(
      candidates: candidates, assignment: changed, classNames: names, splitter: nil)
    #expect(other.digest != straight.digest)
    #expect(other.json["origin"] == "official" && other.json["seed"] == nil)
  }

  @Test("the digest is that of the sorted lines")
  func digest() {
    let keys = [Candidates.key(1), Candidates.key(2)].sorted()
    let lines = "\(keys[0]) test\n\(keys[1]) train\n"
    let digest = SplitCertificate.digest(keys: keys.reversed(), assignment: [.train, .test])
    #expect(digest == .sha256(of: lines))
  }
}
