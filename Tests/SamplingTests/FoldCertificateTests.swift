import Core
import Sampling
import Testing

@Suite("The certificate of folds")
struct FoldCertificateTests {
  @Test("it counts folds by class, and every group that lies in two of them")
  func leaks() throws {
    let folds = GroupedFolds(count: 3, seed: 1, classCount: 2)
    let candidates = [(0, 0), (1, 0), (0, 1), (0, 1), (0, 1), (1, 2)].enumerated().map {
      SplitCandidate(
        key: Candidates.key($0.offset), label: $0.element.0, group: $0.element.1,
        officialSplit: nil)
    }
    let clean = try FoldCertificate(
      candidates: candidates, assignment: [0, 0, 1, 1, 1, 2], folds: folds, classNames: ["a", "b"])
    #expect(clean.leaks.isEmpty && clean.json["clean"] == true)
    #expect(clean.counts == [[1, 1], [3, 0], [0, 1]])
    #expect(clean.groupCount == 3 && clean.largestGroup == 3)
    #expect(clean.json["deviation"] == [.number(0), .number(1), .number(-1)])
    let leaky = try FoldCertificate(
      candidates: candidates, assignment: [0, 2, 0, 1, 2, 1], folds: folds, classNames: ["a", "b"])
    #expect(
      leaky.json["leaks"] == [
        ["between": [1, 2], "groups": 1], ["between": [1, 3], "groups": 2],
        ["between": [2, 3], "groups": 1],
      ])
    #expect(leaky.json["clean"] == false && leaky.digest != clean.digest)
    #expect(throws: SamplingError.self) {
      try FoldCertificate(
        candidates: candidates, assignment: [0], folds: folds, classNames: ["a", "b"])
    }
  }

  @Test("what is dealt is clean, and the order of the candidates does not matter")
  func dealt() throws {
    let candidates = Candidates.drawn(count: 80, largest: 4, mixed: true, classCount: 3, seed: 5)
    let folds = GroupedFolds(count: 4, seed: 9, classCount: 3)
    let order = Candidates.shuffled(80)
    let certificates = try [candidates, order.map { candidates[$0] }].map { candidates in
      try FoldCertificate(
        candidates: candidates, assignment: try folds.assign(candidates), folds: folds,
        classNames: ["a", "b", "c"])
    }
    #expect(certificates[0].json == certificates[1].json)
    #expect(certificates[0].leaks.isEmpty)
    let keys = [Candidates.key(1), Candidates.key(2)].sorted()
    #expect(
      FoldCertificate.lines(keys: keys.reversed(), assignment: [0, 2])
        == "\(keys[0]) 3\n\(keys[1]) 1\n")
  }
}
