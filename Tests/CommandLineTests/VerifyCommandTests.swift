import Core
import TestSupport
import Testing

@Suite("The verb verify")
struct VerifyCommandTests {
  @Test("it checks shards and runs, compares runs, and ends with 1 where something is wrong")
  func verifies() throws {
    let session = try DrawnSession([
      "train s --recipe r.yaml --out a",
      "train s --recipe r.yaml --out b --threads 3", "train s --recipe r.yaml --seed 2 --out c",
      "evaluate a",
    ])
    let folder = session.folder
    #expect(try session.program("verify s").output.contains("s is sound"))
    let sound = try session.program("verify a")
    #expect(sound.code == 0)
    #expect(sound.output.hasPrefix("a is sound, after 1 epochs"))
    #expect(sound.output.contains("kernels version: "))
    let json = try JSON(parsing: try session.program("verify a --json").output)
    #expect(json["sound"] == true)
    #expect(try session.program("verify a --against b").code == 0)
    let other = try session.program("verify a --against c")
    #expect(other.code == 1)
    #expect(other.output == "a and c were made from different inputs: seed (1 and 2)\n")
    try Files.writeAtomically(text: "", to: folder.file("a/report.md"))
    let damaged = try session.program("verify a")
    #expect(damaged.code == 1)
    #expect(damaged.output.contains("report.md is not the file that report.sha256 lists"))
    #expect(try session.program("verify nowhere").code == 1)
  }
}
