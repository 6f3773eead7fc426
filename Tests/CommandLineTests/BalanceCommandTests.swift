import Core
import TestSupport
import Testing

@Suite("Balancing on the command line")
struct BalanceCommandTests {
  /// A workspace of drawn faces, split.
  static func workspace(_ folder: TemporaryFolder) throws {
    for arguments in [
      ["synth", "--per-class", "6", "--subjects", "3", "--size", "16", "--out", "a.tar", "-q"],
      ["import", "a.tar", "--workspace", "w", "-q"], ["split", "--workspace", "w", "-q"],
    ] {
      let outcome = try Program().run(arguments, in: folder.path)
      try #require(outcome.code == 0, "\(outcome.errors)")
    }
  }

  @Test("a dry run prints the plan and writes nothing; writing prints it on standard error first")
  func plan() throws {
    let folder = try TemporaryFolder()
    try Self.workspace(folder)
    let shards = [
      "shards", "--workspace", "w", "--size", "16", "--balance", "target", "--balance-to", "3",
    ]
    let dry = try Program().run(shards + ["--dry-run"], in: folder.path)
    #expect(dry.code == 0 && dry.output.hasPrefix("balance: target, every class gets 3 rows"))
    let json = try JSON(
      parsing: Program().run(shards + ["--dry-run", "--json"], in: folder.path).output)
    #expect(json["target"] == 3 && json["rows"] == 21)
    #expect(try Files.list(folder.path).filter { !$0.hasPrefix(".") }.sorted() == ["a.tar", "w"])
    let written = try Program().run(shards + ["--out", "s"], in: folder.path)
    #expect(written.code == 0 && written.errors.hasPrefix(dry.output))
    let quiet = try Program().run(shards + ["--out", "t", "-q", "--json"], in: folder.path)
    #expect(quiet.errors.isEmpty)
    #expect(try JSON(parsing: quiet.output)["plan"] == json)
  }

  @Test(
    "what makes no sense exits with 64 and says what to do",
    arguments: [
      (["--balance", "target"], "needs a target"),
      (["--balance", "sampler", "--balance-to", "9"], "a target needs the method"),
      (["--balance", "undersampel"], "did you mean 'undersample'?"),
      (["--balance", "weights", "--class-weights", "inverse-frequency"], "not twice"),
      (["--balance", "sampler", "--class-weights", "inverse-frequency"], "stack-weights"),
      (["--balance", "weights", "--weights-by", "effective-number", "--beta", "1"], "outside"),
    ])
  func usage(flags: [String], message: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try Program().run(["shards", "--out", "s"] + flags, in: folder.path)
    #expect(outcome.code == 64)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test("shards need a folder, unless it is a dry run")
  func folder() throws {
    let folder = try TemporaryFolder()
    let outcome = try Program().run(["shards"], in: folder.path)
    #expect(outcome.code == 64 && outcome.errors.contains("--out"))
  }
}
