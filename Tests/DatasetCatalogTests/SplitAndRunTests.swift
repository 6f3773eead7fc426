import Core
import DatasetCatalog
import TestSupport
import Testing

@Suite("Splits and runs")
struct SplitAndRunTests {
  @Test("the latest split takes the place of the one before")
  func splits() throws {
    let folder = try TemporaryFolder()
    try CatalogFixtures.importFaces(folder, CatalogFixtures.records(0..<5))
    let catalog = try CatalogFixtures.open(folder)
    #expect(try catalog.currentSplit() == nil)
    let ids = try catalog.sampleSummaries().map(\.id)
    try catalog.storeSplit(
      ids.map { SplitAssignment(sampleID: $0, split: .train, group: $0) }, certificate: ["seed": 1])
    let assignments = ids.sorted().enumerated().map { place, id in
      SplitAssignment(sampleID: id, split: Split.allCases[place % 3], group: Int64(place / 2))
    }
    try catalog.storeSplit(assignments, certificate: ["seed": 2])
    let stored = try #require(try catalog.currentSplit())
    #expect(stored.assignments == assignments && stored.certificate == ["seed": 2])
    let status = try catalog.status()
    #expect(status.splitCounts == [.train: 2, .val: 2, .test: 1])
    #expect(status.certificate == ["seed": 2])
  }

  @Test("a split of unknown samples is refused and the one before stays")
  func unknownSample() throws {
    let folder = try TemporaryFolder()
    try CatalogFixtures.importFaces(folder, CatalogFixtures.records(0..<2))
    let catalog = try CatalogFixtures.open(folder)
    let ids = try catalog.sampleSummaries().map(\.id)
    let good = ids.sorted().map { SplitAssignment(sampleID: $0, split: .val, group: 0) }
    try catalog.storeSplit(good, certificate: [:])
    #expect(throws: CatalogError.unknownSample(id: 99)) {
      try catalog.storeSplit(
        [SplitAssignment(sampleID: 99, split: .val, group: 0)], certificate: ["x": 1])
    }
    #expect(try catalog.currentSplit()?.assignments == good)
    #expect(throws: CatalogError.unknownSample(id: 99)) { try catalog.details(for: [ids[0], 99]) }
  }

  @Test("subjects are numbered per source and splits come back")
  func subjects() throws {
    let folder = try TemporaryFolder()
    try CatalogFixtures.importFaces(
      folder,
      [
        CatalogFixtures.accepted("a", 1, split: .test, subject: "S1"),
        CatalogFixtures.accepted("b", 2, subject: "S1"), CatalogFixtures.accepted("c", 3),
      ])
    let catalog = try CatalogFixtures.open(folder)
    let other = try catalog.beginImport(source: "other", path: "/o", kind: "folder")
    try other.append([CatalogFixtures.accepted("d", 4, subject: "S1")])
    let samples = try catalog.sampleSummaries()
    let members = try catalog.details(for: samples.map(\.id))
    let subject = Dictionary(
      uniqueKeysWithValues: zip(members.map(\.member), samples.map(\.subject)))
    #expect(subject["a"] == subject["b"] && subject["a"] != subject["d"])
    #expect(subject["c"] == .some(nil))
    #expect(Set(try catalog.subjectNames().values) == ["S1"])
    #expect(try catalog.subjectNames().count == 2)
    #expect(members.first { $0.member == "a" }?.officialSplit == .test)
    #expect(members.first { $0.member == "a" }?.subject == "S1")
  }

  @Test("runs are kept in order")
  func runs() throws {
    let folder = try TemporaryFolder()
    let catalog = try CatalogFixtures.open(folder)
    try catalog.recordRun(kind: "shards", ["n": 1])
    try catalog.recordRun(kind: "train", ["n": 2])
    try catalog.recordRun(kind: "shards", ["n": 3])
    #expect(try catalog.runs().map(\.kind) == ["shards", "train", "shards"])
    #expect(try catalog.runs(kind: "shards").map(\.json) == [["n": 1], ["n": 3]])
    #expect(try catalog.status().runCounts == ["shards": 2, "train": 1])
  }
}
