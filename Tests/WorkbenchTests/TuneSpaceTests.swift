import Core
import Reports
import TestSupport
import Testing
import Workbench

@Suite("Spaces of a search", .serialized)
struct TuneSpaceTests {
  @Test(
    "what is wrong with a space is said before anything runs",
    arguments: [
      ("parameters:\n  optimizer.learning-rte: [0.1]\ntrials: 1", "did you mean 'learning-rate'?"),
      ("parameters:\n  optimizer.learning-rte: [0.1]\ntrials: 1", "space.yaml:9: optimizer"),
      (
        "parameters:\n  batch: [16, 0]\ntrials: 1",
        "0 is outside 1…4096 (a trial could have batch 0)"
      ),
      ("parameters:\n  label-smoothing: {range: [0, 2]}\ntrials: 1", "2.0 is outside"),
      ("parameters:\n  batch: [16]\ntrial: 1", "unknown key 'trial'; did you mean 'trials'?"),
      ("parameters:\n  batch: [16]", "--trials 20"),
      ("parameters:\n  batch: {range: [16, 32]}\nmethod: grid", "points: 5"),
      ("parameters:\n  batch: {range: [16, 32], points: 2}\ntrials: 1", "belongs to method: grid"),
      ("parameters:\n  batch: {range: [0, 32], scale: log}\ntrials: 1", "begin above 0"),
      ("parameters:\n  batch: {range: [32, 16]}\ntrials: 1", "below its second"),
      ("parameters:\n  batch: {range: [1.5, 16], integer: true}\ntrials: 1", "whole number"),
      ("parameters:\n  batch: {value: [16]}\ntrials: 1", "needs 'values: […]'"),
      ("parameters:\n  batch: {values: [8, 9], labels: [a]}\ntrials: 1", "as many as values"),
      (
        "parameters:\n  batch: [16, 32]\nmethod: grid\ntrials: 1",
        "grid of 2 trials and the budget is 1"
      ),
      ("parameters:\n  batch: [16]\nmethod: gird\ntrials: 1", "did you mean 'grid'?"),
      ("parameters:\n  batch: [16]\neta: 3\ntrials: 1", "belongs to successive-halving"),
      (
        "parameters:\n  model.width: [4]\n  model: [{architecture: mlp}]\ntrials: 1",
        "would undo 'model.width' above it"
      ),
      (
        "parameters:\n  epochs: [2, 3]\nmethod: successive-halving\ntrials: 3",
        "'epochs' cannot be searched"
      ),
      (
        "parameters:\n  batch: [16]\nmethod: successive-halving\nminimum-epochs: 3\ntrials: 3",
        "lower it"
      ),
      (
        "parameters:\n  primary-metric: [accuracy, loss]\nmethod: grid", "different primary metrics"
      ),
      ("parameters:\n  model..width: [4]\ntrials: 1", "not a path of keys"),
      ("parameters:\n  batch.size: [4]\ntrials: 1", "has no 'size'"),
      ("parameters:\n  model.blocks[2]: [flatten]\ntrials: 1", "has no element 2"),
      ("parameters:\n  model: [missing.yaml]\ntrials: 1", "missing.yaml"),
      (
        "parameters:\n  model: [{blocks: [{max-pool: 15}, {max-pool: 2}, flatten, linear]}]\ntrials: 1",
        "trial 1 (model"
      ),
    ])
  func refused(text: String, message: String) throws {
    let folder = try TemporaryFolder()
    let shards = try Self.shards.get()
    let space = try TuneFixtures.space(folder, text)
    let error = #expect(throws: WorkbenchError.self) {
      try TuneFixtures.tune(shards.file("s"), space, folder.file("o"))
    }
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
    #expect(!Files.exists(folder.file("o")))
  }

  /// Shards that these tests only read.
  static let shards = Result<TemporaryFolder, any Error> {
    let folder = try TemporaryFolder()
    _ = try TuneFixtures.shards(folder)
    return folder
  }

  @Test("a grid takes every combination, mappings, files and 'without' among the values")
  func grid() throws {
    let folder = try TemporaryFolder()
    let shards = try Self.shards.get().file("s")
    try Files.writeAtomically(
      text: "name: flip\nsteps: [{step: horizontal-flip}]\n", to: folder.file("flip.yaml"))
    let space = try TuneFixtures.space(
      folder,
      """
      method: grid
      parameters:
        epochs: [1]
        optimizer:
          labels: [sgd, adamw]
          values: [{name: sgd, learning-rate: 0.01}, {name: adamw}]
        early-stopping: [null, {patience: 3}]
        augment: [true]
        augmentation: [flip.yaml]
      """)
    let summary = try TuneFixtures.tune(shards, space, folder.file("o"))
    #expect(
      summary.report.trials.map { $0.values.map(\.text) } == [
        ["1", "sgd", "none", "true", "flip"], ["1", "sgd", "patience 3", "true", "flip"],
        ["1", "adamw", "none", "true", "flip"], ["1", "adamw", "patience 3", "true", "flip"],
      ])
    #expect(Set(summary.report.trials.map(\.recipe)).count == 4)
    let policy = try Files.read(folder.file("o/best-augmentation.yaml"), limit: 1 << 16)
    #expect(String(decoding: policy, as: UTF8.self).contains("horizontal-flip"))
    _ = try PixelSettings.policy(file: folder.file("o/best-augmentation.yaml"))
  }

  @Test("a trial that diverges is listed with its reason, and the search goes on")
  func failure() throws {
    let folder = try TemporaryFolder()
    let shards = try Self.shards.get().file("s")
    let base = TuneFixtures.base.replacing(
      "name: adamw, learning-rate: 0.003", with: "name: sgd, weight-decay: 10"
    )
    .replacing("batch: 16", with: "batch: 8")
    let space = try TuneFixtures.space(
      folder, "method: grid\nparameters:\n  optimizer.learning-rate: [100, 0.0001, 90]", base: base)
    let summary = try TuneFixtures.tune(shards, space, folder.file("o"))
    let states = summary.report.trials.map(\.state.key)
    #expect(states == ["failed", "finished", "failed"])
    #expect(summary.report.winning?.number == 2)
    let csv = String(
      decoding: try Files.read(folder.file("o/trials.csv"), limit: 1 << 16), as: UTF8.self)
    #expect(csv.contains("infinite or not a number"))
    let again = CountingSession()
    try TuneFixtures.tune(shards, space, folder.file("o"), session: again.session)
    #expect(again.count == 0)
    let all = try TuneFixtures.space(
      folder, "method: grid\nparameters:\n  optimizer.learning-rate: [100]", base: base)
    let error = #expect(throws: WorkbenchError.self) {
      try TuneFixtures.tune(shards, all, folder.file("p"))
    }
    #expect(error?.description.contains("every trial failed") == true)
  }

  @Test("a draw that repeats an earlier recipe is listed and not trained again")
  func repeats() throws {
    let folder = try TemporaryFolder()
    let shards = try Self.shards.get().file("s")
    let space = try TuneFixtures.space(folder, "trials: 6\nparameters:\n  batch: [16, 32]")
    let report = try TuneFixtures.tune(shards, space, folder.file("o")).report
    let repeated = report.trials.count { $0.state.key == "repeated" }
    #expect(repeated == 4)
    #expect(report.looks == 6)
    #expect(try Files.list(folder.file("o/trials")).count == 2)
  }

  @Test("a folder of another search is refused and left as it is")
  func foreign() throws {
    let folder = try TemporaryFolder()
    let shards = try Self.shards.get().file("s")
    let space = try TuneFixtures.space(folder, "trials: 2\nparameters:\n  batch: [16, 32]")
    try TuneFixtures.tune(shards, space, folder.file("o"))
    let before = try Fixtures.digests(below: folder.file("o"))
    let error = #expect(throws: WorkbenchError.self) {
      try TuneFixtures.tune(shards, space, folder.file("o"), seed: 2)
    }
    #expect(error?.description.contains("choose another folder") == true)
    #expect(try Fixtures.digests(below: folder.file("o")) == before)
  }

  @Test("drawn numbers stay in their range, are spread as their scale says, and can be read")
  func ranges() throws {
    let log = TuneRange(low: 0.001, high: 0.1, scale: .log)
    let linear = TuneRange(low: -1, high: 1, scale: .linear)
    let whole = TuneRange(low: 3, high: 5, scale: .linear, isInteger: true)
    let shares = (0..<3000).map { Double($0) / 3000 }
    #expect(abs(shares.count { log.value(at: $0) < 0.01 } - 1500) < 5)
    #expect(abs(shares.count { linear.value(at: $0) < 0 } - 1500) < 5)
    for number in 3...5 {
      #expect(shares.count { whole.value(at: $0) == Double(number) } == 1000)
    }
    for share in shares {
      let value = log.value(at: share)
      #expect((0.001...0.1).contains(value))
      #expect(value.description.filter(\.isNumber).drop { $0 == "0" }.count <= 4, "\(value)")
    }
    #expect(TuneRange(low: 0.01, high: 1, scale: .log, points: 3).gridValues == [0.01, 0.1, 1])
    #expect(TuneRange.rounded(123_456.7) == 123_457)
    #expect(TuneRange.rounded(0.000123449) == 0.0001234)
  }

  @Test("settings written as YAML read back as they were")
  func yaml() throws {
    let text = """
      a: {b: [1, 2, 0.5], c: "true", d: 'x: y', e: null}
      list: [-1, "", ~, [], {}, {k: [{deep: [1, {x: y}]}, word]}]
      "odd key": "line\\nbreak \\"quoted\\" é"
      blocks:
        - convolution: {channels: 32, kernel: 3}
        - linear
        - residual: {blocks: [linear, {dropout: 0.1}], shortcut: identity}
      """
    let node = try SettingsFile.parse(text, file: "t")
    let again = try SettingsFile.parse(node.yaml, file: "t")
    #expect(Self.plain(again) == Self.plain(node), "\(node.yaml)")
    #expect(node.yaml.contains("  - convolution: {channels: 32, kernel: 3}\n"))
  }

  /// Settings without their places.
  static func plain(_ node: SettingsNode) -> JSON {
    switch node.content {
    case .scalar(let text, let quoted): node.isNull ? .null : [.string(text), .bool(quoted)]
    case .sequence(let elements): .array(elements.map(plain))
    case .mapping(let members):
      .array(members.map { [.string($0.key), plain($0.value)] })
    }
  }
}
