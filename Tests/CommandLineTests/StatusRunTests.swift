import Core
import TestSupport
import Testing

@Suite("The verb status on a run")
struct StatusRunTests {
  @Test("times, threads and machine of run.json are shown; a folder without one is refused by name")
  func shows() throws {
    let folder = try TemporaryFolder()
    try Files.createDirectories(folder.file("run"))
    try Files.writeAtomically(
      text: """
        {"step": "train", "seconds": 12.34, "images": 1234, "threads": 3, "version": "0.1.0",
         "peak_anonymous_bytes": 464855040, "machine": {"processor": "A fast one", "processors": 4}}
        """, to: folder.file("run/run.json"))
    let shown = try Program().run(["status", "run"], in: folder.path)
    #expect(shown.code == 0)
    for line in [
      "  seconds                 12.3", "  images a second         100",
      "  peak memory             465 MB", "  processor               A fast one",
      "  weights scored on test  0",
    ] {
      #expect(shown.output.split(separator: "\n").contains(Substring(line)), "\(line)")
    }
    let json = try JSON(
      parsing: try Program().run(["status", "run", "--json"], in: folder.path).output)
    #expect(json["record"]?["threads"] == 3)
    try Files.createDirectories(folder.file("none"))
    let refused = try Program().run(["status", "none"], in: folder.path)
    #expect(refused.code == 1)
    #expect(refused.errors.contains("none has no run.json"))
    #expect(try Program().run(["status", "run", "--ledger"], in: folder.path).code == 64)
  }
}
