import Core
import DatasetCatalog
import TestSupport
import Testing

@Suite("Decisions")
struct DecisionTests {
  private static func catalog(_ folder: TemporaryFolder) throws -> Catalog {
    try CatalogFixtures.importFaces(folder, CatalogFixtures.records(0..<5))
    return try CatalogFixtures.open(folder)
  }

  private static func decision(_ action: Decision.Action, _ target: Decision.Target) -> Decision {
    Decision(action, target, reason: "because", author: "me", recordedAt: "2026-01-01")
  }

  @Test("undoing a decision gives the samples back as they were, and undoing that brings it back")
  func undoLaw() throws {
    let folder = try TemporaryFolder()
    let catalog = try Self.catalog(folder)
    let before = try catalog.sampleSummaries()
    let target = Decision.Target.sample(before[2].sampleKey)
    for action in [Decision.Action.exclude, .relabel("surprise"), .group("twins")] {
      let id = try catalog.appendDecision(Self.decision(action, target))
      let decided = try catalog.sampleSummaries()
      #expect(decided[2] != before[2])
      #expect(decided.enumerated().allSatisfy { $0 == 2 || $1 == before[$0] })
      let undo = try catalog.undoDecision(id, reason: "no", author: "me")
      #expect(try catalog.sampleSummaries() == before)
      let redo = try catalog.undoDecision(undo, reason: "yes", author: "me")
      #expect(try catalog.sampleSummaries() == decided)
      try catalog.undoDecision(redo, reason: "no", author: "me")
      #expect(try catalog.sampleSummaries() == before)
    }
    #expect(try catalog.decisions().count == 12)
    #expect(try catalog.status().activeDecisions == 0)
  }

  @Test("the latest decision counts, whether it names the sample or its content")
  func latestCounts() throws {
    let folder = try TemporaryFolder()
    let catalog = try Self.catalog(folder)
    let sample = try catalog.sampleSummaries()[0]
    let key = Decision.Target.sample(sample.sampleKey)
    let content = Decision.Target.content(sample.contentID)
    try catalog.appendDecision(Self.decision(.exclude, key))
    #expect(try catalog.sampleSummaries()[0].isExcluded)
    try catalog.appendDecision(Self.decision(.keep, content))
    #expect(try !catalog.sampleSummaries()[0].isExcluded)
    try catalog.appendDecision(Self.decision(.relabel("Happiness"), content))
    try catalog.appendDecision(Self.decision(.exclude, content))
    let decided = try catalog.sampleSummaries()[0]
    #expect(decided.isExcluded && decided.label == 3)
    #expect(decided.importedLabel == sample.importedLabel)
    try catalog.appendDecisions([
      Self.decision(.group("b"), .sample(sample.sampleKey)),
      Self.decision(.group("a"), .sample(try catalog.sampleSummaries()[1].sampleKey)),
    ])
    #expect(try catalog.sampleSummaries().map(\.decidedGroup) == [1, 0, nil, nil, nil])
  }

  @Test("the journal is kept as it was written")
  func journal() throws {
    let folder = try TemporaryFolder()
    let catalog = try Self.catalog(folder)
    let decision = Self.decision(.relabel("sad"), .content(.of(CatalogFixtures.bytes(1))))
    let id = try catalog.appendDecision(decision)
    try catalog.undoDecision(id, reason: "a slip", author: "you")
    let records = try catalog.decisions()
    #expect(
      records.map(\.entry) == [
        .decided(decision), .undone(id, reason: "a slip", author: "you", recordedAt: nil),
      ])
    #expect(records.map(\.isActive) == [false, true])
  }

  @Test("what cannot be decided or undone is refused")
  func refused() throws {
    let folder = try TemporaryFolder()
    let catalog = try Self.catalog(folder)
    let target = Decision.Target.content(.of([]))
    #expect(throws: CatalogError.unknownClass(name: "hapy", nearest: "happy")) {
      try catalog.appendDecisions([
        Self.decision(.keep, target), Self.decision(.relabel("hapy"), target),
      ])
    }
    #expect(try catalog.decisions().isEmpty)
    #expect(throws: CatalogError.unknownDecision(id: 9)) {
      try catalog.undoDecision(9, reason: "", author: "")
    }
    let id = try catalog.appendDecision(Self.decision(.exclude, target))
    try catalog.undoDecision(id, reason: "", author: "")
    #expect(throws: CatalogError.alreadyUndone(id: id)) {
      try catalog.undoDecision(id, reason: "", author: "")
    }
  }
}
