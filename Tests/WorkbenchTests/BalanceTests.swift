import Core
import DatasetCatalog
import Synchronization
import Tensors
import TestSupport
import Testing
import Workbench

@Suite("Balanced shards")
struct BalanceTests {
  /// A workspace of 40 happy, 15 sad and 5 neutral images, split.
  static func workspace(_ folder: TemporaryFolder) throws -> String {
    let members = try (0..<60).map { number -> (path: String, bytes: [UInt8]) in
      let name = number < 40 ? "happy" : number < 55 ? "sad" : "neutral"
      return ("\(name)/\(number).png", try Fixtures.png(number))
    }
    let source = try Fixtures.archive(in: folder, name: "a.tar", members: members)
    try Fixtures.importing(source, into: folder.file("w"))
    _ = try SplitSamples(settings: try Fixtures.splitSettings())
      .run(workspace: folder.file("w"), session: Fixtures.session())
    return folder.file("w")
  }

  static func settings(
    _ balance: String, to: String? = nil, length: Int? = nil, weights: String = "none",
    stack: Bool = false
  ) throws -> ShardSettings {
    try ShardSettings(
      pixels: try Fixtures.pixels(), balance: balance, balanceTo: to, samplerLength: length,
      classWeights: weights, stackWeights: stack, images: "u8", shardMebibytes: 1, seed: 1)
  }

  @Test("a beta that is no number is refused, not replaced", arguments: [Double.nan, .infinity])
  func badBeta(beta: Double) throws {
    let failure = #expect(throws: WorkbenchError.self) {
      try ShardSettings(
        pixels: try Fixtures.pixels(), balance: "weights", balanceTo: nil,
        weightsBy: "effective-number", beta: beta, classWeights: "none", stackWeights: false,
        images: "u8", shardMebibytes: 1, seed: 1)
    }
    #expect(failure?.isUsage == true)
  }

  static func write(
    _ settings: ShardSettings, _ workspace: String, to out: String, session: Session? = nil
  ) throws -> ShardsSummary {
    try WriteShards(settings: settings, out: out, replaces: false)
      .run(workspace: workspace, session: session ?? Fixtures.session())
  }

  static func train(_ out: String) throws -> ShardReader {
    try ShardReader(path: Files.join(out, "train-00000-of-00001.safetensors"))
  }

  @Test(
    "undersampled shards lack what the plan counts, and nothing else, for any threads")
  func undersamples() throws {
    let folder = try TemporaryFolder()
    let workspace = try Self.workspace(folder)
    let plain = try Self.write(try Self.settings("none"), workspace, to: folder.file("plain"))
    let settings = try Self.settings("undersample", to: "median")
    for threads in 1...3 {
      _ = try Self.write(
        settings, workspace, to: folder.file("s\(threads)"),
        session: Fixtures.session(threads: threads))
    }
    #expect(
      try Fixtures.digests(below: folder.file("s1")) == Fixtures.digests(below: folder.file("s3")))
    let index = try ShardIndex(folder: folder.file("s1"))
    let plan = try #require(index.provenance["plan"])
    let (left, all) = (plan["left_out"]?.intValue ?? 0, plan["originals"]?.intValue ?? 0)
    #expect(left > 0 && all == plain.plan.classes.reduce(0) { $0 + $1.originals })
    let (reader, whole) = (try Self.train(folder.file("s1")), try Self.train(folder.file("plain")))
    #expect(reader.count == all - left && plan["rows"]?.intValue == reader.count)
    #expect(
      index[.train]?.originalCounts == plan["classes"]?.arrayValue?.map { $0["rows"]?.intValue })
    let keys = Set((0..<reader.count).map { reader.sampleKey(at: $0) })
    #expect(keys.isSubset(of: (0..<whole.count).map { whole.sampleKey(at: $0) }))
    #expect(plan["other_rows"]?["val"]?.intValue == index[.val]?.rows)
    #expect(
      try VerifyShards(folder: folder.file("s1")).run(session: Fixtures.session()).findings.isEmpty)
    // The constants are those of the rows that are trained on.
    let pixels = (0..<reader.count).flatMap { reader.pixels(at: $0) }
    let mean = Double(pixels.reduce(0) { $0 + Int($1) }) / Double(pixels.count) / 255
    #expect(abs(reader.metadata.mean[0] - mean) < 1e-12)
  }

  @Test("a target is reached from both sides, with copies that differ and can be replayed")
  func target() throws {
    let folder = try TemporaryFolder()
    let workspace = try Self.workspace(folder)
    let summary = try Self.write(
      try Self.settings("target", to: "9"), workspace, to: folder.file("s"))
    let used = summary.balance.filter { $0.originals > 0 }
    #expect(used.count == 3 && used.allSatisfy { $0.rows == 9 })
    #expect(used.contains { $0.leftOut > 0 } && used.contains { $0.copies > 0 })
    let reader = try Self.train(folder.file("s"))
    #expect(Set((0..<reader.count).map { reader.pixels(at: $0) }).count == reader.count)
    for row in 0..<reader.count where reader.copy(at: row) > 0 {
      let verdict = try ReplayRow(
        folder: folder.file("s"), place: RowPlace("train-00000-of-00001:\(row)")
      )
      .run(workspace: workspace, session: Fixtures.session())
      #expect(verdict.isEqual)
    }
  }

  @Test("weights as a balancing are the class weights, and weigh each class the same")
  func weights() throws {
    let folder = try TemporaryFolder()
    let workspace = try Self.workspace(folder)
    let balanced = try Self.write(try Self.settings("weights"), workspace, to: folder.file("a"))
    _ = try Self.write(
      try Self.settings("none", weights: "inverse-frequency"), workspace, to: folder.file("b"))
    let (a, b) = (try Self.train(folder.file("a")), try Self.train(folder.file("b")))
    #expect((0..<a.count).map { a.weight(at: $0) } == (0..<b.count).map { b.weight(at: $0) })
    let masses = balanced.balance.filter { $0.rows > 0 }.map { $0.weight * Double($0.rows) }
    #expect(masses.allSatisfy { abs($0 - masses[0]) < 1e-9 })
  }

  @Test("the plan comes as a notice before anything is written, and a dry run writes nothing")
  func notice() throws {
    let folder = try TemporaryFolder()
    let workspace = try Self.workspace(folder)
    let out = folder.file("s")
    let lines = Lines()
    let session = Session(
      pool: WorkerPool(threads: 2), warn: { lines.add("warning: \($0)") },
      notice: { lines.add("\(Files.exists(Files.join(out, "index.json"))) \($0)") })
    let settings = try Self.settings("target", to: "9")
    let dry = try WriteShards(settings: settings, out: out, replaces: false)
      .plan(workspace: workspace, session: Fixtures.session())
    #expect(!Files.exists(out))
    let summary = try Self.write(settings, workspace, to: out, session: session)
    #expect(summary.plan.json == dry.json && summary.plan.text == dry.text)
    #expect(lines.all.first == "false \(dry.text)")
    #expect(
      lines.all.last?.contains("classes angry, disgust, fear, surprise have no training") == true)
    #expect(summary.json["plan"] == dry.json)
  }

  @Test("training shards carry the sampler, the others do not, and training obeys it")
  func sampler() throws {
    let folder = try TemporaryFolder()
    let workspace = try Self.workspace(folder)
    let out = folder.file("s")
    _ = try Self.write(try Self.settings("sampler", length: 50), workspace, to: out)
    let text = #"{"length":50,"method":"balanced-classes","replacement":true}"#
    #expect(try Self.train(out).metadata.extra["sampler"] == text)
    let val = try ShardReader(path: Files.join(out, "val-00000-of-00001.safetensors"))
    #expect(val.metadata.extra["sampler"] == nil)
    let recipe = """
      {"model": {"blocks": [{"convolution": 8}, {"activation": "relu"}, "global-pool", "linear"]},
       "epochs": 3, "batch": 10, "slice": 5, "mixup": {}, "cutmix": {}}
      """
    try Files.writeAtomically(text: recipe, to: folder.file("r.yaml"))
    func run(_ name: String, threads: Int, stopAfter: Int? = nil, resumes: Bool = false) throws {
      let epochs = Lines()
      let session = Session(
        pool: WorkerPool(threads: threads),
        report: { progress in
          if progress.step.hasPrefix("train") {
            epochs.add("\(progress.step) \(progress.total ?? 0)")
          }
        },
        isCancelled: {
          stopAfter.map { stop in epochs.all.contains { $0.contains("epoch \(stop)/") } } ?? false
        })
      _ = try TrainNetwork(
        shards: out, recipe: TrainNetwork.recipe(file: folder.file("r.yaml")),
        augmentation: PixelSettings.standardPolicy(),
        seed: 1, out: folder.file(name), resumes: resumes
      ).run(session: session)
      #expect(epochs.all.allSatisfy { $0.hasSuffix(" 50") })
    }
    for threads in 1...3 { try run("r\(threads)", threads: threads) }
    #expect(throws: WorkbenchError.self) { try run("cut", threads: 2, stopAfter: 2) }
    try run("cut", threads: 1, resumes: true)
    let weights = try Set(
      ["r1", "r2", "r3", "cut"].map {
        Digest.sha256(of: try Files.read(folder.file("\($0)/best.safetensors"), limit: 1 << 24))
      })
    #expect(weights.count == 1)
  }

  @Test("a set and its plan are noted in the workspace, once")
  func noted() throws {
    let folder = try TemporaryFolder()
    let workspace = try Self.workspace(folder)
    for _ in 0..<2 {
      _ = try WriteShards(
        settings: try Self.settings("undersample"), out: folder.file("s"), replaces: true
      ).run(workspace: workspace, session: Fixtures.session())
    }
    let runs = try Catalog.open(workspace, mode: .read).runs(kind: "shards")
    let index = try ShardIndex(folder: folder.file("s"))
    #expect(runs.count == 1)
    #expect(runs[0].json["set_digest"]?.stringValue == index.setDigest.hex)
    #expect(runs[0].json["plan"] == index.provenance["plan"])
  }

  @Test("the recipes of the manifests load, and they are different ones")
  func recipes() throws {
    let names = ["small", "mixed", "baseline", "strong"]
    let recipes = try names.map { try TrainNetwork.recipe(file: "manifests/recipes/\($0).yaml") }
    #expect(Set(recipes).count == names.count)
  }

  @Test("an empty training split cannot be balanced")
  func emptySplit() throws {
    let folder = try TemporaryFolder()
    let workspace = try Self.workspace(folder)
    _ = try SplitSamples(
      settings: SplitSettings(train: 0, val: 0.5, test: 0.5, seed: 1, ignoreOfficial: false)
    ).run(workspace: workspace, session: Fixtures.session())
    for method in ["oversample", "undersample", "weights", "sampler"] {
      let error = #expect(throws: WorkbenchError.self) {
        try Self.write(try Self.settings(method), workspace, to: folder.file("s"))
      }
      #expect(error?.description.contains("training split has no images") == true)
    }
  }

  @Test("what cannot go together is refused, and what must be asked for can be")
  func together() throws {
    #expect(throws: WorkbenchError.self) { try Self.settings("target") }
    #expect(throws: WorkbenchError.self) { try Self.settings("sampler", to: "9") }
    for stack in [false, true] {
      #expect(throws: WorkbenchError.self) {
        try Self.settings("weights", weights: "inverse-frequency", stack: stack)
      }
    }
    for method in ["undersample", "sampler", "oversample"] {
      #expect(throws: WorkbenchError.self) {
        try Self.settings(method, weights: "effective-number")
      }
      _ = try Self.settings(method, weights: "effective-number", stack: true)
    }
  }
}

/// Lines that any thread may add to.
final class Lines: Sendable {
  private let lines = Mutex<[String]>([])

  var all: [String] { lines.withLock { $0 } }

  func add(_ line: String) { lines.withLock { $0.append(line) } }
}
