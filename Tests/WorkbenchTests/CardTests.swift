import Core
import TestSupport
import Testing
import Workbench

@Suite("Writing cards")
struct WriteCardTests {
  @Test(
    "shards and an evaluated run get theirs, the same bytes each time; other folders are refused")
  func written() throws {
    let folder = try TemporaryFolder()
    try EvaluateTests().trained(folder)
    func write(_ name: String, _ out: String? = nil) throws -> CardSummary {
      try WriteCard(
        folder: folder.file(name), out: out.map { folder.file($0) }, name: nil, license: "mit"
      ).run()
    }
    let data = try write("a")
    #expect(data.kind == "dataset" && data.path == folder.file("a/README.md"))
    #expect(
      try VerifyShards(folder: folder.file("a")).run(session: Fixtures.session()).findings == [])
    let early = #expect(throws: WorkbenchError.self) { try write("run") }
    #expect(early?.description.contains("fer-data evaluate") == true)
    _ = try EvaluateRun(run: folder.file("run"), shards: nil, out: folder.file("run"))
      .run(session: Fixtures.session())
    #expect(try write("run", "m1.md").kind == "model")
    _ = try write("run", "m2.md")
    let (first, second) = (
      try Files.read(folder.file("m1.md"), limit: 1 << 20),
      try Files.read(folder.file("m2.md"), limit: 1 << 20)
    )
    #expect(first == second)
    let text = String(decoding: first, as: UTF8.self)
    #expect(text.contains("license: \"mit\"") && text.contains("sample.tar"))
    #expect(!text.contains(folder.path))
    let other = #expect(throws: WorkbenchError.self) { try write("w") }
    #expect(other?.description.contains("neither") == true)
  }
}
