import Core
import DatasetCatalog
import TestSupport
import Testing

@Suite("References between rows")
struct ReferenceCheckTests {
  @Test("what an import stores refers to rows that are there, and later rows are checked again")
  func holdsTogether() throws {
    let folder = try TemporaryFolder()
    let catalog = try CatalogFixtures.open(folder)
    let session = try CatalogFixtures.begin(catalog)
    // The second batch has contents of the first, and of its own twice.
    try session.append(CatalogFixtures.records(0..<40))
    let second = try session.append(
      (0..<40).map { CatalogFixtures.accepted("sad/\($0).jpg", 20 + $0 % 30, subject: "S1") } + [
        CatalogFixtures.rejected("x.jpg", 90), CatalogFixtures.rejected("y.jpg", 3),
      ])
    #expect(second == AppendSummary(newContents: 11))
    #expect(try catalog.status().contentCount == 51)
    // The check of this table fails where a reference leads nowhere.
    try catalog.run(
      sql: """
        CREATE TEMP TABLE dangling (number INTEGER CHECK (number = 0));
        INSERT INTO dangling SELECT count(*) FROM pragma_foreign_key_check;
        """)
    #expect(throws: CatalogError.self) {
      try catalog.run(
        sql: "INSERT INTO samples (member_id, content, sample_key, label) "
          + "SELECT 99999, 1, sample_key, 0 FROM samples LIMIT 1")
    }
  }

  @Test(
    "a status and a split out of range are refused",
    arguments: [
      "UPDATE members SET status = 3, reason = 'x'", "UPDATE members SET status = -1, reason = 'x'",
      "UPDATE samples SET official_split = 3", "UPDATE samples SET official_split = -1",
      "INSERT INTO assignments SELECT id, 3, 0 FROM samples",
    ])
  func staysInRange(sql: String) throws {
    let folder = try TemporaryFolder()
    let catalog = try CatalogFixtures.open(folder)
    try CatalogFixtures.begin(catalog).append(CatalogFixtures.records(0..<3))
    #expect(throws: CatalogError.self) { try catalog.run(sql: sql) }
    try catalog.run(sql: "UPDATE samples SET official_split = 2")
  }
}
