import Core
import TestSupport
import Testing
import Workbench

@Suite("Cross-validation", .serialized)
struct FoldTests {
  static let names: Set<String> = ["run.json"]

  /// Shards of the drawn sample: eight people, seven classes.
  static func shards(
    _ folder: TemporaryFolder, balance: String = "none", balanceTo: String? = nil
  ) throws {
    let source = try Fixtures.archive(in: folder, subjects: 8)
    try Fixtures.importing(source, into: folder.file("w"))
    _ = try SplitSamples(settings: try Fixtures.splitSettings())
      .run(workspace: folder.file("w"), session: Fixtures.session())
    let settings = try ShardSettings(
      pixels: try Fixtures.pixels(), balance: balance, balanceTo: balanceTo, classWeights: "none",
      stackWeights: false, images: "u8", shardMebibytes: 1, seed: 1)
    _ = try WriteShards(settings: settings, out: folder.file("shards"), replaces: false)
      .run(workspace: folder.file("w"), session: Fixtures.session())
    try Files.writeAtomically(
      text: """
        model: {architecture: linear}
        epochs: 2
        batch: 16
        optimizer: {name: adamw, learning-rate: 0.01}
        """, to: folder.file("r.yaml"))
  }

  @discardableResult
  static func run(
    _ folder: TemporaryFolder, _ out: String, folds: Int = 3, scope: String? = nil,
    validation: Double? = nil, resumes: Bool = false, session: Session? = nil
  ) throws -> FoldsSummary {
    try CrossValidate(
      shards: folder.file("shards"), recipe: try TrainNetwork.recipe(file: folder.file("r.yaml")),
      augmentation: try PixelSettings.standardPolicy(), seed: 1, out: folder.file(out),
      folds: try FoldSettings(count: folds, scope: scope, validation: validation), resumes: resumes
    ).run(session: session ?? Fixtures.session())
  }

  static func lines(_ path: String) throws -> [[Substring]] {
    String(decoding: try Files.read(path, limit: 1 << 24), as: UTF8.self)
      .split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
  }

  @Test(
    "every original is held out once, nobody is in two folds, and the figures follow from the rows")
  func covers() throws {
    let folder = try TemporaryFolder()
    try Self.shards(folder)
    let summary = try Self.run(folder, "cv", scope: "all")
    let rows = try Self.lines(folder.file("cv/predictions.csv"))
    #expect(rows.count == 84 && Set(rows.map { $0[2] }).count == 84)
    #expect(summary.folds.count == 3 && summary.rows == 84 && summary.groups == 8)
    var foldOfGroup: [Substring: Set<Substring>] = [:]
    let groups = try Self.lines(folder.file("shards/rows.csv"))
    let foldOfContent = Dictionary(rows.map { ($0[3], $0[0]) }) { first, _ in first }
    for line in groups {
      let fold = try #require(foldOfContent[line[2]])
      foldOfGroup[try #require(line.last), default: []].insert(fold)
    }
    #expect(foldOfGroup.count == 8 && foldOfGroup.values.allSatisfy { $0.count == 1 })
    for fold in summary.folds {
      let own = rows.filter { $0[0] == "\(fold.number)" }
      #expect(own.count == fold.rows)
      #expect(abs(Double(own.count { $0[4] == $0[5] }) / Double(own.count) - fold.accuracy) < 1e-12)
    }
    #expect(abs(Double(rows.count { $0[4] == $0[5] }) / 84 - summary.accuracy) < 1e-12)
    // Eight people: intervals take them as the units.
    let json = try JSON(parsing: Files.read(folder.file("cv/folds.json"), limit: 1 << 24))
    #expect(json["pooled"]?["groups"] == 8)
    #expect(
      json["pooled"]?["overall"]?["interval_methods"]?["accuracy"]?.stringValue?
        .hasPrefix("bootstrap over groups") == true)
  }

  @Test("without all the test split is left alone")
  func scope() throws {
    let folder = try TemporaryFolder()
    try Self.shards(folder)
    try Self.run(folder, "cv")
    let rows = try Self.lines(folder.file("cv/predictions.csv"))
    #expect(Set(rows.map { $0[1] }) == ["train", "val"])
  }

  @Test("the bytes depend neither on threads nor on a stop in the middle")
  func sameness() throws {
    let folder = try TemporaryFolder()
    try Self.shards(folder)
    try Self.run(folder, "one", session: Fixtures.session(threads: 1))
    try Self.run(folder, "three", session: Fixtures.session(threads: 3))
    let error = #expect(throws: WorkbenchError.self) {
      try Self.run(
        folder, "stopped", session: Stopping(inEpoch: "fold 2/3 train epoch 2").session)
    }
    guard case .cancelled(let resume) = error else {
      Issue.record("not stopped but \(String(describing: error))")
      return
    }
    #expect(resume.contains("--resume"))
    #expect(!Files.exists(folder.file("stopped/folds.json")))
    try Self.run(folder, "stopped", resumes: true)
    let one = try Fixtures.digests(below: folder.file("one"), except: Self.names)
    #expect(one.keys.contains("fold-3/best.safetensors") && one.keys.contains("report.md"))
    #expect(try Fixtures.digests(below: folder.file("three"), except: Self.names) == one)
    #expect(try Fixtures.digests(below: folder.file("stopped"), except: Self.names) == one)
    // Finished folds are not trained again.
    let trained = Flag()
    let session = Session(
      pool: WorkerPool(threads: 2), report: { if $0.step.contains("train") { trained.raise() } })
    try Self.run(folder, "one", resumes: true, session: session)
    #expect(!trained.isRaised)
  }

  @Test("a fold is no run to evaluate, nor a folder of folds to train in without --resume")
  func refusals() throws {
    let folder = try TemporaryFolder()
    try Self.shards(folder)
    try Self.run(folder, "cv", folds: 2, validation: 0)
    let evaluated = #expect(throws: WorkbenchError.self) {
      try EvaluateRun(
        run: folder.file("cv/fold-1"), shards: folder.file("shards"), out: folder.file("o")
      ).run(session: Fixtures.session())
    }
    #expect(evaluated?.description.contains("a fold of a cross-validation") == true)
    let again = #expect(throws: WorkbenchError.self) { try Self.run(folder, "cv", folds: 2) }
    #expect(again?.description.contains("--resume") == true)
    // Other folds are another run.
    let other = #expect(throws: WorkbenchError.self) {
      try Self.run(folder, "cv", folds: 3, resumes: true)
    }
    #expect(other?.description.contains("choose another folder") == true)
    for (count, scope, share) in [(1, nil, nil), (3, "test", nil), (3, nil, 0.9)]
      as [(Int, String?, Double?)]
    {
      let error = #expect(throws: WorkbenchError.self) {
        try FoldSettings(count: count, scope: scope, validation: share)
      }
      #expect(error?.isUsage == true)
    }
  }

  @Test("copies are trained on where their originals are, and are never scored")
  func copies() throws {
    let folder = try TemporaryFolder()
    try Self.shards(folder, balance: "target", balanceTo: "9")
    let warned = Flag()
    let session = Session(
      pool: WorkerPool(threads: 2), warn: { if $0.contains("copies") { warned.raise() } })
    let summary = try Self.run(folder, "cv", folds: 2, scope: "all", session: session)
    #expect(warned.isRaised)
    let rows = try Self.lines(folder.file("shards/rows.csv"))
    #expect(rows.contains { $0[6] != "0" })
    #expect(try Self.lines(folder.file("cv/predictions.csv")).count == summary.rows)
    #expect(summary.rows == rows.count { $0[6] == "0" })
  }
}
