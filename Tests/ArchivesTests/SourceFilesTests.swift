import Archives
import Core
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

@Suite("A source is opened once and read as often as wanted")
struct SourceFilesTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ bytes: [UInt8], _ name: String) throws -> String {
    try Files.writeAtomically(bytes, to: folder.file(name))
    return folder.file(name)
  }

  private func source(_ paths: [String]) throws(ArchiveError) -> SourceFiles {
    try SourceFiles(paths: paths, spoolFolder: folder.path)
  }

  /// Bytes handed in as standard input is, through a descriptor that is read to its end.
  private func piped(
    _ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()
  ) throws -> SourceFiles {
    let path = try write(bytes, "piped")
    let descriptor = open(path, O_RDONLY)
    defer { close(descriptor) }
    return try SourceFiles(
      paths: ["-"], spoolFolder: folder.path, limits: limits, standardInput: descriptor)
  }

  @Test("two readers at once give the same", arguments: ArchiveFormat.allCases)
  func readsTwice(format: ArchiveFormat) throws {
    let bytes = try Drawings.archive(format)
    let files = try source([write(bytes, "a." + format.rawValue)])
    #expect(files.kind == .archive && files.name == "a." + format.rawValue && !files.isSpooled)
    var survey = try files.reader(hashing: false)
    var pass = try files.reader()
    while let member = try survey.next() {
      #expect(try pass.next() == member)
      #expect(Drawings.dictionary(Drawings.members)[member.path ?? ""] == (try pass.readData()))
    }
    #expect(try pass.next() == nil)
    #expect(try survey.finish().rawDigest == nil)
    #expect(try pass.finish().rawDigest == .sha256(of: bytes))
  }

  @Test("a cut is found by every reader, by the one that only lists names too")
  func findsCutsTwice() throws {
    for format in ArchiveFormat.allCases where format != .sevenZip {
      let whole = try Drawings.archive(format)
      let files = try source([write(Array(whole[..<(whole.count / 2)]), "cut")])
      for hashing in [false, true] {
        var reader = try files.reader(hashing: hashing)
        let error = #expect(throws: ArchiveError.self) { while try reader.next() != nil {} }
        guard case .truncated = error else {
          Issue.record("\(format): \(String(describing: error))")
          return
        }
      }
    }
  }

  @Test(
    "parts in order are one archive, wherever the cuts fall", arguments: [512, 700, 1_024, 4_096])
  func joinsParts(size: Int) throws {
    for format in [ArchiveFormat.tar, .tarGz, .zip, .sevenZip] {
      let whole = try Drawings.archive(format, of: Array(Drawings.members.prefix(4)))
      var paths: [String] = []
      for start in stride(from: 0, to: whole.count, by: size) {
        let part = Array(whole[start..<min(start + size, whole.count)])
        paths.append(try write(part, "a.\(format.rawValue).\(paths.count + 100)"))
      }
      let files = try source(paths)
      #expect(files.name == "a." + format.rawValue)
      var reader = try files.reader()
      var read: [String: [UInt8]] = [:]
      while let member = try reader.next() {
        read[member.displayName] = try reader.readData()
        #expect(reader.storedPlace(of: read[member.displayName] ?? []) == nil)
      }
      #expect(read == Drawings.dictionary(Drawings.members.prefix(4)))
      #expect(try reader.finish().rawDigest == .sha256(of: whole))
    }
  }

  @Test("archives that stand alone are no parts", arguments: ArchiveFormat.allCases)
  func refusesSeparateArchives(format: ArchiveFormat) throws {
    let first = try write(Drawings.archive(format), "a")
    let second = try write(Drawings.archive(format), "b")
    #expect(throws: ArchiveError.partOpensAlone(path: second, first: first)) {
      try source([first, second])
    }
    #expect(throws: ArchiveError.partNotAFile(path: folder.path)) {
      try source([first, folder.path])
    }
    #expect(throws: ArchiveError.partNotAFile(path: "-")) { try source([first, "-"]) }
    #expect(throws: ArchiveError.noSource) { try source([]) }
  }

  @Test(
    "a part's ending goes from the name",
    arguments: [
      ("x.zip.001", "x.zip"), ("x.tar.gz.aa", "x.tar.gz"), ("x.tar_part2", "x.tar"),
      ("x.part01.rar", "x.rar"), ("x.rar", "x.rar"), ("x.tar.xz-ab", "x.tar.xz"), (".001", ".001"),
    ])
  func namesParts(first: String, name: String) throws {
    let tar = RawTar.of([("a", [1])])
    let files = try source([
      write(Array(tar[..<600]), first), write(Array(tar[600...]), "rest"),
    ])
    #expect(files.name == name)
  }

  @Test("standard input is read again from a copy without a name", arguments: [100, 3_000_000])
  func spoolsStandardInput(size: Int) throws {
    let data = Drawings.noise(size, seed: 4)
    let tar = RawTar.of([("happy/1.png", data)])
    let files = try piped(tar)
    #expect(files.isSpooled && files.path == "-" && files.name == "standard-input")
    for _ in 0..<2 {
      var reader = try files.reader()
      _ = try reader.next()
      #expect(try reader.readData() == data)
      #expect(reader.storedPlace(of: data) == nil)
      #expect(try reader.finish().rawDigest == .sha256(of: tar))
    }
    #expect(try Files.list(folder.path) == ["piped"])
    var limits = ArchiveLimits()
    limits.maximumTotalBytes = 99
    #expect(throws: ArchiveError.tooManyBytes(path: "standard input", limit: 99)) {
      try piped(tar, limits: limits)
    }
    #expect(throws: ArchiveError.emptyFile(path: "standard input")) { try piped([]) }
  }

  @Test("a table in standard input gets an ending that fits")
  func namesTables() throws {
    let csv = try piped(Array("emotion,pixels\n0,1 2\n".utf8))
    #expect(csv.kind == .file && csv.name == "standard-input.csv")
    #expect(try piped(Array("{\"a\":1}\n".utf8)).name == "standard-input.jsonl")
    #expect(try piped(Array("a\tb\n".utf8)).name == "standard-input.tsv")
  }

  @Test("a table or an image alone is a source of one member")
  func readsSingleFiles() throws {
    let bytes = Array("emotion,pixels\n0,1 2 3\n".utf8)
    let files = try source([write(bytes, "fer2013.CSV")])
    #expect(files.kind == .file && files.rawBytes == Int64(bytes.count))
    var reader = try files.reader()
    let member = try #require(try reader.next())
    #expect(member.path == "fer2013.CSV" && member.size == Int64(bytes.count))
    #expect(try reader.readData() == bytes)
    #expect(reader.storedPlace(of: bytes) == StoredPlace(offset: 0, length: bytes.count, file: nil))
    #expect(try reader.next() == nil)
    let summary = try reader.finish()
    #expect(summary.rawDigest == .sha256(of: bytes) && summary.format == "file")
    let path = try write(bytes, "fer2013.doc")
    #expect(throws: ArchiveError.notAnArchive(path: path, compression: nil)) { try source([path]) }
  }
}
