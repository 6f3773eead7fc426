import Core
import TestSupport
import Testing

@Suite("The verb compare, and predictions of other programs")
struct CompareCommandTests {
  @Test("tables are scored, compared and verified from the command line; wrong flags end with 64")
  func session() throws {
    let session = try DrawnSession([
      "train s --recipe r.yaml --out a", "evaluate a",
      "evaluate --predictions a/predictions.csv --shards s --out b --name other",
    ])
    let folder = session.folder
    let outcome = try session.program("compare a b --out c")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("McNemar p"))
    #expect(Files.exists(folder.file("c/compare.html")))
    let json = try JSON(parsing: try session.program("compare a b --json -q").output)
    #expect(json["pairs"]?.arrayValue?.count == 1)
    let sound = try session.program("verify b")
    #expect(sound.code == 0, "\(sound.output)")
    #expect(sound.output.contains("the report in b stands"))
    try Files.writeAtomically(text: "", to: folder.file("b/report.html"))
    #expect(try session.program("verify b").code == 1)
    for line in [
      "evaluate", "evaluate a --logits", "evaluate a --predictions t.csv --shards s --out o",
      "evaluate --predictions t.csv --out o", "compare a", "compare a b --split all",
    ] {
      #expect(try session.program(line).code == 64, "\(line)")
    }
    #expect(
      try session.program("evaluate --predictions t.csv --shards s --out o").errors.contains(
        "t.csv"))
  }
}
