import Core
import DatasetCatalog
import TestSupport
import Testing

@Suite("The findings of audits")
struct FindingTests {
  private static func key(_ number: Int) -> SampleKey {
    SampleKey(content: .of(CatalogFixtures.bytes(number)), region: nil)
  }

  private static let findings = [
    StoredFinding(
      check: "dark", samples: [key(1)], measure: 0.21, threshold: 0.32, reason: "too dark"),
    StoredFinding(
      check: "leak", samples: [key(2), key(3), key(4)], measure: 0.1, threshold: 0.05,
      reason: "train and test"),
  ]

  @Test("what was stored is read back, in order, and by check")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let catalog = try CatalogFixtures.open(folder)
    #expect(try catalog.latestFindings() == nil)
    #expect(try catalog.latestAuditRecord() == nil)
    let id = try catalog.storeFindings(Self.findings, record: ["dark": 1])
    let audit = try #require(try catalog.latestFindings())
    #expect(audit.id == id)
    #expect(audit.findings == Self.findings)
    #expect(audit.record == ["dark": 1])
    #expect(try catalog.latestFindings(check: "leak")?.findings == [Self.findings[1]])
    #expect(try catalog.latestFindings(check: "blank")?.findings == [])
  }

  @Test("the findings of a later audit take the place of those before")
  func replaces() throws {
    let folder = try TemporaryFolder()
    let catalog = try CatalogFixtures.open(folder)
    let first = try catalog.storeFindings(Self.findings, record: ["number": 1])
    let second = try catalog.storeFindings([Self.findings[1]], record: ["number": 2])
    #expect(second > first)
    #expect(try catalog.latestFindings()?.findings == [Self.findings[1]])
    #expect(try catalog.latestAuditRecord() == ["number": 2])
  }

  @Test("a finding about no sample is refused, and the audit before stays")
  func refusesEmpty() throws {
    let folder = try TemporaryFolder()
    let catalog = try CatalogFixtures.open(folder)
    try catalog.storeFindings(Self.findings, record: ["number": 1])
    let empty = StoredFinding(check: "dark", samples: [], measure: 0, threshold: 0, reason: "")
    #expect(throws: CatalogError.self) {
      try catalog.storeFindings([empty], record: ["number": 2])
    }
    #expect(try catalog.latestFindings()?.findings == Self.findings)
  }

  @Test("texture is stored with an import, and added where an older one did not")
  func texture() throws {
    let folder = try TemporaryFolder()
    let catalog = try CatalogFixtures.open(folder)
    try CatalogFixtures.begin(catalog).append(CatalogFixtures.records(1..<4))
    let contents = try catalog.auditContents()
    #expect(contents.map { $0.measures.texture?.noise } == [2.5, 2.5, 2.5])
    #expect(contents.map(\.contentID) == contents.map(\.contentID).sorted())
    let texture = ContentTexture(noise: 4, fineness: 1, flatness: 0, twoTone: 1)
    try catalog.storeTextures([(content: contents[1].row, texture: texture)])
    #expect(try catalog.auditContents().map { $0.measures.texture?.noise } == [2.5, 4, 2.5])
    #expect(try catalog.auditContents()[1].measures.texture == texture)
  }

  @Test("the measures of another tool are kept beside, and replaced")
  func cleanVision() throws {
    let folder = try TemporaryFolder()
    let catalog = try CatalogFixtures.open(folder)
    try CatalogFixtures.begin(catalog).append(CatalogFixtures.records(1..<3))
    let row = try catalog.auditContents()[0].row
    for edges in [30.0, 31.0] {
      let figures = CleanVisionFigures(
        brightest: 1, darkest: 0.25, edges: edges, histogramDeviation: 9, entropy: 7)
      try catalog.storeCleanVision([(content: row, figures: figures)])
      #expect(try catalog.cleanVisionFigures() == [row: figures])
    }
  }
}
