import Core
import DatasetCatalog
import TestSupport
import Testing

@Suite("Import")
struct ImportTests {
  @Test("the sums of the ledger balance")
  func ledgerBalances() throws {
    let folder = try TemporaryFolder()
    var records = CatalogFixtures.records(0..<10)
    records += [
      CatalogFixtures.accepted("sad/t.jpg", 20, label: 4, split: .test, subject: "S1"),
      CatalogFixtures.accepted("sad/v.jpg", 21, label: 4, split: .val, subject: "S1"),
      ImportRecord(
        path: "x.jpg",
        outcome: .rejected(reason: "no label", contentID: .of([1, 2]), bytes: [1, 2])),
      ImportRecord(
        path: "y.jpg", outcome: .rejected(reason: "not an image", contentID: nil, bytes: nil)),
      ImportRecord(
        path: "z.jpg", outcome: .rejected(reason: "not an image", contentID: nil, bytes: nil)),
      ImportRecord(path: "README", outcome: .ignored(reason: "no image")),
    ]
    let ledger = try CatalogFixtures.importFaces(folder, records)
    #expect(ledger.acceptedCount == 12 && ledger.rejectedCount == 3 && ledger.ignoredCount == 1)
    #expect(ledger.memberCount == records.count)
    #expect(ledger.rejected.map(\.reason) == ["not an image", "no label"])
    #expect(ledger.rejected.map(\.count) == [2, 1])
    #expect(ledger.classCounts.reduce(0, +) == 12)
    #expect(ledger.officialCounts[.test]?[4] == 1 && ledger.officialCounts[.val]?[4] == 1)
    #expect(ledger.unassignedCounts.reduce(0, +) == 10)
    let catalog = try Catalog.open(folder.file(".fer-data"), mode: .read)
    var lines: [LedgerMember] = []
    try catalog.forEachMember { lines.append($0) }
    #expect(lines.map(\.path) == records.map(\.path).sorted())
    try catalog.forEachMember(source: "faces", status: .rejected) {
      #expect($0.reason != nil)
    }
    #expect(throws: CatalogError.unknownSource(name: "nobody")) {
      try catalog.ledger(source: "nobody")
    }
    #expect(try catalog.bytes(of: .of([1, 2])) == [1, 2])
    let source = try #require(try catalog.source(named: "faces"))
    #expect(source.isComplete && source.rawBytes == 9)
    #expect(source.rawDigest == .sha256(of: "faces.tar"))
  }

  @Test("every original comes back byte for byte")
  func bytesComeBack() throws {
    let folder = try TemporaryFolder()
    try CatalogFixtures.importFaces(folder, CatalogFixtures.records(0..<23))
    let catalog = try Catalog.open(folder.file(".fer-data"), mode: .read)
    let ids = try catalog.sampleSummaries().map(\.id)
    let details = try catalog.details(for: ids)
    #expect(details.map(\.id) == ids)
    let reader = catalog.packReader()
    let failures = WorkerPool(threads: 3).map(details.count) { index, _ in
      let number = Int(details[index].member.dropFirst(6).dropLast(4)) ?? -1
      return (try? reader.bytes(at: details[index].location)) != CatalogFixtures.bytes(number)
    }
    #expect(!failures.contains(true))
    #expect(details[0].measures == CatalogFixtures.measures)
    #expect(details[0].source == "faces" && details[0].width == 48)
  }

  @Test("equal content is packed once and equal paths stay apart")
  func identicalContent() throws {
    let folder = try TemporaryFolder()
    let records = [
      CatalogFixtures.accepted("a.jpg", 1, label: 0),
      CatalogFixtures.accepted("b.jpg", 1, label: 3),
      CatalogFixtures.accepted("a.jpg", 2, occurrence: 1),
      CatalogFixtures.accepted("a.jpg", 1, occurrence: 2),
    ]
    try CatalogFixtures.importFaces(folder, records, batch: 2)
    let catalog = try Catalog.open(folder.file(".fer-data"), mode: .read)
    let status = try catalog.status()
    #expect(status.sampleCount == 4 && status.contentCount == 2)
    let entries = [1, 2].reduce(0) {
      $0 + 512 + (CatalogFixtures.bytes($1).count + 511) / 512 * 512
    }
    #expect(status.packBytes == Int64(entries))
    #expect(try Files.size(CatalogFixtures.pack(folder)) == entries)
  }

  @Test("importing again changes nothing")
  func idempotent() throws {
    let folder = try TemporaryFolder()
    let records = CatalogFixtures.records(0..<11)
    let first = try CatalogFixtures.importFaces(folder, records)
    let pack = try Files.read(CatalogFixtures.pack(folder), limit: 1 << 20)
    #expect(try CatalogFixtures.importFaces(folder, records, batch: 3) == first)
    #expect(try Files.read(CatalogFixtures.pack(folder), limit: 1 << 20) == pack)
    // Also for a caller that does not ask what is known.
    let catalog = try CatalogFixtures.open(folder)
    let session = try catalog.beginImport(source: "faces", path: "/faces.tar", kind: "archive")
    try session.append(records)
    #expect(try catalog.ledger() == first)
    #expect(try catalog.sources().count == 1)
  }

  @Test("an interrupted import goes on without duplicates", arguments: [0, 1, 4, 7, 11])
  func resumes(committed: Int) throws {
    let folder = try TemporaryFolder()
    let records = CatalogFixtures.records(0..<11)
    do {
      let catalog = try CatalogFixtures.open(folder)
      let session = try catalog.beginImport(source: "faces", path: "/faces.tar", kind: "archive")
      try session.append(Array(records[..<committed]))
      #expect(try catalog.source(named: "faces")?.isComplete == false)
    }
    let whole = try TemporaryFolder()
    let expected = try CatalogFixtures.importFaces(whole, records)
    #expect(try CatalogFixtures.importFaces(folder, records) == expected)
    let catalog = try Catalog.open(folder.file(".fer-data"), mode: .read)
    #expect(try catalog.status().contentCount == 11)
  }

  @Test("samples come in the order of their keys, whatever the order of import")
  func orderIndependent() throws {
    var orders: [[String]] = []
    let records = CatalogFixtures.records(0..<9) + [CatalogFixtures.accepted("a/0.jpg", 0)]
    for shuffled in [records, records.reversed()] {
      let folder = try TemporaryFolder()
      try CatalogFixtures.importFaces(folder, shuffled)
      let catalog = try Catalog.open(folder.file(".fer-data"), mode: .read)
      let samples = try catalog.sampleSummaries()
      #expect(samples.map(\.sampleKey) == samples.map(\.sampleKey).sorted())
      orders.append(try catalog.details(for: samples.map(\.id)).map(\.member))
    }
    #expect(orders[0] == orders[1])
  }

  @Test("a member that changed is refused and names --name")
  func memberChanged() throws {
    let folder = try TemporaryFolder()
    try CatalogFixtures.importFaces(folder, CatalogFixtures.records(0..<3))
    let catalog = try CatalogFixtures.open(folder)
    let before = try catalog.status()
    let session = try catalog.beginImport(source: "faces", path: "/faces.tar", kind: "archive")
    let changed = CatalogFixtures.accepted("happy/1.jpg", 50)
    #expect(
      session.state(ofMember: "happy/1.jpg", contentID: .of(CatalogFixtures.bytes(50))) == .changed)
    #expect(session.state(ofMember: "happy/1.jpg") == .known(.accepted))
    #expect(session.state(ofMember: "happy/1.jpg", occurrence: 1) == .new)
    #expect(throws: CatalogError.memberChanged(source: "faces", member: "happy/1.jpg")) {
      try session.append([CatalogFixtures.accepted("new.jpg", 60), changed])
    }
    #expect(try catalog.status() == before)
    #expect(try Int64(Files.size(CatalogFixtures.pack(folder))) == before.packBytes)
    // The same file is welcome as another source.
    let other = try catalog.beginImport(source: "faces-2", path: "/faces.tar", kind: "archive")
    try other.append([changed])
    #expect(try catalog.ledger(source: "faces-2").acceptedCount == 1)
  }

  @Test("a rejected member can be accepted later, an accepted one stays")
  func laterAccepted() throws {
    let folder = try TemporaryFolder()
    let bytes = CatalogFixtures.bytes(5)
    try CatalogFixtures.importFaces(
      folder,
      [
        ImportRecord(
          path: "sad/5.jpg",
          outcome: .rejected(reason: "damaged", contentID: .of(bytes), bytes: bytes)),
        ImportRecord(
          path: "sad/6.jpg",
          outcome: .rejected(
            reason: "damaged", contentID: .of(CatalogFixtures.bytes(6)), bytes: nil)),
        CatalogFixtures.accepted("sad/7.jpg", 7),
      ])
    let catalog = try CatalogFixtures.open(folder)
    let session = try catalog.beginImport(source: "faces", path: "/faces.tar", kind: "archive")
    #expect(session.state(ofMember: "sad/5.jpg", contentID: .of(bytes)) == .known(.rejected))
    #expect(session.state(ofMember: "sad/6.jpg", contentID: .of(bytes)) == .changed)
    try session.append([
      CatalogFixtures.accepted("sad/5.jpg", 5), CatalogFixtures.accepted("sad/6.jpg", 6),
      ImportRecord(
        path: "sad/7.jpg",
        outcome: .rejected(
          reason: "no", contentID: .of(CatalogFixtures.bytes(7)), bytes: nil)),
    ])
    let ledger = try catalog.ledger()
    #expect(ledger.acceptedCount == 3 && ledger.rejectedCount == 0)
    #expect(try catalog.sampleSummaries().count == 3)
  }

  @Test("a record that makes no sense stores nothing of its batch")
  func badRecords() throws {
    let folder = try TemporaryFolder()
    let catalog = try CatalogFixtures.open(folder)
    let session = try catalog.beginImport(source: "faces", path: "/faces.tar", kind: "archive")
    let good = CatalogFixtures.accepted("good.jpg", 1)
    for bad in [
      CatalogFixtures.accepted("bad.jpg", 2, label: 7),
      CatalogFixtures.accepted("bad.jpg", 2, label: -1),
      CatalogFixtures.accepted("bad.jpg", 2, occurrence: -1),
      ImportRecord(path: "bad.jpg", outcome: .rejected(reason: "r", contentID: nil, bytes: [1])),
      CatalogFixtures.accepted("good.jpg", 3),
    ] {
      #expect(throws: CatalogError.self) { try session.append([good, bad]) }
      #expect(try catalog.ledger().memberCount == 0)
    }
    #expect(!Files.exists(CatalogFixtures.pack(folder)))
    try session.append([good])
    #expect(try catalog.ledger().memberCount == 1)
  }

  @Test("bytes can stay in the source's own file, and a change there is found")
  func references() throws {
    let folder = try TemporaryFolder()
    let bytes = CatalogFixtures.bytes(3)
    let path = folder.file("source.tar")
    try Files.writeAtomically(Array(repeating: 7, count: 11) + bytes, to: path)
    let catalog = try CatalogFixtures.open(folder)
    let session = try catalog.beginImport(source: "faces", path: path, kind: "archive")
    var record = CatalogFixtures.accepted("a.jpg", 3)
    guard case .accepted(var member) = record.outcome else { return }
    member.bytes = []
    member.reference = ContentReference(offset: 11, length: bytes.count)
    record.outcome = .accepted(member)
    try session.append([record])
    #expect(try catalog.bytes(of: .of(bytes)) == bytes)
    #expect(try catalog.status().packBytes == 0)
    try Files.writeAtomically(Array(repeating: 8, count: 11) + bytes.reversed(), to: path)
    #expect(throws: CatalogError.changedSource(path: path, .of(bytes))) {
      try catalog.bytes(of: .of(bytes))
    }
  }
}
