import Core
import DatasetCatalog
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

@Suite("Crashes and full disks")
struct CrashTests {
  /// All kinds of members; whole batches are imported in the order given.
  private static let records: [ImportRecord] =
    (0..<24).map { number in
      let path = "m/\(number).jpg"
      return switch number % 6 {
      case 1: CatalogFixtures.rejected(path, number, claim: ["row": .integer(number)])
      case 2: CatalogFixtures.accepted(path, number - 2, subject: "S\(number % 4)")
      case 3:
        CatalogFixtures.accepted(
          path, number,
          samples: [
            ImportedSample(label: 6, votes: ["n": 3], targets: [0, 0, 0, 0, 0, 0.25, 0.75]),
            ImportedSample(
              label: 1, region: PixelBox(x: 1, y: 2, width: 3, height: 4), exclusion: "no face"),
          ])
      case 4: ImportRecord(path: path, outcome: .ignored(reason: "no image"))
      default: CatalogFixtures.accepted(path, number)
      }
    }

  private static func undisturbed() throws -> [String] {
    let folder = try TemporaryFolder()
    try CatalogFixtures.importFaces(folder, records)
    return try CatalogFixtures.open(folder).dump()
  }

  private static func copy(_ from: String, _ to: String) throws {
    try Files.createDirectories(to + "/packs")
    for name in try Files.list(from) where name != "packs" {
      try Files.writeAtomically(
        try Files.read(from + "/" + name, limit: 1 << 24), to: to + "/" + name)
    }
    for name in try Files.list(from + "/packs") {
      let bytes = try Files.read(from + "/packs/" + name, limit: 1 << 24)
      try Files.writeAtomically(bytes, to: to + "/packs/" + name)
    }
  }

  @Test("the dump tells catalogs apart and says everything in order")
  func dumpTells() throws {
    let lines = try Self.undisturbed()
    #expect(lines == (try Self.undisturbed()))
    let kinds = Set(lines.map { $0.prefix { $0 != "\t" } })
    #expect(
      kinds == [
        "workspace", "pack", "source", "content", "member", "subject", "sample", "decision",
      ])
    #expect(lines.count { $0.hasPrefix("member") } == 24)
    #expect(lines.count { $0.hasPrefix("sample") } == 20)
    let folder = try TemporaryFolder()
    var other = Self.records
    other[0] = CatalogFixtures.accepted("m/0.jpg", 0, label: 5)
    try CatalogFixtures.importFaces(folder, other)
    let changed = try CatalogFixtures.open(folder).dump()
    #expect(Set(changed).symmetricDifference(lines).count == 2)
  }

  @Test(
    "a workspace that was killed at any batch is completed to that of an undisturbed import",
    arguments: 0...6)
  func killedBetweenBatches(batches: Int) throws {
    let expected = try Self.undisturbed()
    let folder = try TemporaryFolder()
    let catalog = try CatalogFixtures.open(folder)
    let session = try CatalogFixtures.begin(catalog)
    for batch in 0..<batches { try session.append(Array(Self.records[batch * 4..<batch * 4 + 4])) }
    let killed = try TemporaryFolder()
    let path = killed.file(".fer-data")
    try Self.copy(folder.file(".fer-data"), path)
    // What the killed process had appended of its next batch.
    if Files.exists(CatalogFixtures.pack(killed)) {
      let pack = try Files.read(CatalogFixtures.pack(killed), limit: 1 << 24)
      try Files.writeAtomically(
        pack + Array(repeating: 0x5A, count: 777), to: CatalogFixtures.pack(killed))
    }
    try Files.writeAtomically([9], to: CatalogFixtures.pack(killed, 7))
    try CatalogFixtures.importFaces(killed, Self.records)
    #expect(try CatalogFixtures.open(killed).dump() == expected)
  }

  @Test(
    "whatever of the log reached the disk, importing again completes the catalog",
    arguments: 0..<40)
  func tornLog(part: Int) throws {
    let expected = try Self.undisturbed()
    let folder = try TemporaryFolder()
    let catalog = try CatalogFixtures.open(folder)
    let session = try CatalogFixtures.begin(catalog)
    for batch in 0..<5 { try session.append(Array(Self.records[batch * 4..<batch * 4 + 4])) }
    let killed = try TemporaryFolder()
    try Self.copy(folder.file(".fer-data"), killed.file(".fer-data"))
    let log = killed.file(".fer-data/catalog.sqlite-wal")
    try Files.remove(killed.file(".fer-data/catalog.sqlite-shm"))
    let whole = try Files.read(log, limit: 1 << 24)
    try Files.writeAtomically(Array(whole[..<(whole.count * part / 40)]), to: log)
    try CatalogFixtures.importFaces(killed, Self.records)
    #expect(try CatalogFixtures.open(killed).dump() == expected)
  }

  @Test("a catalog that cannot grow leaves the batch out, and the packs as they were")
  func fullCatalog() throws {
    let folder = try TemporaryFolder()
    let catalog = try CatalogFixtures.open(folder)
    let session = try CatalogFixtures.begin(catalog)
    try session.append(Array(Self.records[..<4]))
    let before = try catalog.dump()
    let size = try Files.size(CatalogFixtures.pack(folder))
    // SQLite never sets the limit below the pages there are.
    try catalog.run(sql: "PRAGMA max_page_count = 1")
    let large = (0..<200).map {
      ImportRecord(
        path: String(repeating: "x", count: 900) + "\($0)",
        outcome: .rejected(
          reason: "r", contentID: .of(CatalogFixtures.bytes($0)), bytes: CatalogFixtures.bytes($0)))
    }
    #expect(throws: CatalogError.diskFull(path: folder.file(".fer-data/catalog.sqlite"))) {
      try session.append(large)
    }
    #expect(try catalog.dump() == before)
    #expect(try Files.size(CatalogFixtures.pack(folder)) == size)
    try catalog.run(sql: "PRAGMA max_page_count = 100000")
    try session.append(large)
    #expect(try catalog.ledger().memberCount == 204)
  }

  @Test("a folder that may not be written is an error that names it")
  func readOnlyFolder() throws {
    guard geteuid() != 0 else {
      print("skipped: root may write anywhere")
      return
    }
    let folder = try TemporaryFolder()
    try Files.createDirectories(folder.file("closed"))
    #expect(chmod(folder.file("closed"), 0o555) == 0)
    defer { chmod(folder.file("closed"), 0o755) }
    do throws(CatalogError) {
      _ = try Catalog.openOrCreate(folder.file("closed/.fer-data"), taxonomy: .fer7)
      Issue.record("it was written")
    } catch { #expect("\(error)".contains("check its permissions")) }
  }
}
