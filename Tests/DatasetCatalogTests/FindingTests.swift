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

  @Test("noise is stored with an import, and added where an older one did not")
  func noise() throws {
    let folder = try TemporaryFolder()
    let catalog = try CatalogFixtures.open(folder)
    try CatalogFixtures.begin(catalog).append(CatalogFixtures.records(1..<4))
    let contents = try catalog.auditContents()
    #expect(contents.map(\.measures.noise) == [2.5, 2.5, 2.5])
    #expect(contents.map(\.contentID) == contents.map(\.contentID).sorted())
    try catalog.storeNoise([(content: contents[1].row, sigma: 4)])
    #expect(try catalog.auditContents().map(\.measures.noise) == [2.5, 4, 2.5])
  }
}
