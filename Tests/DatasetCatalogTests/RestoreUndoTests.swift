import Core
import DatasetCatalog
import TestSupport
import Testing

@Suite("Undoing a restoration")
struct RestoreUndoTests {
  private static func decide(
    _ catalog: Catalog, _ action: Decision.Action, _ key: SampleKey
  ) throws {
    try catalog.appendDecisions(
      [Decision(action, .sample(key), reason: "because", author: "me")], verb: action.word)
  }

  private static func split(_ catalog: Catalog, _ seed: Int) throws {
    let samples = try catalog.sampleSummaries().filter { !$0.isExcluded }
    try catalog.storeSplit(
      samples.enumerated().map { place, sample in
        SplitAssignment(
          sampleID: sample.id, split: Split.allCases[(place * (seed + 1) + seed) % 3],
          group: Int64((samples.count - place) / (seed + 1)))
      }, certificate: ["dropped_samples": [], "seed": .integer(seed), "share": .number(0.1)])
  }

  private static func undo(_ catalog: Catalog, _ count: Int? = 1) throws {
    _ = try catalog.undoBatches(count, reason: "no", author: "me")
  }

  @Test("the split that it replaced comes back, also where nothing else was changed")
  func splitAlone() throws {
    let folder = try TemporaryFolder()
    try CatalogFixtures.importFaces(folder, CatalogFixtures.records(0..<6))
    let catalog = try CatalogFixtures.open(folder)
    try catalog.takeSnapshot(named: "none")
    try Self.split(catalog, 1)
    try catalog.takeSnapshot(named: "one")
    try Self.split(catalog, 2)
    let (two, split) = (try catalog.state().text, try catalog.currentSplit())
    try catalog.restore(snapshotNamed: "one", author: "me")
    let batch = try #require(try catalog.batches().last)
    #expect(batch.verb == "restore" && batch.rows == 0 && batch.isInForce)
    #expect(batch.split?.author == "me" && batch.split?.reason == "as in the snapshot one")
    try Self.undo(catalog)
    #expect(try catalog.state().text == two)
    #expect(try catalog.currentSplit()?.certificate == split?.certificate)
    #expect(try catalog.currentSplit()?.assignments == split?.assignments)
    #expect(try catalog.batches().map(\.isInForce) == [false, true])
    #expect(throws: CatalogError.tooFewBatches(count: 0, wanted: 1)) { try Self.undo(catalog) }
    // To undo the undoing is to restore again, and that can be undone as well.
    _ = try catalog.undoBatch(numbered: 2, reason: "yes", author: "me")
    #expect(try catalog.currentSplit()?.certificate["seed"] == 1)
    _ = try catalog.undoBatch(numbered: 3, reason: "no", author: "me")
    #expect(try catalog.state().text == two)
    // No split is a split, too.
    try catalog.restore(snapshotNamed: "none", author: "me")
    #expect(try catalog.currentSplit() == nil)
    try Self.undo(catalog)
    #expect(try catalog.state().text == two)
  }

  @Test("a split that was made since stays")
  func splitSince() throws {
    let folder = try TemporaryFolder()
    try CatalogFixtures.importFaces(folder, CatalogFixtures.records(0..<6))
    let catalog = try CatalogFixtures.open(folder)
    let key = try catalog.sampleSummaries()[2].sampleKey
    try Self.split(catalog, 1)
    try catalog.takeSnapshot(named: "one")
    try Self.decide(catalog, .exclude, key)
    try Self.split(catalog, 2)
    try catalog.restore(snapshotNamed: "one", author: "me")
    try Self.split(catalog, 3)
    try Self.undo(catalog)
    #expect(try catalog.currentSplit()?.certificate["seed"] == 3)
    #expect(try catalog.sampleSummaries()[2].isExcluded)
  }

  @Test(
    "whatever was decided, split and restored before, a restoration that is undone leaves no trace",
    arguments: 0..<6)
  func randomSequences(part: Int) throws {
    let folder = try TemporaryFolder()
    try CatalogFixtures.importFaces(folder, CatalogFixtures.records(0..<5))
    let catalog = try CatalogFixtures.open(folder)
    try catalog.run(sql: "PRAGMA synchronous = OFF")
    let keys = try catalog.sampleSummaries().map(\.sampleKey)
    var luck = LuckKey(seed: 3, purpose: "restorations").luck(for: keys[0], epoch: UInt32(part))
    try catalog.takeSnapshot(named: "0")
    var snapshots = 1
    for _ in 0..<40 {
      let key = keys[luck.index(below: keys.count)]
      switch luck.index(below: 6) {
      case 0: try Self.decide(catalog, .exclude, key)
      case 1: try Self.decide(catalog, .relabel("sad"), key)
      case 2: try Self.split(catalog, luck.index(below: 4))
      case 3:
        try catalog.takeSnapshot(named: "\(snapshots)")
        snapshots += 1
      case 4:
        if try catalog.batches().contains(where: { $0.isInForce && $0.verb != "undo" }) {
          try Self.undo(catalog)
        }
      default:
        let (before, split) = (try catalog.state().text, try catalog.currentSplit())
        let count = try catalog.batches().count
        let name = "\(luck.index(below: snapshots))"
        try catalog.restore(snapshotNamed: name, author: "me")
        #expect(try catalog.state().digest == catalog.snapshot(named: name).snapshot.digest)
        guard try catalog.batches().count > count, luck.index(below: 2) == 0 else { continue }
        try Self.undo(catalog)
        #expect(try catalog.state().text == before)
        #expect(try catalog.currentSplit()?.certificate == split?.certificate)
      }
    }
  }

  @Test("undone to the beginning, a workspace is as imported, though splits were restored in it")
  func beginning() throws {
    let here = try TemporaryFolder()
    try CatalogFixtures.importFaces(here, CatalogFixtures.records(0..<6))
    let catalog = try CatalogFixtures.open(here)
    let keys = try catalog.sampleSummaries().map(\.sampleKey)
    var states: [DatasetState] = []
    for number in 0..<3 {
      try Self.split(catalog, number)
      states.append(try catalog.state())
      try Self.decide(catalog, .exclude, keys[number])
    }
    let there = try TemporaryFolder()
    try CatalogFixtures.importFaces(there, CatalogFixtures.records(0..<6))
    let other = try CatalogFixtures.open(there)
    let fresh = try other.state().text
    for (number, state) in states.enumerated() {
      try other.storeSnapshot(state, named: "s\(number)", record: ["seed": .integer(number)])
    }
    for number in [1, 0, 2, 0] {
      try Self.decide(other, .relabel("fear"), keys[number + 3])
      try other.restore(snapshotNamed: "s\(number)", author: "me")
      #expect(try other.currentSplit()?.certificate["seed"] == .integer(number))
    }
    try Self.undo(other, 2)
    #expect(try other.currentSplit()?.certificate["seed"] == 2)
    try Self.undo(other, nil)
    #expect(try other.state().text == fresh)
    #expect(try other.currentSplit() == nil)
  }
}
