import Core
import TestSupport
import Testing
import Workbench

@Suite("Import")
struct ImportTests {
  @Test("every member ends in the ledger, with its reason")
  func ledgerBalances() throws {
    let folder = try TemporaryFolder()
    var broken = try Fixtures.png(1)
    broken.removeLast(20)
    let source = try Fixtures.archive(
      in: folder, name: "a.tar",
      members: [
        ("set/happy/a.png", try Fixtures.png(1)), ("set/sad/b.png", try Fixtures.png(2)),
        ("set/happy/broken.png", broken), ("set/happy/text.png", Array("no image".utf8)),
        ("set/hapy/c.png", try Fixtures.png(3)), ("README.md", Array("hello".utf8)),
        ("set/happy/empty.png", []),
      ])
    let summary = try Fixtures.importing(source, into: folder.file("w"))
    #expect(summary.accepted == 2)
    #expect(summary.rejected.reduce(0) { $0 + $1.count } == 4)
    #expect(summary.ignored.reduce(0) { $0 + $1.count } == 1)
    #expect(summary.members == 7)
    #expect(summary.rejected.contains { $0.reason.contains("happy") && $0.reason.contains("hapy") })
  }

  @Test("importing again adds nothing, and a new --map judges the rejected again")
  func again() throws {
    let folder = try TemporaryFolder()
    let source = try Fixtures.archive(
      in: folder, name: "a.tar",
      members: [
        ("happy/a.png", try Fixtures.png(1)), ("glee/b.png", try Fixtures.png(2)),
      ])
    let first = try Fixtures.importing(source, into: folder.file("w"))
    #expect((first.accepted, first.added) == (1, 2))
    let second = try Fixtures.importing(source, into: folder.file("w"))
    #expect(second.accepted == 1)
    let third = try Fixtures.importing(
      source, into: folder.file("w"), renames: ["glee": "happy"])
    #expect(third.accepted == 2)
    #expect(third.rejected.isEmpty)
    #expect(third.members == 2)
  }

  @Test("FER2013's prefixes are the official split and CK+48's names carry the subject")
  func conventions() throws {
    let folder = try TemporaryFolder()
    let fer = try Fixtures.archive(
      in: folder, name: "fer.tar",
      members: [
        ("fer2013/train/happy/Training_1.png", try Fixtures.png(1)),
        ("fer2013/test/sad/PublicTest_2.png", try Fixtures.png(2)),
        ("fer2013/test/sad/PrivateTest_3.png", try Fixtures.png(3)),
      ])
    let summary = try Fixtures.importing(fer, into: folder.file("fer"))
    #expect(summary.splitCounts == [.train: 1, .val: 1, .test: 1])

    let ck = try Fixtures.archive(
      in: folder, name: "ck.tar",
      members: (0..<12).map {
        ("CK+48/happy/S01\($0 / 4)_00\($0 % 4)_0000001\($0 % 10).png", try Fixtures.png($0))
      })
    try Fixtures.importing(ck, into: folder.file("ck"), taxonomy: "ekman7")
    let split = try SplitSamples(settings: try Fixtures.splitSettings())
      .run(workspace: folder.file("ck"), session: Fixtures.session())
    #expect(split.groups == 3)
    #expect(split.largestGroup == 4)
  }

  @Test("a truncated archive keeps what was whole, and a sound copy completes it")
  func truncated() throws {
    let folder = try TemporaryFolder()
    let source = try Fixtures.archive(in: folder)
    let bytes = try Files.read(source, limit: 1 << 24)
    let cut = folder.file("cut.tar")
    try Files.writeAtomically(Array(bytes.prefix(bytes.count / 2)), to: cut)
    let error = #expect(throws: WorkbenchError.self) {
      try Fixtures.importing(cut, into: folder.file("w"), name: "sample.tar")
    }
    #expect(error?.description.contains("cut.tar") == true)
    let kept = try ShowStatus().run(workspace: folder.file("w"), session: Fixtures.session())
    #expect(kept.sources.first?.isComplete == false)
    #expect((kept.sources.first?.accepted ?? 0) > 10)
    let whole = try Fixtures.importing(source, into: folder.file("w"))
    #expect(whole.accepted == 84)
    #expect(whole.known == kept.sources.first?.accepted)
  }

  @Test("a member with other content under the same name is refused, naming the remedy")
  func changed() throws {
    let folder = try TemporaryFolder()
    let first = try Fixtures.archive(
      in: folder, name: "a.tar", members: [("happy/a.png", try Fixtures.png(1))])
    try Fixtures.importing(first, into: folder.file("w"), name: "x")
    let second = try Fixtures.archive(
      in: folder, name: "b.tar", members: [("happy/a.png", try Fixtures.png(2))])
    let error = #expect(throws: WorkbenchError.self) {
      try Fixtures.importing(second, into: folder.file("w"), name: "x")
    }
    #expect(error?.description.contains("--name") == true)
  }

  @Test(
    "a wrong source leaves no new workspace behind",
    arguments: ["missing.tar", "empty.tar", "text.tar", "zeros.tar", "folder"])
  func wrongSource(name: String) throws {
    let folder = try TemporaryFolder()
    try Files.writeAtomically([], to: folder.file("empty.tar"))
    try Files.writeAtomically(text: "just a note\n", to: folder.file("text.tar"))
    try Files.writeAtomically([UInt8](repeating: 0, count: 10_240), to: folder.file("zeros.tar"))
    try Files.createDirectories(folder.file("folder"))
    let error = #expect(throws: WorkbenchError.self) {
      try Fixtures.importing(folder.file(name), into: folder.file("w"))
    }
    #expect(error?.description.contains(name) == true)
    #expect(!Files.exists(folder.file("w")))
  }

  @Test("a second taxonomy in one workspace is refused, naming both")
  func taxonomies() throws {
    let folder = try TemporaryFolder()
    let source = try Fixtures.archive(
      in: folder, name: "a.tar", members: [("happy/a.png", try Fixtures.png(1))])
    try Fixtures.importing(source, into: folder.file("w"))
    let error = #expect(throws: WorkbenchError.self) {
      try Fixtures.importing(source, into: folder.file("w"), name: "b", taxonomy: "ekman7")
    }
    #expect(error?.description.contains("fer7") == true)
    #expect(error?.description.contains("ekman7") == true)
  }
}

extension ImportTests {
  @Test("another archive of the same base name is another source, and says so")
  func sameName() throws {
    let folder = try TemporaryFolder()
    for name in ["one", "two"] { try Files.createDirectories(folder.file(name)) }
    let first = try Fixtures.archive(
      in: folder, name: "one/a.tar", members: [("happy/a.png", try Fixtures.png(1))])
    let second = try Fixtures.archive(
      in: folder, name: "two/a.tar", members: [("happy/b.png", try Fixtures.png(2))])
    try Fixtures.importing(first, into: folder.file("w"))
    let error = #expect(throws: WorkbenchError.self) {
      try Fixtures.importing(second, into: folder.file("w"))
    }
    #expect(error?.description.contains("--name") == true)
    let both = try Fixtures.importing(second, into: folder.file("w"), name: "b")
    #expect(both.accepted == 1)
  }

  @Test("a --map that would change an accepted label is refused")
  func changedMap() throws {
    let folder = try TemporaryFolder()
    let source = try Fixtures.archive(
      in: folder, name: "a.tar", members: [("glee/a.png", try Fixtures.png(1))])
    try Fixtures.importing(source, into: folder.file("w"), renames: ["glee": "happy"])
    let error = #expect(throws: WorkbenchError.self) {
      try Fixtures.importing(source, into: folder.file("w"), renames: ["glee": "sad"])
    }
    #expect(error?.description.contains("glee/a.png") == true)
    // The map is kept with the source: leaving it away is no change.
    let again = try Fixtures.importing(source, into: folder.file("w"))
    #expect((again.added, again.accepted) == (0, 1))
  }

  @Test("an import that broke off under one map is not completed under another")
  func interruptedMap() throws {
    let folder = try TemporaryFolder()
    let source = try Fixtures.archive(in: folder)
    let bytes = try Files.read(source, limit: 1 << 24)
    try Files.writeAtomically(Array(bytes.prefix(bytes.count - 2000)), to: folder.file("cut.tar"))
    #expect(throws: WorkbenchError.self) {
      try Fixtures.importing(
        folder.file("cut.tar"), into: folder.file("w"), name: "x", renames: ["happy": "sad"])
    }
    let error = #expect(throws: WorkbenchError.self) {
      try Fixtures.importing(
        source, into: folder.file("w"), name: "x", renames: ["happy": "fear"])
    }
    #expect(error?.description.contains("another class") == true)
  }

  @Test("a tar that was cut between two members is completed by the whole one")
  func cutBetweenMembers() throws {
    let folder = try TemporaryFolder()
    let source = try Fixtures.archive(in: folder)
    // Members are a header block and their bytes in blocks of 512; end after the first twenty.
    let bytes = try Files.read(source, limit: 1 << 24)
    var end = 0
    for _ in 0..<20 {
      let size = Int(
        String(decoding: bytes[end + 124..<end + 135], as: UTF8.self).filter { $0.isNumber },
        radix: 8)
      end += 512 + (try #require(size) + 511) / 512 * 512
    }
    try Files.writeAtomically(Array(bytes.prefix(end)), to: folder.file("cut.tar"))
    let cut = try Fixtures.importing(folder.file("cut.tar"), into: folder.file("w"), name: "x")
    #expect(cut.accepted == 20)
    let whole = try Fixtures.importing(source, into: folder.file("w"), name: "x")
    #expect(whole.accepted == 84)
  }

  @Test("a folder is one source however its path is written, and another folder is another")
  func folders() throws {
    let folder = try TemporaryFolder()
    for (place, number) in [("one", 1), ("two", 2)] {
      try Files.createDirectories(folder.file("\(place)/d/happy"))
      try Files.writeAtomically(
        try Fixtures.png(number), to: folder.file("\(place)/d/happy/\(number).png"))
    }
    let workspace = folder.file("w")
    try Fixtures.importing(folder.file("one/d"), into: workspace, name: "d")
    let again = try Fixtures.importing(folder.file("two/../one/d/"), into: workspace, name: "d")
    #expect((again.accepted, again.added) == (1, 0))
    #expect(throws: WorkbenchError.self) {
      try Fixtures.importing(folder.file("two/d"), into: workspace, name: "d")
    }
  }
}
