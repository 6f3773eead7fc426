import Core
import DatasetCatalog
import TestSupport
import Testing

@Suite("State and snapshots")
struct StateTests {
  private static func decide(
    _ catalog: Catalog, _ action: Decision.Action, _ keys: [SampleKey]
  ) throws {
    try catalog.appendDecisions(
      keys.map { Decision(action, .sample($0), reason: "because", author: "me") },
      verb: action.word)
  }

  private static func split(_ catalog: Catalog, _ seed: Int) throws {
    let samples = try catalog.sampleSummaries().filter { !$0.isExcluded }
    try catalog.storeSplit(
      samples.enumerated().map { place, sample in
        SplitAssignment(
          sampleID: sample.id, split: Split.allCases[(place + seed) % 3],
          group: Int64(samples.count - place))
      }, certificate: ["seed": .integer(seed)])
  }

  @Test("the text is read back as it was, and its bytes are pinned")
  func text() throws {
    let folder = try TemporaryFolder()
    try CatalogFixtures.importFaces(folder, CatalogFixtures.records(0..<4))
    let catalog = try CatalogFixtures.open(folder)
    let summaries = try catalog.sampleSummaries()
    let (keys, labels) = (summaries.map(\.sampleKey), summaries.map(\.label))
    try Self.decide(catalog, .group("twins\t\"a\""), [keys[0], keys[3]])
    try Self.decide(catalog, .group("nobody"), [keys[1]])
    try Self.decide(catalog, .exclude, [keys[1]])
    try Self.decide(catalog, .keep, [keys[2]])
    try Self.decide(catalog, .splitPin(.test), [keys[2]])
    try Self.decide(catalog, .notDuplicate(keys[0]), [keys[2]])
    try Self.split(catalog, 0)
    let state = try catalog.state()
    #expect(try DatasetState(parsing: state.text) == state)
    let lines = String(decoding: state.text, as: UTF8.self).split(separator: "\n")
    #expect(lines[0] == "fer-data state/1")
    #expect(lines[2] == #"["twins\t\"a\""]"#)
    #expect(lines[3] == "\(keys[0])\t\(labels[0])\ttrain\t0\t-\t-\t0")
    #expect(lines[4] == "\(keys[2])\t\(labels[2])\tval\t1\ttest\tk\t-")
    #expect(lines[6] == "pair\t\(keys[0])\t\(keys[2])")
    #expect(lines.count == 7)
    #expect(state.digest == Digest.sha256(of: state.text))
  }

  @Test("a text that was changed is refused, and its line is named")
  func badText() throws {
    let folder = try TemporaryFolder()
    try CatalogFixtures.importFaces(folder, CatalogFixtures.records(0..<3))
    let text = try CatalogFixtures.open(folder).state().text
    let lines = text.split(separator: UInt8(ascii: "\n")).map { Array($0) }
    func line(of changed: [[UInt8]], end: Bool = true) -> Int? {
      do throws(StateFault) {
        let text = Array(changed.joined(separator: [10])) + (end ? [10] : [])
        _ = try DatasetState(parsing: text)
        return nil
      } catch { return error.line }
    }
    #expect(line(of: lines) == nil)
    #expect(line(of: []) == 1)
    #expect(line(of: lines, end: false) == 6)
    for (number, bad) in [
      (0, "fer-data state/2"), (1, "[1]"), (2, "nonsense"), (4, "abc\t1\t-\t-\t-\t-\t-"),
      (5, String(decoding: lines[5], as: UTF8.self).replacing("\t-\t-", with: "\tup\t-")),
    ] {
      var changed = lines
      changed[number] = Array(bad.utf8)
      #expect(line(of: changed) == number + 1, "\(bad)")
    }
    #expect(line(of: [lines[0], lines[1], lines[2], lines[4], lines[3], lines[5]]) != nil)
  }

  @Test("the state depends on neither the order of import nor on the names of sources")
  func importOrder() throws {
    var states: [DatasetState] = []
    for order in [[0, 1, 2, 3, 4, 5], [5, 3, 1, 4, 0, 2]] {
      let folder = try TemporaryFolder()
      let catalog = try CatalogFixtures.open(folder)
      let session = try CatalogFixtures.begin(catalog, "s\(order[0])")
      for number in order {
        try session.append([CatalogFixtures.accepted("\(order[0])/\(number).jpg", number)])
      }
      let keys = try catalog.sampleSummaries().map(\.sampleKey)
      // The same judgements in another order.
      let decide = [
        { try Self.decide(catalog, .group("b"), [keys[4]]) },
        { try Self.decide(catalog, .group("a"), [keys[1]]) },
        { try Self.decide(catalog, .exclude, [keys[2]]) },
      ]
      for index in order where index < 3 { try decide[index]() }
      try Self.split(catalog, 1)
      states.append(try catalog.state())
    }
    #expect(states[0].text == states[1].text)
  }

  @Test("a snapshot is what the state was, restoring gives it back, and undoing that takes it away")
  func restores() throws {
    let folder = try TemporaryFolder()
    try CatalogFixtures.importFaces(folder, CatalogFixtures.records(0..<6))
    let catalog = try CatalogFixtures.open(folder)
    let keys = try catalog.sampleSummaries().map(\.sampleKey)
    try catalog.takeSnapshot(named: "empty")
    try Self.decide(catalog, .exclude, [keys[0]])
    try Self.decide(catalog, .splitPin(.val), [keys[1]])
    try Self.split(catalog, 0)
    let first = try catalog.takeSnapshot(named: "first")
    let state = try catalog.state()
    #expect(first.digest == state.digest && first.samples == 5 && first.batch == 2)
    try catalog.undoBatches(1, reason: "", author: "me")
    try Self.decide(catalog, .keep, [keys[0]])
    try Self.decide(catalog, .relabel("sad"), [keys[3]])
    try Self.split(catalog, 1)
    // What came later is left out, since it was not there.
    try CatalogFixtures.begin(catalog, "later").append([CatalogFixtures.accepted("x.jpg", 9)])
    let changed = try catalog.state()
    let summary = try catalog.restore(snapshotNamed: "first", author: "me")
    #expect(try catalog.state().text == state.text)
    #expect(summary.undone == 3 && summary.decided == 1 && summary.isSplitRestored)
    #expect(try catalog.currentSplit()?.certificate == ["seed": 0])
    #expect(
      try catalog.restore(snapshotNamed: "first", author: "me") == RestoreSummary())
    try catalog.undoBatches(1, reason: "", author: "me")
    #expect(try catalog.state().samples.map(\.label) == changed.samples.map(\.label))
    try catalog.restore(snapshotNamed: "empty", author: "me")
    #expect(try catalog.state().digest == catalog.snapshot(named: "empty").snapshot.digest)
    #expect(try catalog.currentSplit() == nil)
  }

  @Test("a snapshot from elsewhere is restored by decisions of its own, whatever was decided here")
  func restoresElsewhere() throws {
    let here = try TemporaryFolder()
    try CatalogFixtures.importFaces(here, CatalogFixtures.records(0..<6))
    let catalog = try CatalogFixtures.open(here)
    let keys = try catalog.sampleSummaries().map(\.sampleKey)
    try Self.decide(catalog, .exclude, [keys[0]])
    try Self.decide(catalog, .relabel("sad"), [keys[1], keys[2]])
    try Self.decide(catalog, .group("a"), [keys[1], keys[5]])
    try Self.decide(catalog, .notDuplicate(keys[2]), [keys[1]])
    try Self.decide(catalog, .keep, [keys[3]])
    try Self.split(catalog, 2)
    let state = try catalog.state()

    let there = try TemporaryFolder()
    let other = try CatalogFixtures.open(there)
    try CatalogFixtures.begin(other, "renamed").append(CatalogFixtures.records(0..<6).reversed())
    let content = try other.sampleSummaries()[4].contentID
    try other.appendDecision(
      Decision(.exclude, .content(content), reason: "", author: "you"))
    try Self.decide(other, .splitPin(.test), [keys[1], keys[2]])
    try Self.decide(other, .notDuplicate(keys[3]), [keys[4]])
    try other.storeSnapshot(state, named: "theirs", record: ["seed": 2])
    try other.restore(snapshotNamed: "theirs", author: "you")
    #expect(try other.state().text == state.text)
    #expect(try other.currentSplit()?.certificate == ["seed": 2])
  }

  @Test("what a repair left out of all splits is named by the numbers that samples have here")
  func dropped() throws {
    let here = try TemporaryFolder()
    try CatalogFixtures.importFaces(here, CatalogFixtures.records(0..<4))
    let catalog = try CatalogFixtures.open(here)
    let samples = try catalog.sampleSummaries()
    let out = samples[2]
    try catalog.storeSplit(
      samples.filter { $0.id != out.id }.map {
        SplitAssignment(sampleID: $0.id, split: .train, group: $0.id)
      },
      certificate: [
        "dropped": [.string(out.sampleKey.digest.hex)],
        "dropped_samples": [.integer(Int(out.id))],
      ])
    try catalog.takeSnapshot(named: "repaired")
    let (_, state, record) = try catalog.snapshot(named: "repaired")
    #expect(record == ["dropped": [.string(out.sampleKey.digest.hex)]])

    let there = try TemporaryFolder()
    let other = try CatalogFixtures.open(there)
    try CatalogFixtures.begin(other).append([
      CatalogFixtures.accepted("other.jpg", 8), CatalogFixtures.accepted("another.jpg", 9),
    ])
    try CatalogFixtures.begin(other, "b").append(CatalogFixtures.records(0..<4).reversed())
    try other.storeSnapshot(state, named: "theirs", record: record)
    try other.restore(snapshotNamed: "theirs", author: "me")
    let number = try #require(
      try other.sampleSummaries().first { $0.sampleKey == out.sampleKey }?.id)
    #expect(number != out.id)
    #expect(
      try other.currentSplit()?.certificate["dropped_samples"] == [.integer(Int(number))])
    #expect(try other.state().text == state.text)
  }

  @Test("what cannot be restored is refused, and nothing is changed")
  func refused() throws {
    let here = try TemporaryFolder()
    try CatalogFixtures.importFaces(here, CatalogFixtures.records(0..<3))
    let catalog = try CatalogFixtures.open(here)
    let state = try catalog.state()
    try catalog.takeSnapshot(named: "a")
    #expect(throws: CatalogError.snapshotExists(name: "a")) {
      try catalog.takeSnapshot(named: "a")
    }
    #expect(throws: CatalogError.unknownSnapshot(name: "b", nearest: "a")) {
      try catalog.snapshot(named: "b")
    }
    let there = try TemporaryFolder()
    try CatalogFixtures.importFaces(there, CatalogFixtures.records(0..<2))
    let other = try CatalogFixtures.open(there)
    try other.storeSnapshot(state, named: "a", record: nil)
    #expect(throws: CatalogError.self) { try other.restore(snapshotNamed: "a", author: "me") }
    #expect(try other.decisions().isEmpty)
    // The same pictures twice cannot be taken away by a decision on their contents.
    try CatalogFixtures.begin(catalog, "copy").append([
      CatalogFixtures.accepted("x", 1, label: 1), CatalogFixtures.accepted("y", 1, label: 2),
    ])
    try catalog.restore(snapshotNamed: "a", author: "me")
    #expect(try catalog.state().text == state.text)
    try catalog.removeSnapshot(named: "a")
    #expect(try catalog.snapshots().isEmpty)
    #expect(throws: CatalogError.unknownSnapshot(name: "a", nearest: nil)) {
      try catalog.removeSnapshot(named: "a")
    }
  }
}
