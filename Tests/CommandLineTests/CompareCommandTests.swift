import Core
import TestSupport
import Testing

@Suite("The verb compare, and predictions of other programs")
struct CompareCommandTests {
  @Test("tables are scored, compared and verified from the command line; wrong flags end with 64")
  func session() throws {
    let folder = try TemporaryFolder()
    func program(_ words: String) throws -> Program.Outcome {
      try Program().run(words.split(separator: " ").map(String.init), in: folder.path)
    }
    try Files.writeAtomically(
      text: "model: {architecture: linear}\nepochs: 1\n", to: folder.file("r.yaml"))
    for line in [
      "synth --per-class 6 --size 16 --out a.tar", "import a.tar", "split",
      "shards --size 12 --out s", "train s --recipe r.yaml --out a", "evaluate a",
      "evaluate --predictions a/predictions.csv --shards s --out b --name other",
    ] {
      let outcome = try program(line)
      #expect(outcome.code == 0, "\(line): \(outcome.errors)")
    }
    let outcome = try program("compare a b --out c")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("McNemar p"))
    #expect(Files.exists(folder.file("c/compare.html")))
    let json = try JSON(parsing: try program("compare a b --json -q").output)
    #expect(json["pairs"]?.arrayValue?.count == 1)
    let sound = try program("verify b")
    #expect(sound.code == 0, "\(sound.output)")
    #expect(sound.output.contains("the report in b stands"))
    try Files.writeAtomically(text: "", to: folder.file("b/report.html"))
    #expect(try program("verify b").code == 1)
    for line in [
      "evaluate", "evaluate a --logits", "evaluate a --predictions t.csv --shards s --out o",
      "evaluate --predictions t.csv --out o", "compare a", "compare a b --split all",
    ] {
      #expect(try program(line).code == 64, "\(line)")
    }
    #expect(try program("evaluate --predictions t.csv --shards s --out o").errors.contains("t.csv"))
  }
}
