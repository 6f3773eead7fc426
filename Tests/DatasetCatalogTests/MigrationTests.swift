import Core
import DatasetCatalog
import TestSupport
import Testing

@Suite("Migration")
struct MigrationTests {
  /// A workspace of the first version: two sources with one content, a member that was rejected,
  /// and a decision.
  private static func make(_ folder: TemporaryFolder) throws -> String {
    let path = folder.file(".fer-data")
    try Files.createDirectories(path + "/packs")
    let bytes = CatalogFixtures.bytes(1)
    let pack = Array(repeating: 0, count: 512) + bytes
    try Files.writeAtomically(pack, to: path + "/packs/000001.tar")
    let content = ContentID.of(bytes)
    let key = SampleKey(content: content, region: nil)
    let names = Taxonomy.fer7.classes.map { emotion in
      let aliases = emotion.aliases.map { "\"\($0)\"" }.joined(separator: ",")
      return "{\"name\":\"\(emotion.name)\",\"aliases\":[\(aliases)]}"
    }.joined(separator: ",")
    try Catalog.run(
      sql: FirstVersion.schema + """

        INSERT INTO workspace VALUES ('taxonomy', '{"name":"fer7","classes":[\(names)]}');
        INSERT INTO sources (id, name, path, kind, is_complete) VALUES
          (1, 'faces', '/faces.tar', 'archive', 1), (2, 'copy', '/copy.tar', 'archive', 1);
        INSERT INTO packs VALUES (1, \(pack.count));
        INSERT INTO contents (id, content_id, pack, offset, length, format, width, height, channels,
            orientation, pixel_digest, brightness, contrast, sharpness, entropy, darkest, dark,
            bright, brightest, d_hash, p_hash)
          VALUES (1, x'\(content)', 1, 512, \(bytes.count), 'jpeg', 48, 48, 1, 1,
            x'\(Digest.sha256(of: "pixels 1"))', 0.5, 0.25, 100, 7, 0, 0.125, 0.875, 1, -1, 5);
        INSERT INTO members (id, source_id, path, occurrence, status, reason, content) VALUES
          (1, 1, 'a.jpg', 0, 0, NULL, 1), (2, 1, 'b.jpg', 0, 1, 'damaged', NULL),
          (3, 2, 'c.jpg', 0, 0, NULL, 1);
        INSERT INTO samples (member_id, content, sample_key, label) VALUES
          (1, 1, x'\(key)', 3), (3, 1, x'\(key)', 4);
        INSERT INTO decisions (action, target_kind, target, reason, author)
          VALUES ('exclude', 'sample', x'\(key)', 'blurred', 'me');
        """, onFile: path + "/catalog.sqlite")
    return path
  }

  @Test("a workspace of the first version opens, keeps what it has, and can be added to")
  func migrates() throws {
    let folder = try TemporaryFolder()
    let path = try Self.make(folder)
    #expect(throws: CatalogError.olderCatalog(path: path + "/catalog.sqlite")) {
      try Catalog.open(path, mode: .read)
    }
    let catalog = try Catalog.openOrCreate(path, taxonomy: .fer7)
    let samples = try catalog.sampleSummaries()
    #expect(samples.map(\.importedLabel) == [4, 3])
    #expect(samples.allSatisfy { $0.isExcluded && $0.targets == nil })
    let details = try catalog.details(for: samples.map(\.id))
    #expect(details.map(\.member) == ["c.jpg", "a.jpg"])
    #expect(details.allSatisfy { $0.region == nil && $0.votes == nil })
    #expect(try catalog.bytes(of: details[0].contentID) == CatalogFixtures.bytes(1))
    #expect(try catalog.status().quarantinedCount == 0)
    // Known members are known, and the first source that had a content is told.
    let again = try CatalogFixtures.begin(catalog)
    #expect(
      again.labels(ofMember: "a.jpg")
        == ImportedSample.fingerprint(of: [ImportedSample(label: 3)]))
    let third = try CatalogFixtures.begin(catalog, "third")
    let summary = try third.append([
      CatalogFixtures.accepted("x.jpg", 1), CatalogFixtures.accepted("y.jpg", 2),
    ])
    #expect(summary == AppendSummary(newContents: 1, knownContents: ["faces": 1]))
    try again.append([CatalogFixtures.accepted("b.jpg", 3)])
    #expect(try catalog.ledger(source: "faces").acceptedCount == 2)
  }

  @Test("an old journal keeps its rows, takes further actions, and stays append-only")
  func migratesJournal() throws {
    let folder = try TemporaryFolder()
    let path = try Self.make(folder)
    try Catalog.run(
      sql: """
        INSERT INTO decisions (undoes, reason, author) VALUES (1, 'a slip', 'you');
        INSERT INTO decisions (action, value, target_kind, target, reason, author, recorded_at)
          SELECT 'relabel', 'sad', 'content', target, 'looks sad', 'me', '2026' FROM decisions
          WHERE id = 1;
        """, onFile: path + "/catalog.sqlite")
    let catalog = try Catalog.openOrCreate(path, taxonomy: .fer7)
    let records = try catalog.decisions()
    let key = SampleKey(content: .of(CatalogFixtures.bytes(1)), region: nil)
    #expect(records.map(\.id) == [1, 2, 3])
    #expect(records.map(\.isActive) == [false, true, true])
    #expect(records.allSatisfy { $0.batch == nil })
    #expect(
      records.map(\.entry) == [
        .decided(Decision(.exclude, .sample(key), reason: "blurred", author: "me")),
        .undone(1, reason: "a slip", author: "you", recordedAt: nil),
        .decided(
          Decision(
            .relabel("sad"), .content(ContentID(key.digest)), reason: "looks sad", author: "me",
            recordedAt: "2026")),
      ])
    let id = try catalog.appendDecision(
      Decision(.splitPin(.test), .sample(key), reason: "", author: "me"))
    #expect(id == 4)
    #expect(try catalog.sampleSummaries().allSatisfy { $0.pin == .test && !$0.isExcluded })
    #expect(throws: CatalogError.self) { try catalog.run(sql: "DELETE FROM decisions") }
    #expect(throws: CatalogError.self) { try catalog.run(sql: "UPDATE decisions SET value = 'x'") }
    #expect(try catalog.undoBatches(nil, reason: "", author: "").count == 1)
  }

  @Test("a migrated catalog is that of a new import")
  func equalsNew() throws {
    let old = try TemporaryFolder()
    let catalog = try Catalog.openOrCreate(try Self.make(old), taxonomy: .fer7)
    let new = try TemporaryFolder()
    let fresh = try CatalogFixtures.open(new)
    for other in [catalog, fresh] {
      try CatalogFixtures.begin(other).append([CatalogFixtures.accepted("n.jpg", 9)])
    }
    let lines = try fresh.dump().filter { $0.hasPrefix("member") || $0.hasPrefix("sample") }
    let migrated = try catalog.dump()
    for line in lines { #expect(migrated.contains(line)) }
    #expect(lines.count == 2)
  }
}
