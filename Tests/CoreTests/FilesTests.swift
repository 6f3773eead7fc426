import Core
import TestSupport
import Testing

@Suite("Files")
struct FilesTests {
  @Test("what is written is read, and mapped, back", arguments: [0, 1, 100_000])
  func roundTrip(size: Int) throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try Files.writeAtomically(bytes, to: folder.file("a"))
    #expect(try Files.read(folder.file("a"), limit: size) == bytes)
    #expect(try MappedFile(path: folder.file("a")).withBytes { Array($0) } == bytes)
    #expect(try Files.size(folder.file("a")) == size)
  }

  @Test("a writer that is dropped leaves nothing behind and the old file alone")
  func dropped() throws {
    let folder = try TemporaryFolder()
    try Files.writeAtomically(text: "old", to: folder.file("a"))
    do {
      let writer = try FileWriter(path: folder.file("a"))
      try writer.write(String(repeating: "new", count: 100_000))
    }
    #expect(try Files.list(folder.path) == ["a"])
    #expect(try Files.read(folder.file("a"), limit: 100) == Array("old".utf8))
  }

  @Test("errors name the file, the reason and the remedy")
  func errors() throws {
    let folder = try TemporaryFolder()
    let missing = folder.file("missing")
    let error = #expect(throws: FileError.self) { try Files.read(missing, limit: 10) }
    #expect(
      error?.description == "cannot read \(missing): no such file or directory; check the path")
    try Files.writeAtomically(text: "12345", to: folder.file("big"))
    #expect(throws: FileError.self) { try Files.read(folder.file("big"), limit: 4) }
    #expect(throws: FileError.self) { try Files.read(folder.path, limit: 4) }
    #expect(throws: FileError.self) { try MappedFile(path: folder.path) }
  }

  @Test("a device is not a regular file")
  func devices() {
    #expect(throws: FileError.self) { try Files.read("/dev/zero", limit: 10) }
  }

  @Test(
    "paths are taken apart and put together",
    arguments: [("a/b/c", "a/b", "c"), ("c", ".", "c"), ("/c", "/", "c"), ("a/b/", "a", "b")])
  func paths(path: String, parent: String, last: String) {
    #expect(Files.parent(path) == parent)
    #expect(Files.lastComponent(path) == last)
  }

  @Test("names are listed in byte order")
  func lists() throws {
    let folder = try TemporaryFolder()
    for name in ["b", "a", "B", "é"] { try Files.writeAtomically(text: "", to: folder.file(name)) }
    #expect(try Files.list(folder.path) == ["B", "a", "b", "é"])
  }
}

@Suite("CRC-32C")
struct CRC32CTests {
  @Test("the check value of RFC 3720")
  func knownAnswer() {
    #expect(CRC32C.checksum(Array("123456789".utf8)) == 0xE306_9283)
  }

  @Test("a checksum in pieces is the checksum of the whole", arguments: [0, 1, 7, 8, 9, 31])
  func pieces(cut: Int) {
    let bytes = (0..<40).map { UInt8($0 * 5) }
    let head = CRC32C.checksum(Array(bytes[..<cut]))
    #expect(CRC32C.checksum(Array(bytes[cut...]), continuing: head) == CRC32C.checksum(bytes))
  }
}

@Suite("File writer")
struct FileWriterTests {
  @Test("what a killed writer left is taken over")
  func takesOver() throws {
    let folder = try TemporaryFolder()
    try Files.writeAtomically(text: "left behind", to: folder.file("a.partial"))
    try Files.writeAtomically(text: "new", to: folder.file("a"))
    #expect(try Files.list(folder.path) == ["a"])
    #expect(try Files.read(folder.file("a"), limit: 100) == Array("new".utf8))
  }

  @Test("two writers of one file at a time are refused, and the first one's bytes stay")
  func oneAtATime() throws {
    let folder = try TemporaryFolder()
    let first = try FileWriter(path: folder.file("a"))
    try first.write("first")
    #expect(throws: FileError.self) { try FileWriter(path: folder.file("a")) }
    try first.commit()
    #expect(try Files.read(folder.file("a"), limit: 100) == Array("first".utf8))
  }
}
