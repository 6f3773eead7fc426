import Core
import Curation
import Testing

@Suite("Sets of the same picture")
struct DuplicateSetTests {
  private static func member(_ number: Int, label: Int, _ split: Split?) -> DuplicateSet.Member {
    DuplicateSet.Member(
      index: number,
      key: SampleKey(content: ContentID(.sha256(of: "\(number)")), region: nil), label: label,
      split: split)
  }

  @Test("two copies of one class and split are duplicates and no more")
  func plain() {
    let set = DuplicateSet([
      Self.member(1, label: 0, .train), Self.member(2, label: 0, .train),
    ])
    #expect(set.findings(classNames: ["sad", "happy"]).map(\.check) == [.exactDuplicate])
  }

  @Test("copies under two labels on two sides of a split are all three")
  func all() {
    let set = DuplicateSet([
      Self.member(1, label: 1, .test), Self.member(2, label: 0, .train),
      Self.member(3, label: 0, nil),
    ])
    let findings = set.findings(classNames: ["sad", "happy"])
    #expect(findings.map(\.check) == [.exactDuplicate, .labelConflict, .leak])
    #expect(findings.map(\.measure) == [3, 2, 2])
    #expect(findings[1].reason == "the same pixels stand under sad and happy")
    #expect(findings[2].reason == "the same pixels lie in train and in test")
  }

  @Test("one sample is no finding")
  func alone() {
    #expect(DuplicateSet([Self.member(1, label: 0, .train)]).findings(classNames: ["a"]).isEmpty)
  }
}
