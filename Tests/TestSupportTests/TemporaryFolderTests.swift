import Core
import TestSupport
import Testing

@Suite("Temporary folder")
struct TemporaryFolderTests {
  @Test("a folder is there while it is held, and gone with its contents afterwards")
  func vanishes() throws {
    let path: String
    do {
      let folder = try TemporaryFolder()
      path = folder.path
      try Files.createDirectories(folder.file("a/b"))
      try Files.writeAtomically(text: "x", to: folder.file("a/b/c"))
      #expect(Files.isDirectory(path))
    }
    #expect(!Files.exists(path))
  }

  @Test("two folders are different")
  func areDifferent() throws {
    let first = try TemporaryFolder()
    let second = try TemporaryFolder()
    #expect(first.path != second.path)
  }
}
