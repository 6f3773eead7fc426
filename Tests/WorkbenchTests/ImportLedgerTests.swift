import Archives
import Core
import TestSupport
import Testing
import Workbench

/// What reviews of the import found: lines of the ledger that collided, vanished or went stale.
@Suite("Ledger of an import")
struct ImportLedgerTests {
  @Test("a table that lies in a tar twice, and a member named like a row, are lines of their own")
  func collidingNames() throws {
    let folder = try TemporaryFolder()
    let table = Array(Tables.fer2013(rows: 6).utf8)
    let source = try Fixtures.archive(
      in: folder, name: "a.tar",
      members: [
        ("fer2013.csv", table), ("fer2013.csv", table), ("fer2013.csv#3", Array("x".utf8)),
      ])
    let summary = try Fixtures.importing(source, into: folder.file("w"))
    #expect((summary.accepted, summary.members) == (12, 15))
    let again = try Fixtures.importing(source, into: folder.file("w"), name: "b")
    #expect(again.accepted == 12)
  }

  @Test("images that are rejected beside known ones make a source no copy")
  func newRejectedMembers() throws {
    let folder = try TemporaryFolder()
    let known = try (0..<4).map { ("happy/\($0).png", try Fixtures.png($0)) }
    let first = try Fixtures.archive(in: folder, name: "a.tar", members: known)
    try Fixtures.importing(first, into: folder.file("w"))
    let more = try Fixtures.archive(
      in: folder, name: "b.tar",
      members: known + (10..<20).map { ("zorgl/\($0).png", try Fixtures.png($0)) })
    let summary = try Fixtures.importing(more, into: folder.file("w"))
    #expect(summary.sameAs == nil)
    #expect(summary.members == 14)
    // A part of a source is no copy of it either.
    let part = try Fixtures.archive(in: folder, name: "c.tar", members: Array(known.prefix(2)))
    #expect(try Fixtures.importing(part, into: folder.file("w")).sameAs == nil)
  }

  @Test("a repacked copy is recognized although one of its images is broken")
  func copyWithBrokenImage() throws {
    let folder = try TemporaryFolder()
    let members =
      try (0..<4).map { ("happy/\($0).png", try Fixtures.png($0)) }
      + [("happy/broken.png", Array("no image".utf8))]
    let first = try Fixtures.archive(in: folder, name: "a.tar", members: members)
    try Fixtures.importing(first, into: folder.file("w"))
    let second = try Fixtures.archive(in: folder, name: "b.zip", members: members.reversed())
    #expect(try Fixtures.importing(second, into: folder.file("w")).sameAs == "a.tar")
  }

  @Test("the same bytes under another name and another map are another reading")
  func otherMap() throws {
    let folder = try TemporaryFolder()
    let source = try Fixtures.archive(
      in: folder, name: "a.tar",
      members: [("glee/a.png", try Fixtures.png(1)), ("sad/b.png", try Fixtures.png(2))])
    try Fixtures.importing(source, into: folder.file("w"), renames: ["glee": "happy"])
    let other = try Fixtures.importing(
      source, into: folder.file("w"), name: "b", renames: ["glee": "surprise"])
    #expect(other.sameAs == nil)
    #expect(other.classCounts == [0, 0, 0, 0, 1, 1, 0])
  }

  @Test("an import that broke off is completed under its name, and with the map it began with")
  func completed() throws {
    let folder = try TemporaryFolder()
    let source = try Fixtures.archive(in: folder)
    let bytes = try Files.read(source, limit: 1 << 24)
    try Files.writeAtomically(Array(bytes.prefix(bytes.count / 2)), to: folder.file("cut.tar"))
    #expect(throws: WorkbenchError.self) {
      try Fixtures.importing(
        folder.file("cut.tar"), into: folder.file("w"), name: "a", renames: ["happy": "sad"])
    }
    try Fixtures.importing(source, into: folder.file("w"), name: "b")
    let whole = try Fixtures.importing(source, into: folder.file("w"), name: "a")
    #expect((whole.source, whole.sameAs, whole.accepted) == ("a", nil, 84))
    #expect(whole.classCounts[3] == 0)
  }

  @Test("by reference first, then by copy: the bytes are packed")
  func referenceThenCopy() throws {
    let folder = try TemporaryFolder()
    let source = try Fixtures.archive(in: folder)
    var options = ImportOptions()
    options.references = true
    try Fixtures.importing([source], into: folder.file("w"), options)
    #expect(try Files.list(folder.file("w/packs")).isEmpty)
    try Fixtures.importing([source], into: folder.file("w"), ImportOptions())
    try Files.remove(source)
    _ = try SplitSamples(settings: try Fixtures.splitSettings()).run(
      workspace: folder.file("w"), session: Fixtures.session())
    _ = try WriteShards(
      settings: try Fixtures.shardSettings(), out: folder.file("s"), replaces: false
    ).run(workspace: folder.file("w"), session: Fixtures.session())
  }

  @Test("a moved source is healed by importing it again from where it is")
  func movedReference() throws {
    let folder = try TemporaryFolder()
    let source = try Fixtures.archive(in: folder)
    var options = ImportOptions()
    options.references = true
    options.name = "a"
    try Fixtures.importing([source], into: folder.file("w"), options)
    let bytes = try Files.read(source, limit: 1 << 24)
    try Files.writeAtomically(bytes, to: folder.file("moved.tar"))
    try Files.remove(source)
    try Fixtures.importing([folder.file("moved.tar")], into: folder.file("w"), options)
    _ = try SplitSamples(settings: try Fixtures.splitSettings()).run(
      workspace: folder.file("w"), session: Fixtures.session())
    _ = try WriteShards(
      settings: try Fixtures.shardSettings(), out: folder.file("s"), replaces: false
    ).run(workspace: folder.file("w"), session: Fixtures.session())
  }

  @Test("importing again without quarantine leaves what was kept, and what was said of it")
  func claimsStay() throws {
    let folder = try TemporaryFolder()
    let source = try Fixtures.archive(
      in: folder, name: "a.tar",
      members: [("happy/a.png", try Fixtures.png(1)), ("smirk/b.png", try Fixtures.png(2))])
    try Fixtures.importing(source, into: folder.file("w"))
    var options = ImportOptions()
    options.keepsRejected = false
    try Fixtures.importing([source], into: folder.file("w"), options)
    var retry = ImportOptions()
    retry.map = ["smirk": "happy"]
    let result = try RetryImport(options: retry).run(
      workspace: folder.file("w"), session: Fixtures.session())
    #expect(result.sources.map(\.gained) == [1])
  }

  @Test("a folder that holds its own workspace imports its images and nothing of the workspace")
  func ownWorkspace() throws {
    let folder = try TemporaryFolder()
    try Files.createDirectories(folder.file("set/happy"))
    try Files.writeAtomically(try Fixtures.png(1), to: folder.file("set/happy/a.png"))
    let workspace = folder.file("set/.fer-data")
    let first = try Fixtures.importing(folder.file("set"), into: workspace)
    #expect((first.accepted, first.members) == (1, 2))
    try Files.writeAtomically(try Fixtures.png(2), to: folder.file("set/happy/b.png"))
    let second = try Fixtures.importing(folder.file("set"), into: workspace)
    #expect((second.accepted, second.members) == (2, 3))
  }

  @Test("a row whose image comes later is no longer told to be missing")
  func imageComesLater() throws {
    let folder = try TemporaryFolder()
    try Files.createDirectories(folder.file("set/im"))
    try Files.writeAtomically(
      text: "path,label\nim/1.png,happy\nim/2.png,sad\n", to: folder.file("set/labels.csv"))
    try Files.writeAtomically(try Fixtures.png(1), to: folder.file("set/im/1.png"))
    let first = try Fixtures.importing(folder.file("set"), into: folder.file("w"))
    #expect(first.rejected.reduce(0) { $0 + $1.count } == 1)
    try Files.writeAtomically(try Fixtures.png(2), to: folder.file("set/im/2.png"))
    let second = try Fixtures.importing(folder.file("set"), into: folder.file("w"))
    #expect(second.accepted == 2)
    #expect(second.rejected.isEmpty)
  }
}
