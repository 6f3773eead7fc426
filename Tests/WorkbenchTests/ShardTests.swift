import Core
import Imaging
import Tensors
import TestSupport
import Testing
import Workbench

@Suite("Shards of a workspace")
struct ShardTests {
  /// A workspace with a split.
  func workspace(_ folder: TemporaryFolder, name: String = "w") throws -> String {
    let source = try Fixtures.archive(in: folder)
    let workspace = folder.file(name)
    try Fixtures.importing(source, into: workspace)
    _ = try SplitSamples(settings: try Fixtures.splitSettings())
      .run(workspace: workspace, session: Fixtures.session())
    return workspace
  }

  func write(
    _ workspace: String, to out: String, balance: String = "none", images: String = "u8",
    threads: Int = 2
  ) throws -> ShardsSummary {
    try WriteShards(
      settings: try Fixtures.shardSettings(balance: balance, images: images), out: out,
      replaces: false
    ).run(workspace: workspace, session: Fixtures.session(threads: threads))
  }

  @Test("the bytes do not depend on the number of threads")
  func threads() throws {
    let folder = try TemporaryFolder()
    let workspace = try workspace(folder)
    for threads in 1...3 {
      _ = try write(
        workspace, to: folder.file("s\(threads)"), balance: "oversample", threads: threads)
    }
    let one = try Fixtures.digests(below: folder.file("s1"))
    #expect(one.count >= 5)
    #expect(try Fixtures.digests(below: folder.file("s2")) == one)
    #expect(try Fixtures.digests(below: folder.file("s3")) == one)
  }

  @Test(
    "what was written is sound, and every row can be replayed", arguments: ["u8", "f16", "f32"])
  func replays(images: String) throws {
    let folder = try TemporaryFolder()
    let workspace = try workspace(folder)
    let out = folder.file("s")
    let summary = try write(workspace, to: out, balance: "oversample", images: images)
    let session = Fixtures.session()
    #expect(try VerifyShards(folder: out).run(session: session).findings.isEmpty)
    let all = try ReplayShards(folder: out).run(workspace: workspace, session: session)
    #expect(all.differing == 0 && all.rows == summary.splits.reduce(0) { $0 + $1.rows })
    #expect(all.copies > 0)
    let shard = "train-00000-of-00001"
    let rows = try #require(summary.splits.first { $0.split == .train }?.rows)
    for row in stride(from: 0, to: rows, by: 7) {
      let verdict = try ReplayRow(folder: out, place: RowPlace("\(shard):\(row)"))
        .run(workspace: workspace, session: session)
      #expect(verdict.isEqual, "\(row)")
    }
  }

  @Test("oversampling fills the training split with augmented copies, never plain repeats")
  func oversamples() throws {
    let folder = try TemporaryFolder()
    // Five happy images for every sad one.
    let members = try (0..<60).map { number -> (path: String, bytes: [UInt8]) in
      ("\(number % 6 == 0 ? "sad" : "happy")/\(number).png", try Fixtures.png(number))
    }
    let source = try Fixtures.archive(in: folder, name: "a.tar", members: members)
    try Fixtures.importing(source, into: folder.file("w"))
    _ = try SplitSamples(settings: try Fixtures.splitSettings())
      .run(workspace: folder.file("w"), session: Fixtures.session())
    let summary = try write(folder.file("w"), to: folder.file("s"), balance: "oversample")
    let happy = summary.balance[3]
    let sad = summary.balance[4]
    #expect(happy.copies == 0)
    #expect(sad.copies > 0)
    #expect(sad.originals + sad.copies == happy.originals)
    let reader = try ShardReader(path: folder.file("s/train-00000-of-00001.safetensors"))
    var seen: [SampleKey: Set<[UInt8]>] = [:]
    for row in 0..<reader.count where reader.label(at: row) == 4 {
      let isNew = seen[reader.sampleKey(at: row), default: []].insert(reader.pixels(at: row))
        .inserted
      #expect(isNew)
    }
    for split in ["val", "test"] {
      let other = try ShardReader(path: folder.file("s/\(split)-00000-of-00001.safetensors"))
      #expect((0..<other.count).allSatisfy { other.copy(at: $0) == 0 })
    }
  }

  @Test("mean and deviation are those of the training originals alone")
  func constants() throws {
    let folder = try TemporaryFolder()
    let workspace = try workspace(folder)
    let plain = try write(workspace, to: folder.file("a"))
    let copies = try write(workspace, to: folder.file("b"), balance: "oversample")
    #expect(plain.mean == copies.mean)
    let reader = try ShardReader(path: folder.file("a/train-00000-of-00001.safetensors"))
    let pixels = (0..<reader.count).flatMap { reader.pixels(at: $0) }
    let mean = Double(pixels.reduce(0) { $0 + Int($1) }) / Double(pixels.count) / 255
    #expect(abs(plain.mean[0] - mean) < 1e-12)
  }

  @Test("a folder with shards is not overwritten unless asked")
  func refuses() throws {
    let folder = try TemporaryFolder()
    let workspace = try workspace(folder)
    _ = try write(workspace, to: folder.file("s"))
    let before = try Fixtures.digests(below: folder.file("s"))
    let error = #expect(throws: WorkbenchError.self) {
      try write(workspace, to: folder.file("s"))
    }
    #expect(error?.description.contains("--replace") == true)
    #expect(try Fixtures.digests(below: folder.file("s")) == before)
  }

  @Test("balancing and class weights together are refused unless asked for")
  func stacking() throws {
    #expect(throws: WorkbenchError.self) {
      try ShardSettings(
        pixels: try Fixtures.pixels(), balance: "oversample", balanceTo: nil,
        classWeights: "inverse-frequency", stackWeights: false, images: "u8", shardMebibytes: 1,
        seed: 1)
    }
    _ = try ShardSettings(
      pixels: try Fixtures.pixels(), balance: "oversample", balanceTo: nil,
      classWeights: "inverse-frequency", stackWeights: true, images: "u8", shardMebibytes: 1,
      seed: 1)
  }

  @Test("the order of import does not change the shards")
  func importOrder() throws {
    let folder = try TemporaryFolder()
    let a = try Fixtures.archive(in: folder, name: "a.tar", seed: 1)
    let b = try Fixtures.archive(in: folder, name: "b.tar", seed: 2)
    for (number, order) in [[a, b], [b, a]].enumerated() {
      let workspace = folder.file("w\(number)")
      for source in order { try Fixtures.importing(source, into: workspace) }
      _ = try SplitSamples(settings: try Fixtures.splitSettings())
        .run(workspace: workspace, session: Fixtures.session())
      _ = try write(workspace, to: folder.file("s\(number)"), balance: "oversample")
    }
    #expect(
      try Fixtures.digests(below: folder.file("s0")) == Fixtures.digests(below: folder.file("s1")))
  }
}

extension ShardTests {
  @Test("what a killed run left in the folder is cleared, other people's files are not")
  func unfinished() throws {
    let folder = try TemporaryFolder()
    let workspace = try workspace(folder)
    let out = folder.file("s")
    _ = try write(workspace, to: out)
    let whole = try Fixtures.digests(below: out)
    try Files.remove(Files.join(out, "index.json"))
    try Files.writeAtomically(text: "x", to: Files.join(out, "train-00000-of-00009.safetensors"))
    try Files.writeAtomically(text: "x", to: Files.join(out, "rows.csv.partial"))
    try Files.writeAtomically(text: "x", to: Files.join(out, "model.safetensors"))
    _ = try write(workspace, to: out)
    try Files.remove(Files.join(out, "model.safetensors"))
    #expect(try Fixtures.digests(below: out) == whole)
  }

  @Test("a row whose label is impossible is not equal, and no crash")
  func impossibleLabel() throws {
    let folder = try TemporaryFolder()
    let workspace = try workspace(folder)
    let out = folder.file("s")
    _ = try write(workspace, to: out)
    let path = Files.join(out, "val-00000-of-00001.safetensors")
    let labels = try #require(
      try SafetensorsFile(path: path).tensors.first { $0.name == "labels" })
    var bytes = try Files.read(path, limit: 1 << 24)
    bytes[labels.byteRange.lowerBound] = 200
    try Files.writeAtomically(bytes, to: path)
    let verdict = try ReplayRow(folder: out, place: RowPlace("val-00000-of-00001:0"))
      .run(workspace: workspace, session: Fixtures.session())
    #expect(!verdict.isEqual)
    #expect(!(try VerifyShards(folder: out).run(session: Fixtures.session()).findings.isEmpty))
  }
}
