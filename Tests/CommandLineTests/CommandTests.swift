import Core
import TestSupport
import Testing

@Suite("Command line")
struct CommandTests {
  static let verbs = [
    "import", "status", "crop", "split", "preview", "shards", "verify", "replay", "train",
    "evaluate", "compare", "card",
    "predict", "run", "synth", "model", "tune", "audit", "curate", "snapshot",
  ]

  @Test("every verb has help with an example", arguments: verbs)
  func help(verb: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try Program().run([verb, "--help"], in: folder.path)
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("Example:"))
    #expect(outcome.output.contains("fer-data \(verb)"))
    #expect(outcome.output.contains("--json"))
  }

  @Test("the verbs of the program are the verbs of the tests and of the README")
  func verbsAreComplete() throws {
    let folder = try TemporaryFolder()
    let help = try Program().run(["--help"], in: folder.path).output
    let listed = help.split(separator: "\n").drop { !$0.hasPrefix("SUBCOMMANDS") }.dropFirst()
      .compactMap { line -> String? in
        guard line.hasPrefix("  "), !line.hasPrefix("   ") else { return nil }
        return line.split(separator: " ").first.map(String.init)
      }
    #expect(Set(listed).subtracting(["help", "See"]) == Set(Self.verbs))
    let readme = String(decoding: try Files.read("README.md", limit: 1 << 20), as: UTF8.self)
    for verb in Self.verbs { #expect(readme.contains("fer-data \(verb)"), "\(verb)") }
  }

  @Test("the session of the README runs as it stands")
  func readmeSession() throws {
    let folder = try TemporaryFolder()
    let readme = String(decoding: try Files.read("README.md", limit: 1 << 20), as: UTF8.self)
    let start = try #require(readme.firstRange(of: "<!-- session -->"))
    let end = try #require(readme.firstRange(of: "<!-- /session -->"))
    let lines = readme[start.upperBound..<end.lowerBound].split(separator: "\n")
      .filter { $0.hasPrefix("$ fer-data ") }
    #expect(lines.count >= 8)
    // Recipes are named from the checkout; the session runs in a folder of its own.
    let recipe = "manifests/recipes/small.yaml"
    try Files.createDirectories(folder.file("manifests/recipes"))
    try Files.writeAtomically(
      try Files.read(recipe, limit: 1 << 20), to: folder.file(recipe))
    for line in lines {
      let arguments = line.dropFirst("$ fer-data ".count).split(separator: " ").map(String.init)
      let outcome = try Program().run(arguments, in: folder.path)
      #expect(outcome.code == 0, "\(line): \(outcome.errors)")
    }
    #expect(Files.exists(folder.file("runs/a/report.html")))
  }

  @Test(
    "wrong usage exits with 64 and says what to do",
    arguments: [
      ["frobnicate"], ["import"], ["synth", "--out", "a.docx"], ["replay", "x", "y"],
      ["shards", "--out", "s", "--balance", "sideways"], ["split", "--train", "0.9"],
      ["status", "--threads", "0"], ["crop", "--remove", "--choose", "each"],
      ["crop", "--choose", "prettiest"], ["crop", "--scales", "0"], ["replay", "shards"],
      ["predict", "a.png"], ["predict", "--model", "runs/a"],
      ["predict", "--model", "runs/a", "--detector", "d.onnx", "--no-faces", "a.png"],
      ["train", "shards", "--out", "o", "--folds", "1"],
      ["train", "shards", "--out", "o", "--folds-over", "all"],
    ])
  func usage(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    let outcome = try Program().run(arguments, in: folder.path)
    #expect(outcome.code == 64, "\(outcome.errors)")
    #expect(!outcome.errors.isEmpty)
  }

  @Test(
    "without a workspace every reader says how to get one",
    arguments: ["status", "split", "preview"])
  func noWorkspace(verb: String) throws {
    let folder = try TemporaryFolder()
    let arguments = verb == "preview" ? [verb, "--out", "p.png"] : [verb]
    let outcome = try Program().run(arguments, in: folder.path)
    #expect(outcome.code == 1)
    #expect(outcome.errors.hasPrefix("error: "))
    #expect(outcome.errors.contains("import"))
  }

  @Test("--json prints one sorted object and nothing else, --quiet silences progress")
  func json() throws {
    let folder = try TemporaryFolder()
    let arguments = [
      "synth", "--per-class", "3", "--subjects", "2", "--size", "16", "--out", "a.zip", "--json",
      "--quiet",
    ]
    let outcome = try Program().run(arguments, in: folder.path)
    #expect(outcome.errors.isEmpty)
    let json = try JSON(parsing: outcome.output)
    #expect(json["files"] == 21)
    #expect(json.text(indent: true) == outcome.output)
  }
}
