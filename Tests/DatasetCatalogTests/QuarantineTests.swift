import Core
import DatasetCatalog
import TestSupport
import Testing

@Suite("Quarantine and retry")
struct QuarantineTests {
  private static func filled(_ folder: TemporaryFolder) throws -> Catalog {
    try CatalogFixtures.importFaces(
      folder,
      [
        CatalogFixtures.accepted("a/0.jpg", 0),
        CatalogFixtures.rejected("b/1.jpg", 1, claim: ["word": "hapy"]),
        CatalogFixtures.rejected("b/2.jpg", 2, claim: ["word": "sadd"]),
        CatalogFixtures.rejected("b/3.jpg", 3, keeps: false, claim: ["word": "x"]),
        CatalogFixtures.rejected("c/0.jpg", 0, reason: "no label"),
        ImportRecord(path: "d", outcome: .rejected(reason: "encrypted")),
      ])
    return try CatalogFixtures.open(folder)
  }

  @Test("the bytes of rejected members are kept, deduplicated, and counted")
  func kept() throws {
    let folder = try TemporaryFolder()
    let catalog = try Self.filled(folder)
    let status = try catalog.status()
    // The member whose bytes another accepted one has costs nothing.
    #expect(status.quarantinedCount == 3 && status.contentCount == 3)
    let bytes = [1, 2].reduce(0) { $0 + CatalogFixtures.bytes($1).count }
    #expect(status.quarantinedBytes == Int64(bytes))
    #expect(status.ledger.rejectedCount == 5 && status.ledger.memberCount == 6)
    #expect(try catalog.bytes(of: .of(CatalogFixtures.bytes(2))) == CatalogFixtures.bytes(2))
    #expect(throws: CatalogError.unknownContent(.of(CatalogFixtures.bytes(3)))) {
      try catalog.bytes(of: .of(CatalogFixtures.bytes(3)))
    }
    #expect(try catalog.sampleSummaries().count == 1)
  }

  @Test("what can be tried again comes in order, with its claim and its bytes")
  func listed() throws {
    let folder = try TemporaryFolder()
    let catalog = try Self.filled(folder)
    var members: [RetryableMember] = []
    try catalog.forEachRetryable { members.append($0) }
    #expect(members.map(\.path) == ["b/1.jpg", "b/2.jpg", "c/0.jpg"])
    #expect(members.map(\.claim) == [["word": "hapy"], ["word": "sadd"], nil])
    #expect(members.map(\.reason) == ["damaged", "damaged", "no label"])
    let reader = catalog.packReader()
    #expect(try reader.bytes(at: members[1].location) == CatalogFixtures.bytes(2))
    let second = try catalog.retryableMembers(after: members[0], limit: 1)
    #expect(second == [members[1]])
    #expect(throws: CatalogError.unknownSource(name: "nobody")) {
      try catalog.forEachRetryable(source: "nobody") { _ in }
    }
    #expect(throws: CatalogError.unknownSource(name: "nobody")) {
      try catalog.beginRetry(source: "nobody")
    }
  }

  @Test("a member that is tried again moves in the ledger, and the sums balance")
  func retried() throws {
    let folder = try TemporaryFolder()
    let catalog = try Self.filled(folder)
    let source = try catalog.source(named: "faces")
    let packBytes = try catalog.status().packBytes
    let session = try catalog.beginRetry(source: "faces")
    try catalog.forEachRetryable(source: "faces") { member throws(CatalogError) in
      switch member.path {
      case "b/1.jpg": try session.append([CatalogFixtures.accepted(member.path, 1, label: 3)])
      case "b/2.jpg":
        try session.append([
          CatalogFixtures.rejected(member.path, 2, reason: "too large", claim: member.claim)
        ])
      default: try session.append([CatalogFixtures.accepted(member.path, 0, label: 5)])
      }
    }
    let ledger = try session.finishRetry()
    #expect(ledger.acceptedCount == 3 && ledger.sampleCount == 3 && ledger.memberCount == 6)
    #expect(ledger.rejected.map(\.reason) == ["damaged", "encrypted", "too large"])
    #expect(try catalog.source(named: "faces") == source)
    let status = try catalog.status()
    #expect(status.packBytes == packBytes && status.quarantinedCount == 1)
    // The content that a rejection stored has its image now.
    let samples = try catalog.sampleSummaries()
    let details = try catalog.details(for: samples.map(\.id))
    #expect(details.allSatisfy { $0.width == 48 && $0.measures == CatalogFixtures.measures })
    var left: [RetryableMember] = []
    try catalog.forEachRetryable { left.append($0) }
    #expect(left.map(\.reason) == ["too large"] && left.map(\.claim) == [["word": "sadd"]])
  }

  @Test("bytes that are rejected and accepted in one batch are packed once, with their image")
  func oneBatch() throws {
    let folder = try TemporaryFolder()
    try CatalogFixtures.importFaces(
      folder,
      [CatalogFixtures.rejected("a.jpg", 1), CatalogFixtures.accepted("b.jpg", 1)], batch: 2)
    let status = try CatalogFixtures.open(folder).status()
    #expect(status.contentCount == 1 && status.quarantinedBytes == 0)
    #expect(status.ledger.acceptedCount == 1 && status.ledger.rejectedCount == 1)
  }

  @Test("bytes that were not kept are kept when they come again")
  func keptLater() throws {
    let folder = try TemporaryFolder()
    let catalog = try Self.filled(folder)
    try CatalogFixtures.begin(catalog).append([CatalogFixtures.rejected("b/3.jpg", 3)])
    #expect(try catalog.status().quarantinedCount == 4)
    #expect(try catalog.bytes(of: .of(CatalogFixtures.bytes(3))) == CatalogFixtures.bytes(3))
    #expect(try catalog.ledger().memberCount == 6)
  }

  @Test("a batch says what is new and who brought the rest")
  func summaries() throws {
    let folder = try TemporaryFolder()
    let catalog = try Self.filled(folder)
    let copy = try CatalogFixtures.begin(catalog, "copy")
    let first = try copy.append([
      CatalogFixtures.accepted("x/0.jpg", 0), CatalogFixtures.accepted("x/1.jpg", 1),
      CatalogFixtures.accepted("x/9.jpg", 9), CatalogFixtures.accepted("x/9b.jpg", 9),
      ImportRecord(path: "notes", outcome: .ignored(reason: "no image")),
      CatalogFixtures.rejected("x/8.jpg", 8, keeps: false),
    ])
    #expect(first == AppendSummary(newContents: 1, knownContents: ["faces": 2]))
    var sum = first
    sum += try copy.append([CatalogFixtures.accepted("y/9.jpg", 9)])
    #expect(sum == first)
    sum += try copy.append([CatalogFixtures.accepted("y/2.jpg", 2)])
    #expect(sum == AppendSummary(newContents: 1, knownContents: ["faces": 3]))
  }
}
