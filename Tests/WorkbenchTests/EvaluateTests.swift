import Core
import TestSupport
import Testing
import Workbench

@Suite("Evaluation of a run")
struct EvaluateTests {
  /// A trained run of one epoch on a drawn dataset; `a` and `b` are two shard sets.
  func trained(_ folder: TemporaryFolder) throws {
    let source = try Fixtures.archive(in: folder)
    try Fixtures.importing(source, into: folder.file("w"))
    _ = try SplitSamples(settings: try Fixtures.splitSettings())
      .run(workspace: folder.file("w"), session: Fixtures.session())
    for (name, seed) in [("a", UInt64(1)), ("b", 2)] {
      _ = try WriteShards(
        settings: try Fixtures.shardSettings(seed: seed), out: folder.file(name), replaces: false
      ).run(workspace: folder.file("w"), session: Fixtures.session())
    }
    try Files.writeAtomically(
      text: "model: {architecture: linear}\nepochs: 1\n", to: folder.file("r.yaml"))
    _ = try TrainNetwork(
      shards: folder.file("a"), recipe: try TrainNetwork.recipe(file: folder.file("r.yaml")),
      augmentation: try PixelSettings.standardPolicy(), seed: 1, out: folder.file("run"),
      resumes: false
    ).run(session: Fixtures.session())
  }

  @Test("other shards than those of the training are refused")
  func wrongShards() throws {
    let folder = try TemporaryFolder()
    try trained(folder)
    let error = #expect(throws: WorkbenchError.self) {
      try EvaluateRun(run: folder.file("run"), shards: folder.file("b"), out: folder.file("o"))
        .run(session: Fixtures.session())
    }
    #expect(error?.description.contains("--shards") == true)
    #expect(!Files.exists(folder.file("o/report.json")))
  }

  @Test("a run is trained once in a folder, and scored again to the same bytes")
  func again() throws {
    let folder = try TemporaryFolder()
    try trained(folder)
    let recipe = try TrainNetwork.recipe(file: folder.file("r.yaml"))
    let error = #expect(throws: WorkbenchError.self) {
      try TrainNetwork(
        shards: folder.file("a"), recipe: recipe,
        augmentation: try PixelSettings.standardPolicy(), seed: 1, out: folder.file("run"),
        resumes: false
      ).run(session: Fixtures.session())
    }
    #expect(error?.description.contains("--resume") == true)
    for name in ["o1", "o2"] {
      let summary = try EvaluateRun(run: folder.file("run"), shards: nil, out: folder.file(name))
        .run(session: Fixtures.session(threads: name == "o1" ? 1 : 3))
      #expect(summary.scores.map(\.name) == ["train", "val", "test"])
    }
    #expect(
      try Fixtures.digests(below: folder.file("o1")) == Fixtures.digests(below: folder.file("o2")))
  }

  @Test(
    "weights that were damaged or deleted come back to the byte with --resume",
    arguments: [false, true])
  func restores(deletes: Bool) throws {
    let folder = try TemporaryFolder()
    try trained(folder)
    let best = folder.file("run/best.safetensors")
    let whole = try Files.read(best, limit: 1 << 26)
    if deletes {
      try Files.remove(best)
    } else {
      try Files.writeAtomically(Array(whole.dropLast(8)), to: best)
    }
    _ = try TrainNetwork(
      shards: folder.file("a"), recipe: try TrainNetwork.recipe(file: folder.file("r.yaml")),
      augmentation: try PixelSettings.standardPolicy(), seed: 1, out: folder.file("run"),
      resumes: true
    ).run(session: Fixtures.session())
    #expect(try Files.read(best, limit: 1 << 26) == whole)
  }

  @Test("every figure of the report follows from predictions.csv")
  func recomputed() throws {
    let folder = try TemporaryFolder()
    try trained(folder)
    let summary = try EvaluateRun(run: folder.file("run"), shards: nil, out: folder.file("o"))
      .run(session: Fixtures.session())
    let text = String(
      decoding: try Files.read(folder.file("o/predictions.csv"), limit: 1 << 24), as: UTF8.self)
    let rows = text.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
    for score in summary.scores {
      let own = rows.filter { $0[0] == score.name }
      #expect(own.count == score.support)
      let right = own.count { $0[3] == $0[4] }
      #expect(abs(Double(right) / Double(own.count) - score.accuracy) < 1e-12)
    }
  }

  @Test("intervals take people as the units, where rows.csv says who is who")
  func groups() throws {
    let folder = try TemporaryFolder()
    try trained(folder)
    let report = try EvaluateRun(run: folder.file("run"), shards: nil, out: folder.file("o"))
      .run(session: Fixtures.session()).report
    var groups: [String: Set<Substring>] = [:]
    for line in try FoldTests.lines(folder.file("a/rows.csv")) {
      let split = String(line[0].prefix { $0 != "-" })
      groups[split, default: []].insert(try #require(line.last))
    }
    #expect(groups.keys.sorted() == ["test", "train", "val"])
    for (split, names) in groups {
      #expect(report["scores"]?[split]?["groups"]?.intValue == names.count)
    }
    // A table that is not the shards' own is refused; without one the rows count as independent.
    try Files.writeAtomically(text: "shard,row\n", to: folder.file("a/rows.csv"))
    let error = #expect(throws: WorkbenchError.self) {
      try EvaluateRun(run: folder.file("run"), shards: nil, out: folder.file("p"))
        .run(session: Fixtures.session())
    }
    #expect(error?.description.contains("rows.csv") == true)
    try Files.remove(folder.file("a/rows.csv"))
    let plain = try EvaluateRun(run: folder.file("run"), shards: nil, out: folder.file("q"))
      .run(session: Fixtures.session()).report
    #expect(plain["scores"]?["test"]?["groups"] == nil)
    #expect(
      plain["scores"]?["test"]?["overall"]?["interval_methods"]?["accuracy"] == "Wilson")
  }

  @Test("report.json holds the temperature, its effect, and the curves of each class")
  func examination() throws {
    let folder = try TemporaryFolder()
    try trained(folder)
    let report = try EvaluateRun(run: folder.file("run"), shards: nil, out: folder.file("o"))
      .run(session: Fixtures.session()).report
    let fit = try #require(report["temperature_scaling"])
    let before = try #require(fit["log_loss_before"]?.doubleValue)
    let after = try #require(fit["log_loss_after"]?.doubleValue)
    #expect(after <= before)
    for split in ["val", "test"] {
      let scores = try #require(report["scores"]?[split])
      #expect(
        fit["splits"]?[split]?["before"]?["log_loss"] == scores["overall"]?["log_loss"])
      #expect(fit["splits"]?[split]?["after"]?["bins"]?.arrayValue?.count == 15)
      let curves = try #require(report["curves"]?[split]?.arrayValue)
      #expect(curves.count == scores["classes"]?.arrayValue?.count)
      for curve in curves {
        let rates = try #require(curve["true_positive_rate"]?.arrayValue).compactMap(\.doubleValue)
        guard !rates.isEmpty else { continue }
        #expect(rates.first == 0 && rates.last == 1 && rates == rates.sorted())
      }
    }
    #expect(abs(before - (fit["splits"]?["val"]?["before"]?["log_loss"]?.doubleValue ?? 9)) < 1e-6)
    #expect(report["weights_scored_on_test"] == 1)
    #expect(report["curves"]?["train"] == nil)
  }

  @Test("a folder without a run says so")
  func noRun() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: WorkbenchError.self) {
      try EvaluateRun(run: folder.path, shards: nil, out: folder.path)
        .run(session: Fixtures.session())
    }
    #expect(error?.description.contains("train one first") == true)
  }
}
