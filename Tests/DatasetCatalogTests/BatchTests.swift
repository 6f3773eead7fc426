import Core
import DatasetCatalog
import TestSupport
import Testing

@Suite("Batches of decisions")
struct BatchTests {
  private static func catalog(_ folder: TemporaryFolder) throws -> Catalog {
    try CatalogFixtures.importFaces(folder, CatalogFixtures.records(0..<6))
    return try CatalogFixtures.open(folder)
  }

  private static func decide(
    _ catalog: Catalog, _ action: Decision.Action, _ keys: [SampleKey]
  ) throws {
    try catalog.appendDecisions(
      keys.map { Decision(action, .sample($0), reason: "because", author: "me") },
      verb: action.word)
  }

  @Test("undoing to the beginning gives the state of the import, byte for byte")
  func undoAll() throws {
    let folder = try TemporaryFolder()
    let catalog = try Self.catalog(folder)
    let fresh = try catalog.state().text
    let keys = try catalog.sampleSummaries().map(\.sampleKey)
    var states = [fresh]
    try Self.decide(catalog, .exclude, [keys[0], keys[1]])
    states.append(try catalog.state().text)
    try Self.decide(catalog, .group("a"), [keys[2], keys[3]])
    states.append(try catalog.state().text)
    try Self.decide(catalog, .splitPin(.val), [keys[3]])
    states.append(try catalog.state().text)
    try Self.decide(catalog, .notDuplicate(keys[5]), [keys[4]])
    states.append(try catalog.state().text)
    #expect(Set(states).count == 5)
    // One by one, each undo goes one further back.
    for state in states.dropLast().reversed() {
      try catalog.undoBatches(1, reason: "no", author: "me")
      #expect(try catalog.state().text == state)
    }
    #expect(throws: CatalogError.tooFewBatches(count: 0, wanted: 1)) {
      try catalog.undoBatches(1, reason: "no", author: "me")
    }
    // An undoing can be undone by its number, and all at once.
    try catalog.undoBatch(numbered: 8, reason: "yes", author: "me")
    #expect(try catalog.state().text == states[1])
    try catalog.undoBatches(nil, reason: "no", author: "me")
    #expect(try catalog.state().text == fresh)
    #expect(throws: CatalogError.batchAlreadyUndone(number: 1)) {
      try catalog.undoBatch(numbered: 1, reason: "no", author: "me")
    }
    #expect(throws: CatalogError.unknownBatch(number: 99)) {
      try catalog.undoBatch(numbered: 99, reason: "no", author: "me")
    }
  }

  @Test("what an import decides belongs to no batch and stays when all is undone")
  func importsStay() throws {
    let folder = try TemporaryFolder()
    try CatalogFixtures.importFaces(
      folder,
      [
        CatalogFixtures.accepted(
          "a.jpg", 1,
          samples: [ImportedSample(label: 6, exclusion: "no face", author: "ferplus")]),
        CatalogFixtures.accepted("b.jpg", 2),
      ])
    let catalog = try CatalogFixtures.open(folder)
    let fresh = try catalog.state().text
    let excluded = try #require(try catalog.sampleSummaries().first(where: \.isExcluded))
    try Self.decide(catalog, .keep, [excluded.sampleKey])
    #expect(try catalog.state().samples.count == 2)
    try catalog.undoBatches(nil, reason: "no", author: "me")
    #expect(try catalog.state().text == fresh)
    #expect(try catalog.state().samples.count == 1)
    #expect(try catalog.decisions().map(\.batch) == [nil, 1, 2])
  }

  @Test("the state at an earlier batch is what it was then")
  func positions() throws {
    let folder = try TemporaryFolder()
    let catalog = try Self.catalog(folder)
    let keys = try catalog.sampleSummaries().map(\.sampleKey)
    var states = [try catalog.state()]
    try Self.decide(catalog, .exclude, [keys[0]])
    states.append(try catalog.state())
    try Self.decide(catalog, .relabel("sad"), keys)
    states.append(try catalog.state())
    try catalog.undoBatches(2, reason: "no", author: "me")
    states.append(try catalog.state())
    for (batch, state) in states.enumerated() {
      #expect(try catalog.state(upTo: Int64(batch)) == state)
    }
    #expect(
      try catalog.batches().map { [$0.rows, $0.rowsInForce] } == [[1, 0], [6, 0], [7, 7]])
    #expect(try catalog.batches().map(\.verb) == ["exclude", "relabel", "undo"])
  }

  @Test("of the members that hold a content once, that of the test split counts")
  func once() throws {
    let folder = try TemporaryFolder()
    try CatalogFixtures.importFaces(
      folder,
      [
        CatalogFixtures.accepted("a.jpg", 1, label: 2, split: .train),
        CatalogFixtures.accepted("b.jpg", 1, label: 3, split: .test),
        CatalogFixtures.accepted("c.jpg", 1, label: 4), CatalogFixtures.accepted("d.jpg", 2),
      ])
    let catalog = try CatalogFixtures.open(folder)
    let key = SampleKey(content: .of(CatalogFixtures.bytes(1)), region: nil)
    try Self.decide(catalog, .once, [key])
    let left = try catalog.sampleSummaries().filter { !$0.isExcluded }
    #expect(left.count == 2)
    #expect(left.first { $0.sampleKey == key }?.label == 3)
    try Self.decide(catalog, .keep, [key])
    #expect(try catalog.sampleSummaries().allSatisfy { !$0.isExcluded })
  }

  @Test("rows of the journal and batches are never changed or removed")
  func appendOnly() throws {
    let folder = try TemporaryFolder()
    let catalog = try Self.catalog(folder)
    try Self.decide(catalog, .exclude, [try catalog.sampleSummaries()[0].sampleKey])
    let before = try catalog.decisions()
    for sql in [
      "UPDATE decisions SET reason = 'x'", "DELETE FROM decisions", "UPDATE batches SET verb = 'x'",
      "DELETE FROM batches",
    ] {
      #expect(throws: CatalogError.self) { try catalog.run(sql: sql) }
    }
    #expect(try catalog.decisions() == before)
    #expect(try catalog.batches().map(\.verb) == ["exclude"])
  }

  @Test("pairs that are no duplicates are the same pair either way, until that is undone")
  func pairs() throws {
    let folder = try TemporaryFolder()
    let catalog = try Self.catalog(folder)
    let keys = try catalog.sampleSummaries().map(\.sampleKey)
    try Self.decide(catalog, .notDuplicate(keys[1]), [keys[4]])
    let pair = try #require(SamplePair(keys[1], keys[4]))
    #expect(try catalog.notDuplicatePairs() == [pair])
    #expect(try catalog.state().pairs == [pair])
    #expect(SamplePair(keys[0], keys[0]) == nil)
    try catalog.undoBatches(1, reason: "they are", author: "me")
    #expect(try catalog.notDuplicatePairs().isEmpty)
  }
}
