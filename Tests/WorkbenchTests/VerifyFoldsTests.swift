import Core
import TestSupport
import Testing
import Workbench

@Suite("Verifying a cross-validation", .serialized)
struct VerifyFoldsTests {
  private static func train(
    _ folder: TemporaryFolder, _ name: String, seed: UInt64 = 1, threads: Int = 2
  ) throws -> String {
    let recipe = folder.file("r.yaml")
    try Files.writeAtomically(
      text: "model: {architecture: linear}\nepochs: 1\nbatch: 16\nslice: 4\n", to: recipe)
    _ = try CrossValidate(
      shards: folder.file("s"), recipe: try TrainNetwork.recipe(file: recipe),
      augmentation: try PixelSettings.standardPolicy(), seed: seed, out: folder.file(name),
      folds: try FoldSettings(count: 3, scope: nil, validation: nil), resumes: false
    ).run(session: Fixtures.session(threads: threads))
    return folder.file(name)
  }

  @Test("every fold and what is written of all is checked, and two are compared fold by fold")
  func verifies() throws {
    let folder = try TemporaryFolder()
    try Fixtures.importing(try Fixtures.archive(in: folder), into: folder.file("w"))
    _ = try SplitSamples(settings: try Fixtures.splitSettings())
      .run(workspace: folder.file("w"), session: Fixtures.session())
    _ = try WriteShards(
      settings: try Fixtures.shardSettings(seed: 1), out: folder.file("s"), replaces: false
    ).run(workspace: folder.file("w"), session: Fixtures.session())
    let out = try Self.train(folder, "a")
    #expect(VerifyFolds.isCrossValidation(out))
    #expect(!VerifyFolds.isCrossValidation(Files.join(out, "fold-1")))
    func verdict() throws -> RunVerdict {
      try VerifyFolds(folder: out).run(session: Fixtures.session())
    }
    let sound = try verdict()
    #expect(sound.findings == [])
    #expect(sound.unchecked == [])
    #expect(sound.checked.count == 4)
    for name in ["predictions.csv", "fold-2/history.csv", "fold-3/best.safetensors"] {
      let path = Files.join(out, name)
      let whole = try Files.read(path, limit: 1 << 26)
      try Files.writeAtomically(Array(whole.dropLast()), to: path)
      #expect(try verdict().findings.contains { $0.contains(name) }, "\(name)")
      try Files.writeAtomically(whole, to: path)
    }
    func compare(_ other: String) throws -> RunComparison {
      try CompareRuns(out, other).run(session: Fixtures.session())
    }
    #expect(try compare(Self.train(folder, "b", threads: 3)).isEqual)
    let seed = try compare(Self.train(folder, "c", seed: 2))
    #expect(seed.explanation.contains("fold-1 were made from different inputs: seed (1 and 2)"))
  }
}
