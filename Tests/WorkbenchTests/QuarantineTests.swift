import Archives
import Core
import Imaging
import TestSupport
import Testing
import Workbench

/// What is rejected is kept, and can be tried again.
@Suite("Quarantine, references and copies")
struct QuarantineTests {
  @Test("a retry with a mapped word turns rejected members into samples, without the source")
  func mappedWord() throws {
    let folder = try TemporaryFolder()
    let source = try Fixtures.archive(
      in: folder, name: "a.tar",
      members: [
        ("train/happy/a.png", try Fixtures.png(1)), ("train/smirk/b.png", try Fixtures.png(2)),
        ("test/smirk/c.png", try Fixtures.png(3)),
      ])
    let before = try Fixtures.importing(source, into: folder.file("w"))
    #expect(before.accepted == 1)
    try Files.remove(source)
    var options = ImportOptions()
    options.map = ["smirk": "happy"]
    let result = try RetryImport(options: options).run(
      workspace: folder.file("w"), session: Fixtures.session())
    #expect(result.sources.map(\.gained) == [2])
    let ledger = try #require(result.sources.first?.ledger)
    #expect((ledger.accepted, ledger.members) == (3, before.members))
    #expect(ledger.splitCounts == [.train: 2, .test: 1])
    #expect(ledger.classCounts == [0, 0, 0, 3, 0, 0, 0])
  }

  @Test(
    "a retry that accepts damaged files takes a truncated one; one with a limit raised, a large one"
  )
  func damagedAndLarge() throws {
    let folder = try TemporaryFolder()
    var broken = try JPEGEncoder.encode(
      try Image(width: 64, height: 64, channels: 1, pixels: (0..<4096).map { UInt8($0 % 251) }),
      quality: 90)
    broken.removeLast(broken.count / 3)
    let large = try PNGEncoder.encode(
      try Image(
        width: 64, height: 64, channels: 1, pixels: [UInt8](repeating: 9, count: 4096)))
    let source = try Fixtures.archive(
      in: folder, name: "a.tar",
      members: [
        ("happy/a.png", try Fixtures.png(1)), ("happy/b.jpg", broken), ("sad/c.png", large),
      ])
    var options = ImportOptions()
    options.limits.pixels = 1000
    let before = try Fixtures.importing([source], into: folder.file("w"), options)
    #expect(before.accepted == 1)
    var retry = ImportOptions()
    #expect(try retried(retry, folder).map(\.gained) == [1])
    retry.acceptDamaged = true
    #expect(try retried(retry, folder).map(\.gained) == [1])
    #expect(try retried(retry, folder).map(\.tried) == [0])
  }

  @Test("without quarantine nothing is kept and a retry has nothing to try")
  func withoutQuarantine() throws {
    let folder = try TemporaryFolder()
    let source = try Fixtures.archive(
      in: folder, name: "a.tar",
      members: [("happy/a.png", try Fixtures.png(1)), ("smirk/b.png", try Fixtures.png(2))])
    var options = ImportOptions()
    options.keepsRejected = false
    try Fixtures.importing([source], into: folder.file("w"), options)
    var retry = ImportOptions()
    retry.map = ["smirk": "happy"]
    #expect(try retried(retry, folder).map(\.tried) == [0])
  }

  @Test("by reference nothing is copied, the shards are the same, and a changed source is named")
  func references() throws {
    let folder = try TemporaryFolder()
    let source = try Fixtures.archive(in: folder)
    var options = ImportOptions()
    options.references = true
    for (workspace, options) in [("copied", ImportOptions()), ("referenced", options)] {
      try Fixtures.importing([source], into: folder.file(workspace), options)
      _ = try SplitSamples(settings: try Fixtures.splitSettings()).run(
        workspace: folder.file(workspace), session: Fixtures.session())
      _ = try WriteShards(
        settings: try Fixtures.shardSettings(), out: folder.file("s-\(workspace)"), replaces: false
      ).run(workspace: folder.file(workspace), session: Fixtures.session())
    }
    #expect(try Files.list(folder.file("referenced/packs")).isEmpty)
    #expect(
      try Fixtures.digests(below: folder.file("s-copied"))
        == Fixtures.digests(below: folder.file("s-referenced")))
    var bytes = try Files.read(source, limit: 1 << 24)
    for index in stride(from: 600, to: bytes.count, by: 64) { bytes[index] ^= 0x55 }
    try Files.remove(source)
    try Files.writeAtomically(bytes, to: source)
    let error = #expect(throws: WorkbenchError.self) {
      try WriteShards(
        settings: try Fixtures.shardSettings(), out: folder.file("s2"), replaces: false
      ).run(workspace: folder.file("referenced"), session: Fixtures.session())
    }
    #expect(error?.description.contains("sample.tar") == true)
  }

  @Test("a renamed copy adds nothing, and a repacked one is recognized by its images")
  func copies() throws {
    let folder = try TemporaryFolder()
    let members = try (0..<6).map { number in
      (
        path: number < 3 ? "happy/\(number).png" : "sad/\(number).png",
        bytes: try Fixtures.png(number)
      )
    }
    let first = try Fixtures.archive(in: folder, name: "a.tar", members: members)
    try Fixtures.importing(first, into: folder.file("w"))
    let bytes = try Files.read(first, limit: 1 << 24)
    try Files.writeAtomically(bytes, to: folder.file("renamed.tar"))
    let renamed = try Fixtures.importing(folder.file("renamed.tar"), into: folder.file("w"))
    #expect((renamed.sameAs, renamed.added) == ("a.tar", 0))
    let repacked = try Fixtures.archive(
      in: folder, name: "b.zip", members: members.reversed().map { ("other/\($0.path)", $0.bytes) })
    let same = try Fixtures.importing(repacked, into: folder.file("w"))
    #expect((same.sameAs, same.added) == ("a.tar", 0))

    // One label differs: then it is another dataset, and only the bytes are not stored again.
    let relabelled = try Fixtures.archive(
      in: folder, name: "c.zip",
      members: members.enumerated().map { index, member in
        (index == 0 ? "fear/0.png" : member.path, member.bytes)
      })
    let other = try Fixtures.importing(relabelled, into: folder.file("w"))
    #expect(other.sameAs == nil)
    #expect(other.accepted == 6)
    #expect(other.knownContents == ["a.tar": 6])
  }

  private func retried(
    _ options: ImportOptions, _ folder: TemporaryFolder
  ) throws -> [RetrySummary.Source] {
    try RetryImport(options: options).run(
      workspace: folder.file("w"), session: Fixtures.session()
    ).sources
  }
}
