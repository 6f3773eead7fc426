import Core
import DatasetCatalog
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

@Suite("References to sources")
struct ReferenceTests {
  /// A folder source with the files "in/1.jpg" and "in/2.jpg", referred to.
  private static func folderSource(_ folder: TemporaryFolder) throws -> (Catalog, String) {
    let source = folder.file("faces")
    try Files.createDirectories(source + "/in")
    let catalog = try CatalogFixtures.open(folder)
    let session = try catalog.beginImport(source: "faces", path: source, kind: "folder")
    try session.append(
      try [1, 2].map { number in
        let bytes = CatalogFixtures.bytes(number)
        try Files.writeAtomically(bytes, to: source + "/in/\(number).jpg")
        return reference(number, file: "in/\(number).jpg")
      })
    return (catalog, source)
  }

  private static func reference(
    _ number: Int, offset: Int64 = 0, file: String?
  ) -> ImportRecord {
    CatalogFixtures.accepted(
      file ?? "a.jpg", number,
      reference: ContentReference(
        offset: offset, length: CatalogFixtures.bytes(number).count, file: file),
      samples: [ImportedSample(label: 1)])
  }

  @Test("files of a folder are read where they lie, and nothing is packed")
  func folderFiles() throws {
    let folder = try TemporaryFolder()
    let (catalog, source) = try Self.folderSource(folder)
    for number in [1, 2] {
      let bytes = CatalogFixtures.bytes(number)
      #expect(try catalog.bytes(of: .of(bytes)) == bytes)
    }
    let location = try catalog.location(of: .of(CatalogFixtures.bytes(2)))
    #expect(location.place == .source(path: source, file: "in/2.jpg"))
    #expect(try catalog.status().packBytes == 0)
  }

  @Test("a file that changed, or that a link took the place of, is an error that names it")
  func changed() throws {
    let folder = try TemporaryFolder()
    let (catalog, source) = try Self.folderSource(folder)
    let bytes = CatalogFixtures.bytes(1)
    let error = CatalogError.changedSource(path: source + "/in/1.jpg", .of(bytes))
    try Files.writeAtomically(Array(bytes.dropLast()), to: source + "/in/1.jpg")
    #expect(throws: error) { try catalog.bytes(of: .of(bytes)) }
    try Files.writeAtomically(bytes.reversed(), to: source + "/in/1.jpg")
    #expect(throws: error) { try catalog.bytes(of: .of(bytes)) }
    // The right bytes behind a link are not followed, neither as a file nor as a folder.
    try Files.writeAtomically(bytes, to: folder.file("elsewhere.jpg"))
    try Files.remove(source + "/in/1.jpg")
    #expect(symlink(folder.file("elsewhere.jpg"), source + "/in/1.jpg") == 0)
    #expect(throws: error) { try catalog.bytes(of: .of(bytes)) }
    try Files.remove(source + "/in/1.jpg")
    try Files.writeAtomically(bytes, to: source + "/in/1.jpg")
    #expect(rename(source + "/in", source + "/moved") == 0)
    #expect(symlink(source + "/moved", source + "/in") == 0)
    #expect(throws: error) { try catalog.bytes(of: .of(bytes)) }
  }

  @Test("a file or a source that is gone says what to restore")
  func gone() throws {
    let folder = try TemporaryFolder()
    let (catalog, source) = try Self.folderSource(folder)
    let content = ContentID.of(CatalogFixtures.bytes(1))
    try Files.remove(source + "/in/1.jpg")
    let missing = CatalogError.missingSource(path: source + "/in/1.jpg", content)
    #expect(throws: missing) { try catalog.bytes(of: content) }
    #expect(rename(source, source + "-away") == 0)
    #expect(throws: missing) { try catalog.bytes(of: content) }
    #expect("\(missing)".contains("/in/1.jpg"))
  }

  @Test("what is referred to and comes again as a copy is packed; what is packed stays packed")
  func packedLater() throws {
    let folder = try TemporaryFolder()
    let (catalog, source) = try Self.folderSource(folder)
    let copy = try CatalogFixtures.begin(catalog, "copy")
    #expect(
      try copy.append([CatalogFixtures.accepted("x.jpg", 1)])
        == AppendSummary(newContents: 0, knownContents: ["faces": 1]))
    let content = ContentID.of(CatalogFixtures.bytes(1))
    #expect(try catalog.location(of: content).place == .pack(1))
    try Files.remove(source + "/in/1.jpg")
    #expect(try catalog.bytes(of: content) == CatalogFixtures.bytes(1))
    let again = try catalog.beginImport(source: "again", path: source, kind: "folder")
    try again.append([Self.reference(1, file: "in/1.jpg")])
    #expect(try catalog.location(of: content).place == .pack(1))
    #expect(try catalog.status().contentCount == 2)
  }

  @Test("a source that moved, or is to be copied after all, is noted anew by importing it again")
  func again() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("source.tar")
    let bytes = CatalogFixtures.bytes(3)
    try Files.writeAtomically(Array(repeating: 7, count: 20) + bytes, to: path)
    let catalog = try CatalogFixtures.open(folder)
    var session = try catalog.beginImport(source: "faces", path: path, kind: "archive")
    try session.append([Self.reference(3, offset: 11, file: nil)])
    #expect(throws: CatalogError.changedSource(path: path, .of(bytes))) {
      try catalog.bytes(of: .of(bytes))
    }
    session = try catalog.beginImport(source: "faces", path: path, kind: "archive")
    #expect(session.isByReference(ofMember: "a.jpg") && !session.isByReference(ofMember: "b.jpg"))
    try session.append([Self.reference(3, offset: 20, file: nil)])
    #expect(try catalog.bytes(of: .of(bytes)) == bytes)
    try session.append([CatalogFixtures.accepted("a.jpg", 3)])
    #expect(try catalog.location(of: .of(bytes)).place == .pack(1))
    session = try catalog.beginImport(source: "faces", path: path, kind: "archive")
    #expect(!session.isByReference(ofMember: "a.jpg"))
    #expect(try catalog.ledger().sampleCount == 1)
  }

  @Test(
    "a reference that leads out of its folder is refused",
    arguments: ["../x.jpg", "/etc/passwd", "a//b", "a/./b", "", "a\0b"])
  func unsafe(file: String) throws {
    let folder = try TemporaryFolder()
    let session = try CatalogFixtures.begin(try CatalogFixtures.open(folder))
    #expect(throws: CatalogError.self) { try session.append([Self.reference(1, file: file)]) }
  }
}
