import Augmentation
import Core
import TestSupport
import Testing
import Workbench

@Suite("The whole chain", .serialized)
struct ChainTests {
  static let recipe = """
    train:
      model:
        blocks:
          - convolution: {channels: 8, kernel: 3}
          - batch-normalization
          - activation: relu
          - max-pool: 2
          - convolution: {channels: 16, kernel: 3}
          - batch-normalization
          - activation: relu
          - global-pool
          - linear
      optimizer: {name: adamw}
      epochs: 3
      batch: 16
      slice: 4
    """

  /// A manifest file with a tiny network.
  func manifest(
    _ folder: TemporaryFolder, name: String = "m.yaml", more: String = "", epochs: Int = 3
  ) throws -> String {
    let text = """
      version: 1
      seed: 3
      pipeline: {size: 24}
      balance: oversample
      \(more)
      \(Self.recipe.replacing("epochs: 3", with: "epochs: \(epochs)"))
      """
    try Files.writeAtomically(text: text, to: folder.file(name))
    return folder.file(name)
  }

  @discardableResult
  func run(
    _ manifest: String, _ source: String, _ out: String, threads: Int = 2,
    session: Session? = nil
  ) throws -> RunSummary {
    try RunManifest(
      manifest: try Manifest(path: manifest), source: source, out: out, workspace: nil
    ).run(session: session ?? Fixtures.session(threads: threads))
  }

  /// What may differ between equal runs: times, and the catalog's own pages.
  static let mayDiffer: Set<String> = ["run.json", ".fer-data"]

  @Test("shards, weights, history and report are the same bytes for 1, 2 and 3 threads")
  func threads() throws {
    let folder = try TemporaryFolder()
    let source = try Fixtures.archive(in: folder, plants: true)
    let manifest = try manifest(folder)
    for threads in 1...3 {
      try run(manifest, source, folder.file("o\(threads)"), threads: threads)
    }
    let one = try Fixtures.digests(below: folder.file("o1"), except: Self.mayDiffer)
    #expect(one.keys.contains("report/report.json"))
    #expect(one.keys.contains("model/best.safetensors"))
    #expect(one.keys.contains("model/history.csv"))
    #expect(one.keys.contains("preview.png"))
    #expect(one.keys.contains("split/certificate.json") && one.keys.contains("split/split.txt"))
    for threads in 2...3 {
      let other = try Fixtures.digests(below: folder.file("o\(threads)"), except: Self.mayDiffer)
      #expect(other == one)
    }
  }

  @Test("a second run does nothing; a changed setting runs what depends on it")
  func skips() throws {
    let folder = try TemporaryFolder()
    let source = try Fixtures.archive(in: folder)
    let out = folder.file("o")
    let first = try run(try manifest(folder), source, out)
    #expect(first.steps.allSatisfy { !$0.isSkipped })
    let again = try run(try manifest(folder), source, out)
    #expect(again.steps.allSatisfy { $0.isSkipped })
    let status = try ShowStatus().run(
      workspace: folder.file("o/.fer-data"), session: Fixtures.session())
    #expect(status.runs.count == 1)
    #expect(
      status.runs.first?.test == first.evaluation.scores.first { $0.name == "test" }?.accuracy)
    let longer = try run(try manifest(folder, epochs: 4), source, out)
    #expect(longer.steps.filter { !$0.isSkipped }.map(\.name) == ["train", "evaluate"])
    try Files.remove(folder.file("o/preview.png"))
    let repaired = try run(try manifest(folder, epochs: 4), source, out)
    #expect(repaired.steps.filter { !$0.isSkipped }.map(\.name) == ["preview"])
    let certificate = try Files.read(folder.file("o/split/certificate.json"), limit: 1 << 24)
    try Files.remove(folder.file("o/split/certificate.json"))
    let split = try run(try manifest(folder, epochs: 4), source, out)
    #expect(split.steps.filter { !$0.isSkipped }.map(\.name) == ["split"])
    #expect(
      try Files.read(folder.file("o/split/certificate.json"), limit: 1 << 24) == certificate)
  }

  @Test("a run that was stopped while training goes on to the same bytes")
  func resumes() throws {
    let folder = try TemporaryFolder()
    let source = try Fixtures.archive(in: folder)
    let manifest = try manifest(folder)
    try run(manifest, source, folder.file("whole"))
    let stopping = Stopping(inEpoch: "train epoch 2")
    let error = #expect(throws: WorkbenchError.self) {
      try run(manifest, source, folder.file("o"), session: stopping.session)
    }
    guard case .cancelled = error else {
      Issue.record("not stopped but \(String(describing: error))")
      return
    }
    #expect(!Files.exists(folder.file("o/report/report.json")))
    try run(manifest, source, folder.file("o"))
    #expect(
      try Fixtures.digests(below: folder.file("o"), except: Self.mayDiffer)
        == Fixtures.digests(below: folder.file("whole"), except: Self.mayDiffer))
  }

  @Test("an unknown key of a manifest is an error with its line and the nearest known key")
  func unknownKey() throws {
    let folder = try TemporaryFolder()
    let path = try manifest(folder, more: "blance: none")
    let error = #expect(throws: WorkbenchError.self) { try Manifest(path: path) }
    #expect(error?.description == "\(path):5: unknown key 'blance'; did you mean 'balance'?")
  }

  @Test("a map to an unknown class is an error with its line")
  func unknownClass() throws {
    let folder = try TemporaryFolder()
    let path = try manifest(folder, more: "map: {glee: hapy}")
    let error = #expect(throws: WorkbenchError.self) { try Manifest(path: path) }
    #expect(error?.description.hasPrefix("\(path):5: map.glee: 'hapy' is not known") == true)
  }

  @Test("the manifests of the repository can be read", arguments: ["sample", "fer2013", "ck48"])
  func shipped(name: String) throws {
    let manifest = try Manifest(path: "manifests/pipelines/\(name).yaml")
    #expect(manifest.sources.count == 1)
    #expect(manifest.taxonomy.name == (name == "ck48" ? "ekman7" : "fer7"))
  }

  @Test(
    "every example policy can be read",
    arguments: [
      "none", "standard", "light", "strong", "ferplus", "erasing", "labels", "flips", "turned",
      "shifts", "moved",
    ])
  func policies(name: String) throws {
    let policy = try PixelSettings.policy(file: "manifests/augmentation/\(name).yaml")
    #expect(policy.name == name)
    #expect(policy.isEmpty == (name == "none"))
  }

  @Test("the built-in recipe, policy and taxonomies are those of the files")
  func builtIn() throws {
    #expect(
      try TrainNetwork.recipe(file: "manifests/recipes/baseline.yaml")
        == TrainNetwork.recipe(file: nil))
    #expect(
      try PixelSettings.policy(file: "manifests/augmentation/standard.yaml")
        == PixelSettings.standardPolicy())
    for taxonomy in Taxonomy.builtIn {
      #expect(try TaxonomyFile.named("manifests/taxonomies/\(taxonomy.name).yaml") == taxonomy)
    }
  }
}

/// A session that asks to stop when a step is reached.
final class Stopping: Sendable {
  private let step: String
  private let reached = Flag()

  init(inEpoch step: String) { self.step = step }

  var session: Session {
    let (step, reached) = (step, reached)
    return Session(
      pool: WorkerPool(threads: 2), report: { if $0.step.hasPrefix(step) { reached.raise() } },
      isCancelled: { reached.isRaised })
  }
}

extension ChainTests {
  @Test("a run refuses a workspace that holds sources it does not name")
  func otherSources() throws {
    let folder = try TemporaryFolder()
    let a = try Fixtures.archive(in: folder, name: "a.tar", seed: 1)
    let b = try Fixtures.archive(in: folder, name: "b.tar", seed: 2)
    let manifest = try manifest(folder, epochs: 1)
    try run(manifest, a, folder.file("o"))
    let error = #expect(throws: WorkbenchError.self) { try run(manifest, b, folder.file("o")) }
    #expect(error?.description.contains("a.tar") == true)
  }
}
