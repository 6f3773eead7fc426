import Core
import DatasetCatalog
import TestSupport
import Testing
import Workbench

@Suite("Deciding about samples")
struct CurateTests {
  @Test("a dry run tells what would change and changes nothing; then it is done")
  func dryRun() throws {
    let fixture = try CurateFixtures()
    let before = try fixture.catalog().state()
    var rule = CurationRule(.exclude)
    rule.filter.classes = ["happiness"]
    let told = try fixture.decide(rule, applies: false)
    #expect(!told.isApplied && told.batch == nil)
    // Six pictures, and the seventh member holds the bytes of one of them.
    #expect(told.decisions == 6 && told.samples == 7)
    #expect(told.kinds == [.excluded: 7])
    #expect(told.counts.map { $0.reduce(0, +) } == [4, 2, 1, 0])
    #expect(told.examples.count == 5)
    #expect(try fixture.catalog().decisions().isEmpty)
    let done = try fixture.decide(rule)
    #expect(done.isApplied && done.batch == 1 && done.samples == told.samples)
    #expect(try fixture.catalog().state().samples.count == 6)
    let again = try fixture.decide(rule)
    #expect(again.decisions == 0 && again.idle == 6 && again.batch == nil)
    try fixture.undo()
    #expect(try fixture.catalog().state().text == before.text)
  }

  @Test("samples are named by the beginning of an id or by their member")
  func names() throws {
    let fixture = try CurateFixtures()
    let key = try CurateFixtures.key(1).digest.hex
    let content = ContentID.of(try Fixtures.png(2)).digest.hex
    try fixture.decide(
      .relabel("sadness"),
      [
        String(key.prefix(8)).uppercased(), String(content.prefix(6)),
        "faces.tar:sad/Training_5.png",
      ])
    let decided = try fixture.catalog().decisions().compactMap { record -> Decision? in
      if case .decided(let decision) = record.entry { decision } else { nil }
    }
    #expect(decided.allSatisfy { $0.action == .relabel("sad") && $0.author == "me" })
    // What is sad already is not written.
    #expect(decided.map(\.target) == [.content(ContentID.of(try Fixtures.png(2)))])
    try fixture.decide(.exclude, ["sad/Training_5.png", String(key.prefix(6))])
    #expect(try fixture.catalog().state().samples.count == 11)
  }

  @Test(
    "names of nothing or of several things are refused, with what to do",
    arguments: [
      ("abcdef", "no sample's id begins with abcdef"), ("abc", "no sample is called abc"),
      ("faces.tar:sad/Training_55.png", "did you mean faces.tar:sad/Training_5.png?"),
      ("Training_7.png", "did you mean sad/Training_7.png?"),
    ])
  func badNames(name: String, text: String) throws {
    let fixture = try CurateFixtures()
    let message = CurateFixtures.message { try fixture.decide(.exclude, [name]) }
    #expect(message.contains(text), "\(message)")
    #expect(try fixture.catalog().decisions().isEmpty)
  }

  @Test("a poor picture that several members hold is left out everywhere, and none need be spared")
  func poorPictures() throws {
    let fixture = try CurateFixtures()
    let keys = try (0..<3).map { try CurateFixtures.key($0) }
    try fixture.find("placeholder", [[keys[0], keys[1]], [keys[2]]])
    var rule = CurationRule(.exclude)
    rule.check = "placeholder"
    try fixture.decide(rule)
    #expect(
      try fixture.catalog().sampleSummaries().allSatisfy {
        $0.isExcluded == keys.contains($0.sampleKey)
      })
  }

  @Test("of findings the best is spared, and bytes that several members hold are used once")
  func issues() throws {
    let fixture = try CurateFixtures()
    let keys = try (0..<4).map { try CurateFixtures.key($0) }
    try fixture.find("exact-duplicate", [[keys[0], keys[0]], [keys[1], keys[2], keys[3]]])
    var rule = CurationRule(.exclude)
    rule.check = "exact-duplicate"
    #expect(CurateFixtures.message { try fixture.decide(rule) }.contains("--keep"))
    rule.keep = .best
    let summary = try fixture.decide(rule)
    #expect(summary.kinds == [.excluded: 3] && summary.decisions == 3)
    let samples = try fixture.catalog().sampleSummaries()
    let once = samples.filter { $0.sampleKey == keys[0] && !$0.isExcluded }
    // The one of the published test set counts.
    #expect(once.map(\.officialSplit) == [.test])
    let left = samples.filter { keys[1...3].contains($0.sampleKey) && !$0.isExcluded }
    #expect(left.count == 1)
    let details = try fixture.catalog().details(for: left.map(\.id))[0]
    let all = try fixture.catalog().details(
      for: samples.filter { keys[1...3].contains($0.sampleKey) }.map(\.id))
    #expect(details.measures.sharpness == all.map(\.measures.sharpness).max())
    #expect(try fixture.decide(rule).decisions == 0)
    try fixture.undo()
    // By source and member: happy/Training_2 comes before sad/PublicTest_3 and sad/Training_1.
    rule.keep = .first
    try fixture.decide(rule)
    #expect(
      try fixture.catalog().sampleSummaries().filter {
        keys[1...3].contains($0.sampleKey) && !$0.isExcluded
      }.map(\.sampleKey) == [keys[2]])
    try fixture.undo()
    rule.keep = KeepChoice.none
    rule.filter.splits = [.val]
    // Of what is in PublicTest: all of the picture 3, and one of the two members of the picture 0.
    let filtered = try fixture.decide(rule)
    #expect(filtered.kinds == [.excluded: 2])
    try fixture.undo()
    #expect(CurateFixtures.message { try fixture.decide(.exclude, []) }.contains("no sample"))
  }

  @Test("findings become groups of their own, and pairs that are no duplicates")
  func groupsAndPairs() throws {
    let fixture = try CurateFixtures()
    let keys = try (0..<4).map { try CurateFixtures.key($0) }
    try fixture.find("near-duplicate", [[keys[1], keys[2]], [keys[3], keys[0]]])
    var rule = CurationRule(.group(nil))
    rule.check = "near-duplicate"
    #expect(try fixture.decide(rule).kinds == [.grouped: 5])
    #expect(try fixture.catalog().state().groupNames.count == 2)
    rule.action = .notDuplicate
    #expect(try fixture.decide(rule).pairs == 2)
    #expect(
      try fixture.catalog().notDuplicatePairs()
        == [SamplePair(keys[1], keys[2]), SamplePair(keys[3], keys[0])].reduce(into: []) {
          if let pair = $1 { $0.insert(pair) }
        })
    #expect(try fixture.decide(rule).decisions == 0)
    #expect(
      CurateFixtures.message {
        try fixture.decide(.notDuplicate, [String(keys[1].digest.hex.prefix(8))])
      }.contains("two samples"))
  }

  @Test("rules of a file say where, and are read strictly")
  func rules() throws {
    let fixture = try CurateFixtures()
    let measures = try fixture.catalog().auditContents().map(\.measures.sharpness).sorted()
    let limit = (measures[3] + measures[4]) / 2
    let summary = try fixture.apply(
      """
      - action: exclude
        reason: too blurred
        where: {class: [happy, sad], sharpness: {below: \(limit), at-least: 0}}
      - action: split-pin
        value: val
        where: {source: faces.tar, split: train}
      """, as: "rules.yaml")
    #expect(summary.kinds[.excluded] ?? 0 >= 4)
    #expect(summary.kinds[.pinned] == 8)
    for (text, message) in [
      (
        "- action: exlude\n  where: {class: happy}",
        "rules.yaml:1: [0].action: 'exlude' is not known"
      ),
      (
        "- action: exclude\n  where: {clas: happy}",
        "rules.yaml:2: [0].where: unknown key 'clas'; did"
      ),
      ("- action: exclude\n  where: {class: hapy}", "did you mean 'happy'"),
      ("- action: relabel\n  where: {class: happy}", "'relabel' needs a class"),
      ("- action: exclude\n  where: {sharpness: {bellow: 3}}", "did you mean 'below'"),
      ("- action: exclude\n  where: {sharpness: {below: 3, at-least: 4}}", "nothing is at least"),
      ("- action: exclude\n  keep: best\n  where: {class: sad}", "give a 'check'"),
      ("- action: exclude\n  where: {check: blured}", "did you mean 'blurred'"),
      ("- action: exclude\n  where: {check: blurred}", "run fer-data audit first"),
      ("- action: exclude\n  where: {ids: nobody}", "no sample is called nobody"),
    ] {
      let found = CurateFixtures.message { try fixture.apply(text, as: "rules.yaml") }
      #expect(found.contains(message), "\(found)")
    }
  }
}
