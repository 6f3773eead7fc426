import Core
import TestSupport
import Testing

@Suite("The verb verify")
struct VerifyCommandTests {
  @Test("it checks shards and runs, compares runs, and ends with 1 where something is wrong")
  func verifies() throws {
    let folder = try TemporaryFolder()
    func program(_ words: String) throws -> Program.Outcome {
      try Program().run(words.split(separator: " ").map(String.init), in: folder.path)
    }
    try Files.writeAtomically(
      text: "model: {architecture: linear}\nepochs: 1\n", to: folder.file("r.yaml"))
    for line in [
      "synth --per-class 6 --size 16 --out a.tar", "import a.tar", "split",
      "shards --size 12 --out s", "train s --recipe r.yaml --out a",
      "train s --recipe r.yaml --out b --threads 3", "train s --recipe r.yaml --seed 2 --out c",
      "evaluate a",
    ] {
      let outcome = try program(line)
      #expect(outcome.code == 0, "\(line): \(outcome.errors)")
    }
    #expect(try program("verify s").output.contains("s is sound"))
    let sound = try program("verify a")
    #expect(sound.code == 0)
    #expect(sound.output.hasPrefix("a is sound, after 1 epochs"))
    #expect(sound.output.contains("kernels version: "))
    let json = try JSON(parsing: try program("verify a --json").output)
    #expect(json["sound"] == true)
    #expect(try program("verify a --against b").code == 0)
    let other = try program("verify a --against c")
    #expect(other.code == 1)
    #expect(other.output == "a and c were made from different inputs: seed (1 and 2)\n")
    try Files.writeAtomically(text: "", to: folder.file("a/report.md"))
    let damaged = try program("verify a")
    #expect(damaged.code == 1)
    #expect(damaged.output.contains("report.md is not the file that report.sha256 lists"))
    #expect(try program("verify nowhere").code == 1)
  }
}
