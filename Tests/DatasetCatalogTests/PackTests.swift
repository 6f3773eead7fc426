import Core
import DatasetCatalog
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

@Suite("Packs")
struct PackTests {
  @Test("a pack's bytes are pinned: ustar, no clock, no user")
  func golden() throws {
    let folder = try TemporaryFolder()
    try CatalogFixtures.importFaces(folder, CatalogFixtures.records(0..<3))
    let pack = try Files.read(CatalogFixtures.pack(folder), limit: 1 << 20)
    #expect(pack.count % 512 == 0)
    let name = ContentID.of(CatalogFixtures.bytes(0)).digest.hex + ".jpg"
    #expect(Array(pack[..<name.utf8.count]) == Array(name.utf8))
    #expect(
      Digest.sha256(of: pack).hex
        == "f391bcb92f3bad8d43240637366edb92f7cb25594f6582084b399ac3dab764d3")
  }

  @Test("the tail a killed writer left is cut off by the next writer, never by a reader")
  func tailIsCut() throws {
    let folder = try TemporaryFolder()
    let records = CatalogFixtures.records(0..<8)
    try CatalogFixtures.importFaces(folder, records)
    let pack = CatalogFixtures.pack(folder)
    let whole = try Files.read(pack, limit: 1 << 20)
    try Files.writeAtomically(whole + Array(repeating: 1, count: 700), to: pack)
    try Files.writeAtomically([1, 2, 3], to: CatalogFixtures.pack(folder, 2))
    _ = try Catalog.open(folder.file(".fer-data"), mode: .read).status()
    #expect(try Files.size(pack) == whole.count + 700)
    #expect(Files.exists(CatalogFixtures.pack(folder, 2)))
    _ = try Catalog.open(folder.file(".fer-data"), mode: .write)
    #expect(try Files.read(pack, limit: 1 << 20) == whole)
    #expect(!Files.exists(CatalogFixtures.pack(folder, 2)))
    let ledger = try CatalogFixtures.importFaces(folder, records)
    #expect(ledger.acceptedCount == 8)
  }

  @Test("a pack that lost bytes, or is gone, is an error that names it", arguments: [true, false])
  func cutShort(gone: Bool) throws {
    let folder = try TemporaryFolder()
    try CatalogFixtures.importFaces(folder, CatalogFixtures.records(0..<8))
    let pack = CatalogFixtures.pack(folder)
    let whole = try Files.read(pack, limit: 1 << 20)
    if gone {
      try Files.remove(pack)
    } else {
      try Files.writeAtomically(Array(whole.dropLast()), to: pack)
    }
    let size = Int64(gone ? 0 : whole.count - 1)
    #expect(
      throws: CatalogError.packCutShort(path: pack, bytes: size, expected: Int64(whole.count))
    ) {
      try Catalog.open(folder.file(".fer-data"), mode: .write)
    }
  }

  @Test("damaged bytes are never handed out")
  func damaged() throws {
    let folder = try TemporaryFolder()
    try CatalogFixtures.importFaces(folder, CatalogFixtures.records(0..<1))
    let pack = CatalogFixtures.pack(folder)
    var bytes = try Files.read(pack, limit: 1 << 20)
    bytes[512 + 17] ^= 1
    try Files.writeAtomically(bytes, to: pack)
    let content = ContentID.of(CatalogFixtures.bytes(0))
    let catalog = try Catalog.open(folder.file(".fer-data"), mode: .read)
    #expect(throws: CatalogError.damagedContent(path: pack, content)) {
      try catalog.bytes(of: content)
    }
  }

  @Test("packs roll at their size, and every original is found in its pack", arguments: [1, 2, 9])
  func rolls(batch: Int) throws {
    let folder = try TemporaryFolder()
    let path = folder.file(".fer-data")
    let catalog = try Catalog.openOrCreate(path, taxonomy: .fer7, packBytes: 3000)
    let session = try catalog.beginImport(source: "faces", path: "/f", kind: "archive")
    let records = CatalogFixtures.records(0..<9)
    for start in stride(from: 0, to: 9, by: batch) {
      try session.append(Array(records[start..<min(9, start + batch)]))
    }
    let packs = try Files.list(path + "/packs")
    #expect(packs.count > 2 && packs.first == "000001.tar")
    for pack in packs { #expect(try Files.size(path + "/packs/" + pack) <= 3000) }
    for number in 0..<9 {
      let bytes = CatalogFixtures.bytes(number)
      #expect(try catalog.bytes(of: .of(bytes)) == bytes)
    }
  }

  @Test("a content larger than a pack has one to itself")
  func largeContent() throws {
    let folder = try TemporaryFolder()
    let catalog = try Catalog.openOrCreate(
      folder.file(".fer-data"), taxonomy: .fer7, packBytes: 512)
    let session = try catalog.beginImport(source: "faces", path: "/f", kind: "archive")
    try session.append(CatalogFixtures.records(0..<3))
    #expect(try Files.list(folder.file(".fer-data/packs")).count == 3)
  }

  @Test("a full disk loses nothing but the batch, and says so")
  func fullDisk() throws {
    let folder = try TemporaryFolder()
    let catalog = try Catalog.openOrCreate(
      folder.file(".fer-data"), taxonomy: .fer7, packBytes: 3000)
    let session = try catalog.beginImport(source: "faces", path: "/f", kind: "archive")
    try session.append(CatalogFixtures.records(0..<2))
    let before = try catalog.status()
    let packs = try Files.list(folder.file(".fer-data/packs"))
    // The next pack lies on a device that is always full.
    #expect(symlink("/dev/full", CatalogFixtures.pack(folder, 2)) == 0)
    do throws(CatalogError) {
      try session.append(CatalogFixtures.records(2..<9))
      Issue.record("nothing was full")
    } catch {
      #expect("\(error)".contains("no space left on device; free some space"))
    }
    #expect(try catalog.status() == before)
    #expect(try Files.list(folder.file(".fer-data/packs")) == packs)
    #expect(try Int64(Files.size(CatalogFixtures.pack(folder))) == before.packBytes)
    try session.append(CatalogFixtures.records(2..<9))
    #expect(try catalog.ledger().acceptedCount == 9)
  }
}
