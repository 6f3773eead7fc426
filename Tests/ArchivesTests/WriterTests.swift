import Archives
import Core
import TestSupport
import Testing

@Suite("An archive's bytes depend on its members alone")
struct WriterTests {
  @Test("the same members give the same bytes", arguments: ArchiveFormat.allCases)
  func isReproducible(format: ArchiveFormat) throws {
    #expect(try Drawings.archive(format) == Drawings.archive(format))
  }

  @Test("a tar's bytes are pinned")
  func isPinned() throws {
    let bytes = try Drawings.archive(.tar)
    #expect(
      Digest.sha256(of: bytes).hex
        == "4478f06dd66039fa256660537f3e2696ef109cc9c916effa8047025ccaf10cc4")
  }

  @Test("the format follows from the ending")
  func choosesByEnding() {
    #expect(ArchiveFormat(path: "a/b.tar") == .tar)
    #expect(ArchiveFormat(path: "b.TAR.GZ") == .tarGz)
    #expect(ArchiveFormat(path: "b.tgz") == .tarGz)
    #expect(ArchiveFormat(path: "b.tar.zst") == .tarZst)
    #expect(ArchiveFormat(path: "b.7z") == .sevenZip)
    #expect(ArchiveFormat(path: "b.rar") == nil)
    #expect(ArchiveFormat(path: "tar") == nil)
  }

  @Test("a writer that is dropped leaves nothing behind", arguments: ArchiveFormat.allCases)
  func leavesNothing(format: ArchiveFormat) throws {
    let folder = try TemporaryFolder()
    do {
      var writer = try ArchiveWriter(path: folder.file("a"), format: format)
      try writer.add(path: "x.png", bytes: Drawings.noise(100_000, seed: 1))
    }
    #expect(try Files.list(folder.path).isEmpty)
  }

  @Test("names that could leave a folder are refused", arguments: ["", "/a", "a/../b", "..", "a/"])
  func refusesUnsafeNames(name: String) throws {
    let folder = try TemporaryFolder()
    var writer = try ArchiveWriter(path: folder.file("a.tar"))
    #expect(throws: ArchiveError.unsafeName(name)) { try writer.add(path: name, bytes: [1]) }
  }

  @Test("a place that cannot be written is the system's error")
  func reportsTheSystem() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("missing/a.tar")
    let error = #expect(throws: ArchiveError.self) { _ = try ArchiveWriter(path: path).finish() }
    guard case .file(let cause) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(cause.path == path)
  }
}
