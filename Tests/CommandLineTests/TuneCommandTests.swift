import Core
import TestSupport
import Testing

@Suite("Tuning on the command line")
struct TuneCommandTests {
  static let space = """
    recipe:
      model: {architecture: linear}
      optimizer: {name: adamw}
      epochs: 2
      batch: 32
      augment: false
    trials: 3
    parameters:
      optimizer.learning-rate: {range: [0.0003, 0.03], scale: log}
    """

  /// Shards of drawn faces in `s`, and a space in `space.yaml`.
  static func prepare(_ folder: TemporaryFolder) throws {
    try BalanceCommandTests.workspace(folder)
    let outcome = try Program().run(
      ["shards", "--workspace", "w", "--size", "16", "--out", "s", "-q"], in: folder.path)
    try #require(outcome.code == 0, "\(outcome.errors)")
    try Files.writeAtomically(text: space, to: folder.file("space.yaml"))
  }

  @Test("a search prints its table, tells of each trial, and what it wrote trains as it stands")
  func search() throws {
    let folder = try TemporaryFolder()
    try Self.prepare(folder)
    let tune = ["tune", "s", "--space", "space.yaml", "--out", "t"]
    let outcome = try Program().run(tune, in: folder.path)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("optimizer.learning-rate"))
    #expect(outcome.output.contains("winner's curse"))
    #expect(outcome.output.contains("fer-data evaluate t/trials/00"))
    #expect(outcome.errors.contains("3 trials by random"))
    for trial in 1...3 { #expect(outcome.errors.contains("trial \(trial)/3: val accuracy")) }
    for name in ["trials.csv", "tune.json", "best-recipe.yaml", "report.md", "report.html"] {
      #expect(Files.exists(folder.file("t/\(name)")), "\(name)")
    }
    let json = try Program().run(tune + ["--json", "-q"], in: folder.path)
    #expect(json.errors.isEmpty)
    #expect(try JSON(parsing: json.output)["complete"] == true)
    let train = try Program().run(
      ["train", "s", "--recipe", "t/best-recipe.yaml", "--out", "r", "-q"], in: folder.path)
    #expect(train.code == 0, "\(train.errors)")
  }

  @Test(
    "what makes no sense exits with 64 and says what to do",
    arguments: [
      (["--trials", "0"], "between 1 and 10000"), (["--seed", "-1"], "--seed"),
    ])
  func usage(flags: [String], message: String) throws {
    let folder = try TemporaryFolder()
    try Files.writeAtomically(text: Self.space, to: folder.file("space.yaml"))
    let outcome = try Program().run(
      ["tune", "s", "--space", "space.yaml", "--out", "t"] + flags, in: folder.path)
    #expect(outcome.code == 64)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test(
    "the spaces that are shipped are sound", arguments: ["quick", "grid", "fer2013"])
  func shipped(name: String) throws {
    // All recipes are read before the shards are looked for, so a missing folder is what is left to find.
    let folder = try TemporaryFolder()
    let outcome = try Program().run(
      [
        "tune", folder.file("none"), "--space", "manifests/tuning/\(name).yaml", "--out",
        folder.file("t"),
      ], in: Files.currentFolder())
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("none"), "\(outcome.errors)")
    #expect(!outcome.errors.contains(".yaml:"), "\(outcome.errors)")
  }
}
