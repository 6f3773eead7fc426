import Core
import DatasetCatalog
import TestSupport
import Testing

@Suite("Samples of a member")
struct SampleTests {
  private static let left = PixelBox(x: 0, y: 4, width: 20, height: 20)
  private static let right = PixelBox(x: 28, y: 0, width: 20, height: 48)
  private static let shares: [Float] = [0.5, 0, 0.25, 0, 0, 0.25, 0]

  private static func faces() -> [ImportedSample] {
    [
      ImportedSample(
        label: 3, region: left, officialSplit: .test, subject: "S1", votes: ["happiness": 8]),
      ImportedSample(label: 0, region: right, targets: shares),
    ]
  }

  @Test("several faces of one photograph are several samples with keys of their own")
  func severalFaces() throws {
    let folder = try TemporaryFolder()
    let ledger = try CatalogFixtures.importFaces(
      folder,
      [
        CatalogFixtures.accepted("party.jpg", 1, samples: Self.faces()),
        CatalogFixtures.accepted("alone.jpg", 2, label: 4),
      ])
    #expect(ledger.acceptedCount == 2 && ledger.sampleCount == 3 && ledger.memberCount == 2)
    let catalog = try CatalogFixtures.open(folder)
    let samples = try catalog.sampleSummaries()
    let content = ContentID.of(CatalogFixtures.bytes(1))
    #expect(
      Set(samples.map(\.sampleKey)) == [
        SampleKey(content: content, region: Self.left),
        SampleKey(content: content, region: Self.right),
        SampleKey(content: .of(CatalogFixtures.bytes(2)), region: nil),
      ])
    let details = try catalog.details(for: samples.map(\.id))
    let first = try #require(details.first { $0.region == Self.left })
    #expect(first.importedLabel == 3 && first.subject == "S1" && first.officialSplit == .test)
    #expect(first.votes == ["happiness": 8] && first.targets == nil)
    let second = try #require(details.first { $0.region == Self.right })
    #expect(second.targets == Self.shares && second.votes == nil && second.subject == nil)
    let summary = try #require(samples.first { $0.id == second.id })
    #expect(summary.targets == Self.shares)
    #expect(details.count { $0.region == nil } == 1)
  }

  static let badSamples: [(ImportedSample, String)] = [
    (
      ImportedSample(label: 0, region: PixelBox(x: 29, y: 0, width: 20, height: 20)),
      "a region of 20×20 at 29, 0 of an image of 48×48"
    ),
    (
      ImportedSample(label: 0, region: PixelBox(x: -1, y: 0, width: 20, height: 20)),
      "a region of 20×20 at -1, 0 of an image of 48×48"
    ),
    (
      ImportedSample(label: 0, region: PixelBox(x: 0, y: 0, width: 20, height: 0)),
      "a region of 20×0 at 0, 0 of an image of 48×48"
    ),
    (
      ImportedSample(label: 0, region: PixelBox(x: .max, y: .max, width: .max, height: .max)),
      "a region of \(Int.max)×\(Int.max) at \(Int.max), \(Int.max) of an image of 48×48"
    ),
    (ImportedSample(label: 0, targets: [1]), "1 soft targets for 7 classes"),
    (
      ImportedSample(label: 0, targets: [1, 0, 0, -0.5, 0, 0, 0]),
      "a soft target that is negative or no number"
    ),
    (
      ImportedSample(label: 0, targets: [1, 0, .nan, 0, 0, 0, 0]),
      "a soft target that is negative or no number"
    ),
    (ImportedSample(label: 7), "label 7 of 7 classes"),
  ]

  @Test("a sample that makes no sense stores nothing of its batch", arguments: badSamples)
  func badSample(sample: ImportedSample, reason: String) throws {
    let folder = try TemporaryFolder()
    let catalog = try CatalogFixtures.open(folder)
    let session = try CatalogFixtures.begin(catalog)
    #expect(throws: CatalogError.badMember(member: "bad.jpg", reason: reason)) {
      try session.append([
        CatalogFixtures.accepted("good.jpg", 1),
        CatalogFixtures.accepted("bad.jpg", 2, samples: [ImportedSample(label: 1), sample]),
      ])
    }
    #expect(try catalog.ledger().memberCount == 0)
    #expect(!Files.exists(CatalogFixtures.pack(folder)))
  }

  @Test("an accepted member without samples is refused")
  func noSamples() throws {
    let folder = try TemporaryFolder()
    let session = try CatalogFixtures.begin(try CatalogFixtures.open(folder))
    #expect(throws: CatalogError.badMember(member: "a.jpg", reason: "it has no sample")) {
      try session.append([CatalogFixtures.accepted("a.jpg", 1, samples: [])])
    }
  }

  @Test("labels, regions and targets of an earlier import are told apart, whatever their order")
  func fingerprints() throws {
    let folder = try TemporaryFolder()
    let faces = Self.faces()
    try CatalogFixtures.importFaces(
      folder,
      [
        CatalogFixtures.accepted("party.jpg", 1, samples: faces),
        CatalogFixtures.accepted("alone.jpg", 2, label: 4),
        CatalogFixtures.rejected("bad.jpg", 3),
      ])
    let session = try CatalogFixtures.begin(try CatalogFixtures.open(folder))
    let stored = try #require(session.labels(ofMember: "party.jpg"))
    #expect(stored == ImportedSample.fingerprint(of: faces))
    #expect(stored == ImportedSample.fingerprint(of: faces.reversed()))
    #expect(
      session.labels(ofMember: "alone.jpg")
        == ImportedSample.fingerprint(of: [ImportedSample(label: 4, subject: "other")]))
    #expect(session.labels(ofMember: "bad.jpg") == nil && session.labels(ofMember: "no") == nil)
    var changed: [[ImportedSample]] = [[faces[0]], faces + [faces[0]], [faces[0], faces[0]]]
    changed += [faces, faces, faces, faces]
    changed[3][0].label = 2
    changed[4][1].region = nil
    changed[5][1].targets = nil
    (changed[6][0].region, changed[6][1].region) = (Self.right, Self.left)
    for samples in changed { #expect(ImportedSample.fingerprint(of: samples) != stored) }
  }

  @Test("an exclusion is one decision, however often its content comes again")
  func exclusions() throws {
    let folder = try TemporaryFolder()
    let sample = ImportedSample(label: 6, exclusion: "9 of 10 saw no face", author: "ferplus")
    let record = CatalogFixtures.accepted("a.jpg", 1, samples: [sample])
    let ledger = try CatalogFixtures.importFaces(folder, [record])
    #expect(ledger.acceptedCount == 1)
    let catalog = try CatalogFixtures.open(folder)
    let key = SampleKey(content: .of(CatalogFixtures.bytes(1)), region: nil)
    let decision = Decision(
      .exclude, .sample(key), reason: "9 of 10 saw no face", author: "ferplus")
    #expect(try catalog.decisions().map(\.entry) == [.decided(decision)])
    #expect(try catalog.sampleSummaries().map(\.isExcluded) == [true])
    // A person thinks otherwise; neither the same source nor a copy overrules them.
    try catalog.appendDecision(Decision(.keep, .sample(key), reason: "a face", author: "me"))
    try CatalogFixtures.begin(catalog).append([record])
    try CatalogFixtures.begin(catalog, "copy").append([record])
    #expect(try catalog.decisions().count == 2)
    #expect(try catalog.sampleSummaries().map(\.isExcluded) == [false, false])
  }

  @Test("a batch that fails leaves no decision behind")
  func exclusionRolledBack() throws {
    let folder = try TemporaryFolder()
    let catalog = try CatalogFixtures.open(folder)
    let session = try CatalogFixtures.begin(catalog)
    let excluded = CatalogFixtures.accepted(
      "a.jpg", 1, samples: [ImportedSample(label: 6, exclusion: "no face")])
    #expect(throws: CatalogError.self) { try session.append([excluded, excluded]) }
    #expect(try catalog.decisions().isEmpty)
  }
}
