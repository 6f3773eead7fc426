import Core
import Synchronization
import Tensors
import TestSupport
import Testing
import Workbench

@Suite("Training on shards")
struct TrainTests {
  private static func recipe(_ folder: TemporaryFolder, _ members: String) throws -> String {
    let text = """
      {"model": {"blocks": [{"convolution": 8}, {"activation": "relu"}, "global-pool", "linear"]},
       "epochs": 3, "batch": 5, "slice": 5, \(members)}
      """
    try Files.writeAtomically(text: text, to: folder.file("r.yaml"))
    return folder.file("r.yaml")
  }

  private static func train(
    _ folder: TemporaryFolder, _ out: String, shards: String = "s", saveEvery: Int? = nil,
    resumes: Bool = false, session: Session = Fixtures.session()
  ) throws {
    _ = try TrainNetwork(
      shards: folder.file(shards), recipe: TrainNetwork.recipe(file: folder.file("r.yaml")),
      augmentation: PixelSettings.standardPolicy(), seed: 1, out: folder.file(out),
      resumes: resumes, saveEvery: saveEvery
    ).run(session: session)
  }

  @Test("class weights of the recipe do not correct what the shards have corrected")
  func countsOnce() throws {
    let folder = try TemporaryFolder()
    let workspace = try BalanceTests.workspace(folder)
    for (name, settings) in [
      ("s", try BalanceTests.settings("none")),
      ("copies", try BalanceTests.settings("oversample", to: "median")),
      ("drawn", try BalanceTests.settings("sampler", length: 50)),
      ("weighted", try BalanceTests.settings("none", weights: "inverse-frequency")),
      ("byweights", try BalanceTests.settings("weights")),
    ] {
      _ = try WriteShards(settings: settings, out: folder.file(name), replaces: false)
        .run(workspace: workspace, session: Fixtures.session())
    }
    _ = try Self.recipe(folder, #""class-weights": "inverse-frequency""#)
    try Self.train(folder, "plain")
    for (name, remedy) in [
      ("copies", "--balance none"), ("drawn", "--balance none"),
      ("weighted", "--class-weights none"), ("byweights", "--balance none"),
    ] {
      let error = #expect(throws: WorkbenchError.self) {
        try Self.train(folder, "no", shards: name)
      }
      #expect(error?.description.contains(remedy) == true, "\(error?.description ?? "")")
      #expect(!Files.exists(folder.file("no/last.safetensors")))
    }
    // Written weights are meant as they stand; names are those of the shards.
    _ = try Self.recipe(folder, #""class-weights": {"happy": 0.5}"#)
    try Self.train(folder, "written", shards: "weighted")
    _ = try Self.recipe(folder, #""class-weights": {"hapy": 0.5}"#)
    let error = #expect(throws: WorkbenchError.self) { try Self.train(folder, "misspelt") }
    #expect(error?.description.contains("did you mean 'happy'?") == true)
  }

  @Test("an interrupted or often saved training goes on inside an epoch, to the same bytes")
  func goesOn() throws {
    let folder = try TemporaryFolder()
    let workspace = try BalanceTests.workspace(folder)
    _ = try WriteShards(
      settings: BalanceTests.settings("none"), out: folder.file("s"), replaces: false
    ).run(workspace: workspace, session: Fixtures.session())
    _ = try Self.recipe(folder, #""accumulate": 2, "ema-decay": 0.9"#)
    try Self.train(folder, "whole")
    try Self.train(folder, "often", saveEvery: 1)
    let steps = Mutex(0)
    let session = Session(
      pool: WorkerPool(threads: 2),
      report: { progress in
        if progress.step.hasPrefix("train") { steps.withLock { $0 += 1 } }
      }, isCancelled: { steps.withLock { $0 == 5 } })
    let error = #expect(throws: WorkbenchError.self) {
      try Self.train(folder, "cut", session: session)
    }
    #expect(error?.description.contains("1 of 3 epochs and 10 images of the next") == true)
    try Self.train(folder, "cut", resumes: true)
    for file in ["best.safetensors", "last.safetensors", "history.csv"] {
      let bytes = try ["whole", "often", "cut"].map {
        try Files.read(folder.file("\($0)/\(file)"), limit: 1 << 24)
      }
      #expect(Set(bytes).count == 1, "\(file)")
    }
  }
}
