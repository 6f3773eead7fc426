import Archives
import Core
import TestSupport
import Testing

@Suite("Archives within a source are opened, one level deep")
struct NestedTests {
  private static let inside: [(String, [UInt8])] = [
    ("happy/1.png", [1, 2, 3]), ("sad/2.png", Drawings.noise(2_000, seed: 2)),
  ]

  private func tar(_ members: [(String, [UInt8])]) -> [UInt8] { RawTar.of(members) }

  @Test("members follow their archive under its name", arguments: ArchiveFormat.allCases)
  func opens(format: ArchiveFormat) throws {
    let inner = try Drawings.archive(
      format, of: NestedTests.inside.map { (path: $0.0, bytes: $0.1) })
    let name = "part/inner." + format.rawValue
    for outer in [
      tar([("a.png", [7]), (name, inner), ("z.png", [8])]),
      RawZip.of([("a.png", [7]), (name, inner), ("z.png", [8])]),
    ] {
      let reading = try Reading.of(outer)
      #expect(reading.failure == nil)
      #expect(
        reading.members.map(\.name) == [
          "a.png", name, name + "/happy/1.png", name + "/sad/2.png", "z.png",
        ])
      #expect(reading.members.map(\.kind) == [.file, .container, .file, .file, .file])
      #expect(reading.files[name + "/sad/2.png"] == NestedTests.inside[1].1)
      #expect(reading.summary?.members == 5)
      #expect(reading.summary?.rawDigest == .sha256(of: outer))
    }
  }

  @Test("in a folder too, and the folder's digest is that of its files")
  func opensInFolders() throws {
    let folder = try TemporaryFolder()
    let inner = RawZip.of(NestedTests.inside)
    try Files.writeAtomically(inner, to: folder.file("b.zip"))
    try Files.writeAtomically([5], to: folder.file("c.png"))
    let reading = Reading.of(folder.path)
    #expect(
      reading.members.map(\.name) == ["b.zip", "b.zip/happy/1.png", "b.zip/sad/2.png", "c.png"])
    let lines = "\(Digest.sha256(of: inner).hex)  b.zip\n\(Digest.sha256(of: [5]).hex)  c.png\n"
    #expect(reading.summary?.rawDigest == .sha256(of: lines))
  }

  @Test("the ending alone, or the first bytes alone, make no archive")
  func needsBothMarks() throws {
    let zip = RawZip.of(NestedTests.inside)
    let text = Array("these are only words".utf8)
    let reading = try Reading.of(tar([("a.zip", text), ("b.png", zip), ("c.tar.gz", [])]))
    #expect(reading.failure == nil)
    #expect(reading.files == ["a.zip": text, "b.png": zip, "c.tar.gz": []])
  }

  @Test("a third level is not opened, so a zip that holds itself comes to an end")
  func stopsAtTheSecondLevel() throws {
    let third = RawZip.of(NestedTests.inside)
    let second = tar([("deep/third.zip", third), ("x.png", [6])])
    let reading = try Reading.of(tar([("second.tar", second)]))
    #expect(reading.failure == nil)
    #expect(reading.members.map(\.kind) == [.container, .other, .file])
    #expect(
      reading.members[1].problem == .memberNestedTooDeep(member: "second.tar/deep/third.zip"))
    #expect(reading.files == ["second.tar/x.png": [6]])
  }

  @Test("a broken archive costs only itself", arguments: ["cut", "noise", "encrypted", "empty"])
  func isolatesFaults(kind: String) throws {
    var inner = RawTar.of(NestedTests.inside)
    var name = "inner.tar"
    switch kind {
    case "cut": inner = Array(inner[..<2_000])
    case "noise": inner = Array(inner[..<1_024]) + Drawings.noise(3_000, seed: 8)
    case "encrypted": (inner, name) = (Fixtures.encrypted7z(headers: true), "inner.7z")
    default: (inner, name) = (RawZip().finished(), "inner.zip")
    }
    let reading = try Reading.of(tar([("a.png", [7]), (name, inner), ("z.png", [8])]))
    #expect(reading.failure == nil)
    #expect(reading.files["a.png"] == [7] && reading.files["z.png"] == [8])
    let rest = try #require(reading.members.last { $0.kind == .other })
    #expect(rest.name == name)
    #expect(rest.problem?.description.hasPrefix(name) == true)
    switch (kind, rest.problem) {
    case ("cut", .truncated(name, 1, _)), ("noise", .damaged(name, 1, _)),
      ("encrypted", .encrypted(name)), ("empty", .noFiles(name)):
      break
    default: Issue.record("\(kind): \(String(describing: rest.problem))")
    }
    #expect(reading.summary?.members == reading.members.count)
  }

  @Test("limits count through the levels")
  func countsThrough() throws {
    let outer = tar([("a.zip", RawZip.of(NestedTests.inside)), ("b.png", [1])])
    var limits = ArchiveLimits()
    limits.maximumMembers = 3
    guard case .tooManyMembers(_, 3) = try Reading.of(outer, limits: limits).failure else {
      Issue.record("members")
      return
    }
    limits = ArchiveLimits()
    limits.maximumTotalBytes = 4_000
    guard case .tooManyBytes(_, 4_000) = try Reading.of(outer, limits: limits).failure else {
      Issue.record("bytes")
      return
    }
    let zeros = [UInt8](repeating: 0, count: 400_000)
    let inner = try Drawings.archive(
      .zip, of: (0..<9).map { (path: "happy/\($0).png", bytes: zeros) })
    limits = ArchiveLimits()
    (limits.ratioFreeBytes, limits.maximumRatio) = (1_000_000, 20)
    guard case .tooExpanded(_, 20) = try Reading.of(tar([("a.zip", inner)]), limits: limits).failure
    else {
      Issue.record("ratio")
      return
    }
  }

  @Test("a nested archive too large for the memory goes through a file that has no name")
  func spools() throws {
    let folder = try TemporaryFolder()
    let large = Drawings.noise(1 << 20, seed: 5)
    let inner = tar((0..<70).map { ("happy/\($0).png", large) })
    try Files.writeAtomically(tar([("inner.tar", inner)]), to: folder.file("a.tar"))
    try Files.createDirectories(folder.file("spool"))
    let files = try SourceFiles(paths: [folder.file("a.tar")], spoolFolder: folder.file("spool"))
    var reader = try files.reader()
    var count = 0
    while let member = try reader.next() {
      guard member.kind == .file else { continue }
      #expect(try reader.readData() == large)
      #expect(reader.storedPlace(of: large) == nil)
      count += 1
    }
    #expect(count == 70)
    #expect(try Files.list(folder.file("spool")).isEmpty)
  }
}
