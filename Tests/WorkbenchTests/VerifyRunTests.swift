import Core
import Tensors
import TestSupport
import Testing
import Workbench

@Suite("Verifying a run", .serialized)
struct VerifyRunTests {
  private static let recipe = "model: {architecture: linear}\nepochs: 2\nbatch: 16\nslice: 4\n"

  /// Two sets of shards, `a` and `b`.
  private static func shards(_ folder: TemporaryFolder) throws {
    let source = try Fixtures.archive(in: folder)
    try Fixtures.importing(source, into: folder.file("w"))
    _ = try SplitSamples(settings: try Fixtures.splitSettings())
      .run(workspace: folder.file("w"), session: Fixtures.session())
    for (name, seed) in [("a", UInt64(1)), ("b", 2)] {
      _ = try WriteShards(
        settings: try Fixtures.shardSettings(seed: seed), out: folder.file(name), replaces: false
      ).run(workspace: folder.file("w"), session: Fixtures.session())
    }
  }

  /// Trains and scores a run; its folder.
  @discardableResult
  private static func train(
    _ folder: TemporaryFolder, _ name: String, shards: String = "a", recipe: String = recipe,
    seed: UInt64 = 1, threads: Int = 2
  ) throws -> String {
    let file = folder.file("recipe-\(name).yaml")
    try Files.writeAtomically(text: recipe, to: file)
    let session = Fixtures.session(threads: threads)
    _ = try TrainNetwork(
      shards: folder.file(shards), recipe: try TrainNetwork.recipe(file: file),
      augmentation: try PixelSettings.standardPolicy(), seed: seed, out: folder.file(name),
      resumes: false
    ).run(session: session)
    _ = try EvaluateRun(run: folder.file(name), shards: nil, out: folder.file(name))
      .run(session: session)
    return folder.file(name)
  }

  private static func verify(_ run: String) throws -> RunVerdict {
    try VerifyRun(folder: run).run(session: Fixtures.session())
  }

  private static func compare(_ first: String, _ second: String) throws -> RunComparison {
    try CompareRuns(first, second).run(session: Fixtures.session())
  }

  /// Writes the checkpoint of a run anew with other metadata or another weight.
  private static func rewrite(
    _ run: String, metadata: [String: String] = [:], change: ([Float]) -> [Float] = { $0 }
  ) throws {
    let path = Files.join(run, "last.safetensors")
    let file = try SafetensorsFile(bytes: Files.read(path, limit: 1 << 26), path: path)
    let tensors = try file.tensors.map { tensor in
      let floats = try file.floats(of: tensor.name)
      return NamedTensor(
        name: tensor.name, shape: tensor.shape,
        floats: tensor.name == "blocks.1.weight" ? change(floats) : floats)
    }
    let all = file.metadata.merging(metadata) { _, new in new }
    try SafetensorsWriter.write(tensors, metadata: all, to: path)
  }

  @Test("a finished run is sound, and each file that was changed or removed is named")
  func damage() throws {
    let folder = try TemporaryFolder()
    try Self.shards(folder)
    let run = try Self.train(folder, "run")
    let sound = try Self.verify(run)
    #expect(sound.findings == [])
    #expect(sound.unchecked == [])
    #expect(sound.checked.count == 11, "\(sound.checked)")
    #expect(sound.reportLine == "the report in \(run) stands")
    for name in [
      "best.safetensors", "last.safetensors", "history.csv", "curves.svg", "predictions.csv",
      "metrics.csv",
      "report.json", "report.md", "report.html", "charts/loss.png",
    ] {
      let path = Files.join(run, name)
      let whole = try Files.read(path, limit: 1 << 26)
      var bytes = whole
      bytes[bytes.count - 2] ^= 1
      try Files.writeAtomically(bytes, to: path)
      #expect(try Self.verify(run).findings.contains { $0.contains(name) }, "\(name) changed")
      try Files.remove(path)
      #expect(try Self.verify(run).findings.contains { $0.contains(name) }, "\(name) removed")
      try Files.writeAtomically(whole, to: path)
    }
    #expect(try Self.verify(run).findings == [])
    let scored = Files.join(run, "scored-on-test.json")
    let weights = try Files.read(scored, limit: 1 << 20)
    for other in [
      "[]", "[\"x\"]", String(decoding: weights, as: UTF8.self).replacing("\"]", with: "0\"]"),
    ] {
      try Files.writeAtomically(text: other, to: scored)
      #expect(
        try Self.verify(run).findings.contains { $0.contains("scored-on-test.json") }, "\(other)")
    }
    try Files.writeAtomically(weights, to: scored)
    try Files.remove(Files.join(run, "report.sha256"))
    #expect(try Self.verify(run).findings.contains { $0.contains("report.sha256 is missing") })
  }

  @Test("weights that were replaced with all their digests are still not the checkpoint's")
  func replaced() throws {
    let folder = try TemporaryFolder()
    try Self.shards(folder)
    let (run, other) = (try Self.train(folder, "run"), try Self.train(folder, "other", seed: 2))
    for name in ["best.safetensors", "run.sha256"] {
      try Files.writeAtomically(
        Files.read(Files.join(other, name), limit: 1 << 26), to: Files.join(run, name))
    }
    let findings = try Self.verify(run).findings
    #expect(findings.contains { $0.contains("is not the best of") })
    #expect(findings.contains { $0.contains("did not score these weights") })
  }

  @Test("other shards in the place of a run's own are noticed, missing ones are said to be")
  func otherShards() throws {
    let folder = try TemporaryFolder()
    try Self.shards(folder)
    let run = try Self.train(folder, "run")
    let verdict = try VerifyRun(folder: run, shards: folder.file("b"))
      .run(session: Fixtures.session())
    #expect(verdict.findings.count == 1)
    #expect(verdict.findings.first?.contains("other shards") == true)
    try Files.remove(Files.join(run, "run.json"))
    #expect(try Self.verify(run).unchecked.first?.contains("--shards") == true)
    #expect(try Self.verify(run).findings == [])
  }

  @Test("runs by other threads are equal; other inputs are named, the most telling first")
  func inputs() throws {
    let folder = try TemporaryFolder()
    try Self.shards(folder)
    let run = try Self.train(folder, "run")
    let same = try Self.compare(run, Self.train(folder, "same", threads: 3))
    #expect(same.isEqual, "\(same.explanation)")
    func differences(_ other: String) throws -> [String] {
      guard case .inputs(let found) = try Self.compare(run, other).cause else { return [] }
      return found.map(\.what)
    }
    let seed = try Self.train(folder, "seed", seed: 2)
    #expect(try differences(seed) == ["seed"])
    #expect(try Self.compare(run, seed).explanation.contains("seed (1 and 2)"))
    let recipe = try Self.train(
      folder, "recipe", recipe: Self.recipe + "label-smoothing: 0.25\n", seed: 3)
    #expect(try differences(recipe) == ["recipe key label-smoothing", "seed"])
    #expect(try Self.compare(run, recipe).explanation.contains("label-smoothing (0.0 and 0.25)"))
    #expect(try differences(Self.train(folder, "shards", shards: "b")) == ["shards"])
    for (key, what) in [("kernels", "kernels version"), ("producer", "program")] {
      let other = try Self.train(folder, key)
      try Self.rewrite(other, metadata: [key: "older"])
      #expect(try differences(other) == [what])
      #expect(try Self.verify(other).findings.contains { $0.contains("not of the run it names") })
    }
  }

  @Test("the same inputs with other weights are a fault, named by tensor and element")
  func weights() throws {
    let folder = try TemporaryFolder()
    try Self.shards(folder)
    let (run, other) = (try Self.train(folder, "run"), try Self.train(folder, "other"))
    try Self.rewrite(other) { floats in
      var floats = floats
      floats[579] = floats[579].nextUp
      return floats
    }
    let comparison = try Self.compare(run, other)
    #expect(!comparison.isEqual)
    #expect(comparison.explanation.contains("same inputs, different weights"))
    // Each of the seven classes has 24 by 24 weights.
    #expect(
      comparison.explanation.contains("blocks.1.weight, in 1 of 4032 elements, first in [1, 3]"))
    let third = try Self.train(folder, "third")
    try Files.writeAtomically(text: "other", to: Files.join(third, "report.md"))
    #expect(try Self.compare(run, third).explanation.contains("report.md differs from byte 0"))
  }

  @Test("a training under way is sound as far as it goes; resuming it otherwise names the key")
  func unfinished() throws {
    let folder = try TemporaryFolder()
    try Self.shards(folder)
    let run = try Self.train(folder, "run")
    let stopping = Stopping(inEpoch: "train epoch 2")
    let recipe = try TrainNetwork.recipe(file: folder.file("recipe-run.yaml"))
    func train(seed: UInt64, resumes: Bool, session: Session) throws {
      _ = try TrainNetwork(
        shards: folder.file("a"), recipe: recipe,
        augmentation: try PixelSettings.standardPolicy(), seed: seed, out: folder.file("half"),
        resumes: resumes
      ).run(session: session)
    }
    #expect(throws: WorkbenchError.self) {
      try train(seed: 1, resumes: false, session: stopping.session)
    }
    let verdict = try Self.verify(folder.file("half"))
    #expect(verdict.findings == [])
    #expect(verdict.unchecked.first?.contains("--resume") == true)
    let comparison = try Self.compare(run, folder.file("half"))
    #expect(comparison.cause == .progress(epochs: [2, 1]))
    let error = #expect(throws: WorkbenchError.self) {
      try train(seed: 9, resumes: true, session: Fixtures.session())
    }
    #expect(error?.description.contains("seed (1 and 9)") == true)
    #expect(throws: WorkbenchError.self) { try Self.compare(run, folder.file("nowhere")) }
  }
}
