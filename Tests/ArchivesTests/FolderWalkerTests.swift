import Archives
import Core
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

@Suite("A folder is walked as an archive is read")
struct FolderWalkerTests {
  /// A folder of the given files.
  private func folder(_ files: [String: [UInt8]]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (path, bytes) in files {
      try Files.createDirectories(Files.parent(folder.file(path)))
      try Files.writeAtomically(bytes, to: folder.file(path))
    }
    return folder
  }

  private static let files: [String: [UInt8]] = [
    "b/2.png": [2], "b/10.png": [10], "a.txt": [0], "a/z/deep.png": [9], "a-b/1.png": [1],
    "A/upper.png": [7], "ä/umlaut.png": [8], "empty.png": [],
  ]

  @Test("files come sorted by the bytes of their paths, with their bytes")
  func sortsByPath() throws {
    let folder = try folder(FolderWalkerTests.files)
    let reading = Reading.of(folder.path)
    #expect(reading.failure == nil)
    #expect(reading.files == FolderWalkerTests.files)
    let paths = reading.members.filter { $0.kind == .file }.map(\.name)
    #expect(paths == paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(reading.members.count { $0.kind == .directory } == 6)
  }

  @Test("the digest is over sorted lines of digest and path, read or not")
  func hashesLines() throws {
    let folder = try folder(FolderWalkerTests.files)
    let lines = FolderWalkerTests.files
      .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .map { "\(Digest.sha256(of: $0.value).hex)  \($0.key)\n" }
    let expected = Digest.sha256(of: lines.joined())
    #expect(Reading.of(folder.path).summary?.rawDigest == expected)
    var unread = try FolderWalker(path: folder.path)
    let summary = try unread.finish()
    #expect(summary.rawDigest == expected)
    #expect(summary.rawBytes == 7)
    #expect(summary.format == "folder")
  }

  @Test("links are reported and never followed, even in a circle")
  func reportsLinks() throws {
    let folder = try folder(["happy/1.png": [1]])
    symlink("/etc/passwd", folder.file("happy/soft.png"))
    symlink("..", folder.file("happy/up"))
    symlink("nowhere", folder.file("happy/broken"))
    let reading = Reading.of(folder.path)
    #expect(reading.failure == nil)
    #expect(reading.members.count { $0.kind == .link } == 3)
    #expect(reading.files == ["happy/1.png": [1]])
  }

  @Test("pipes are neither opened nor waited for")
  func passesPipes() throws {
    let folder = try folder(["happy/1.png": [1]])
    mkfifo(folder.file("happy/pipe"), 0o600)
    let reading = Reading.of(folder.path)
    #expect(reading.members.map(\.kind) == [.directory, .file, .other])
  }

  @Test("a name that is not UTF-8 is walked, shown and read")
  func walksUndecodable() throws {
    let folder = try folder(["happy/1.png": [1]])
    let name = Array(folder.file("happy/").utf8CString.dropLast()) + [CChar(bitPattern: 0xFF), 0]
    let descriptor = open(name, O_CREAT | O_WRONLY, 0o600)
    close(descriptor)
    let reading = Reading.of(folder.path)
    #expect(reading.members.map(\.name) == ["happy", "happy/1.png", "happy/\\xFF"])
    #expect(reading.members.last?.data == [])
  }

  @Test(
    "an unreadable file or folder is reported with the system's reason", .enabled(if: getuid() != 0)
  )
  func reportsUnreadable() throws {
    let folder = try folder(["happy/1.png": [1], "happy/2.png": [2], "sad/3.png": [3]])
    chmod(folder.file("happy/1.png"), 0)
    chmod(folder.file("sad"), 0)
    let reading = Reading.of(folder.path)
    #expect(reading.failure == nil)
    #expect(reading.files == ["happy/2.png": [2]])
    #expect(reading.members.filter { $0.problem != nil }.map(\.name) == ["happy/1.png", "sad"])
  }

  @Test("a file that is gone when it is to be read is refused alone")
  func reportsVanished() throws {
    let folder = try folder(["happy/1.png": [1], "happy/2.png": [2]])
    var walker = try FolderWalker(path: folder.path)
    _ = try walker.next()
    _ = try walker.next()
    try Files.remove(folder.file("happy/1.png"))
    let error = #expect(throws: ArchiveError.self) { try walker.readData() }
    #expect(error?.concernsOneMember == true)
    _ = try walker.next()
    #expect(try walker.readData() == [2])
  }

  @Test("a file over the limit is refused alone")
  func refusesLargeFile() throws {
    let folder = try folder(["happy/1.png": [1, 2, 3], "happy/2.png": [2]])
    var limits = ArchiveLimits()
    limits.maximumMemberBytes = 2
    let reading = Reading.of(folder.path, limits: limits)
    #expect(reading.files == ["happy/2.png": [2]])
    #expect(
      reading.members[1].problem == .memberTooLarge(member: "happy/1.png", limit: 2))
  }

  @Test("a folder without files is refused, with or without folders in it")
  func refusesEmpty() throws {
    let folder = try TemporaryFolder()
    #expect(Reading.of(folder.path).failure == .noFiles(path: folder.path))
    try Files.createDirectories(folder.file("happy"))
    #expect(Reading.of(folder.path).failure == .noFiles(path: folder.path))
  }
}
