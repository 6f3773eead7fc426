import Core
import DatasetCatalog
import TestSupport
import Testing
import Workbench

@Suite("Pins, and the state that shards are made from")
struct PinTests {
  @Test("a pinned sample takes its group into its split, without and against an official split")
  func pins() throws {
    let fixture = try CurateFixtures()
    let ids = try (0..<12).map { try CurateFixtures.key($0).digest.hex }
    try fixture.decide(.group("pair"), [ids[1], ids[2]])
    try fixture.decide(.splitPin(.test), [ids[2]])
    for ignoresOfficial in [true, false] {
      let split = try SplitSamples(
        settings: try Fixtures.splitSettings(ignoreOfficial: ignoresOfficial)
      ).run(workspace: fixture.workspace, session: Fixtures.session())
      #expect(split.isOfficial != ignoresOfficial)
      #expect(split.note?.contains("1 group is where it is pinned") == true)
      let state = try fixture.catalog().state()
      let pinned = state.samples.filter { [ids[1], ids[2]].contains($0.key.digest.hex) }
      #expect(pinned.map(\.split) == [.test, .test])
      // Official splits stay what they are elsewhere.
      if !ignoresOfficial {
        #expect(split.counts.map { $0.reduce(0, +) } == [6, 4, 3])
      }
    }
    // Extending an unpinned split obeys a pin that came later.
    try fixture.undo(.all)
    let settings = try Fixtures.splitSettings(ignoreOfficial: true)
    _ = try SplitSamples(settings: settings)
      .run(workspace: fixture.workspace, session: Fixtures.session())
    let before = try fixture.catalog().state().samples
    let mover = try #require(before.first { $0.split == .train })
    try fixture.decide(.splitPin(.val), [mover.key.digest.hex])
    _ = try SplitSamples(settings: settings, extendsPrevious: true)
      .run(workspace: fixture.workspace, session: Fixtures.session())
    for (old, new) in zip(before, try fixture.catalog().state().samples) {
      #expect(new.split == (old.key == mover.key ? .val : old.split))
    }
  }

  @Test("a group that is pinned to two splits is refused, and both samples are named")
  func contradiction() throws {
    let fixture = try CurateFixtures()
    let ids = try (0..<3).map { try CurateFixtures.key($0).digest.hex }
    try fixture.decide(.group("pair"), [ids[1], ids[2]])
    try fixture.decide(.splitPin(.test), [ids[1]])
    try fixture.decide(.splitPin(.train), [ids[2]])
    let message = CurateFixtures.message {
      _ = try SplitSamples(settings: try Fixtures.splitSettings())
        .run(workspace: fixture.workspace, session: Fixtures.session())
    }
    #expect(message.contains(ids[1]) && message.contains(ids[2]), "\(message)")
  }

  @Test("what is pinned to train is not cut off for a validation split that is missing")
  func missingValidation() throws {
    let folder = try TemporaryFolder()
    let members = try (0..<40).map { number -> (path: String, bytes: [UInt8]) in
      let part = number % 4 == 0 ? "test" : "train"
      return (
        "\(part)/\(number % 2 == 0 ? "happy" : "sad")/\(number).png", try Fixtures.png(number)
      )
    }
    let workspace = folder.file("w")
    try Fixtures.importing(
      try Fixtures.archive(in: folder, name: "a.tar", members: members), into: workspace)
    var rule = CurationRule(.splitPin(.train))
    rule.filter.classes = ["sad"]
    _ = try CurateSamples(
      .rule(rule), author: "me", reason: nil, recordedAt: nil, applies: true
    ).run(workspace: workspace, session: Fixtures.session())
    let split = try SplitSamples(settings: try Fixtures.splitSettings())
      .run(workspace: workspace, session: Fixtures.session())
    let sad = try #require(Taxonomy.fer7.classIndex(named: "sad"))
    #expect(split.counts.map { $0[sad] } == [20, 0, 0])
    #expect(split.counts[1].reduce(0, +) > 0)
  }

  @Test("shards record the state they are made from, and the snapshot that was asked for")
  func shardsRecordState() throws {
    let fixture = try CurateFixtures()
    let manage = { (task: ManageSnapshots.Task) throws -> SnapshotList in
      try ManageSnapshots(task).run(workspace: fixture.workspace, session: Fixtures.session())
    }
    _ = try SplitSamples(settings: try Fixtures.splitSettings())
      .run(workspace: fixture.workspace, session: Fixtures.session())
    let taken = try manage(.create("clean")).entries[0]
    #expect(taken.isCurrent && taken.samples == 13)
    let settings = try Fixtures.shardSettings()
    let out = fixture.folder.file("shards")
    let write = { (snapshot: String?) throws -> JSON in
      _ = try WriteShards(settings: settings, out: out, replaces: true, snapshot: snapshot)
        .run(workspace: fixture.workspace, session: Fixtures.session())
      let index = try JSON(parsing: Files.read(Files.join(out, "index.json"), limit: 1 << 20))
      return try #require(index["provenance"]?["state"])
    }
    #expect(try write("clean") == ["digest": .string(taken.digest.hex), "snapshot": "clean"])
    #expect(try write(nil) == ["digest": .string(taken.digest.hex), "snapshot": .null])
    try fixture.decide(.exclude, [try CurateFixtures.key(1).digest.hex])
    let message = CurateFixtures.message { _ = try write("clean") }
    #expect(message.contains("snapshot restore clean"), "\(message)")
    #expect(try write(nil)["digest"] != .string(taken.digest.hex))
  }

  @Test("a snapshot travels as a file, and one that was changed is refused")
  func snapshotFiles() throws {
    let here = try CurateFixtures()
    let there = try CurateFixtures(source: "again.zip", reversed: true)
    func manage(_ task: ManageSnapshots.Task, _ fixture: CurateFixtures) throws -> SnapshotList {
      try ManageSnapshots(task).run(workspace: fixture.workspace, session: Fixtures.session())
    }
    try here.decide(.exclude, [try CurateFixtures.key(1).digest.hex])
    _ = try SplitSamples(settings: try Fixtures.splitSettings())
      .run(workspace: here.workspace, session: Fixtures.session())
    let taken = try manage(.create("clean"), here).entries[0]
    let path = here.folder.file("clean.snapshot")
    _ = try manage(.export("clean", path: path), here)
    let loaded = try manage(.load(path: path, name: "theirs"), there).entries[0]
    #expect(loaded.digest == taken.digest && loaded.batch == nil)
    let difference = try CompareStates("theirs", "now")
      .run(workspace: there.workspace, session: Fixtures.session())
    #expect(!difference.isEqual && difference.counts["use"] == 1)
    _ = try RestoreSnapshot(name: "theirs", author: "me", recordedAt: nil)
      .run(workspace: there.workspace, session: Fixtures.session())
    #expect(try there.catalog().state().text == here.catalog().state().text)
    _ = try manage(.remove("theirs"), there)
    let bytes = try Files.read(path, limit: 1 << 20)
    for (name, changed) in [
      ("cut", Array(bytes.dropLast(9))), ("changed", bytes.map { $0 == 0x31 ? 0x32 : $0 }),
      ("empty", []), ("other", Array("{}\n".utf8)),
    ] {
      try Files.writeAtomically(changed, to: path)
      let message = CurateFixtures.message { _ = try manage(.load(path: path, name: name), there) }
      #expect(message.contains("clean.snapshot"), "\(name): \(message)")
    }
    for name in ["now", "7", "list", "a b", "", "-x"] {
      let message = CurateFixtures.message { _ = try manage(.create(name), here) }
      #expect(message.contains("name"), "\(name): \(message)")
    }
  }
}
