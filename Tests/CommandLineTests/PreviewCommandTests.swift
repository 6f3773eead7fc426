import Core
import TestSupport
import Testing

/// The errors of `preview`, as a person meets them.
@Suite("Preview on the command line")
struct PreviewCommandTests {
  private static func preview(
    _ folder: TemporaryFolder, _ arguments: [String]
  ) throws -> Program.Outcome {
    try Program().run(["preview", "--out", "p.png", "--quiet"] + arguments, in: folder.path)
  }

  private static func workspace() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for arguments in [
      ["synth", "--per-class", "3", "--subjects", "3", "--size", "24", "--out", "s.tar"],
      ["import", "s.tar"],
    ] {
      let outcome = try Program().run(arguments, in: folder.path)
      #expect(outcome.code == 0, "\(outcome.errors)")
    }
    return folder
  }

  @Test(
    "flags that contradict one another are refused, and the message names them",
    arguments: [
      (["--grid", "--average"], "--grid and --average"),
      (["--denoisers", "--faces", "--average"], "--average and --denoisers and --faces"),
      (["--grid", "--copies", "3"], "--copies"),
      (["--average", "--per-class", "2"], "--per-class"),
      (["--average", "--sample", "abcd"], "--sample"),
      (["--grid", "--sample", "abcd", "--sample", "beef"], "one --sample"),
      (["--sample", "abcd", "--class", "happy"], "--class"),
      (["--sample", "abcd", "--worst", "dark"], "--worst"),
      (["--worst", "dark", "--per-class", "2"], "--count"),
      (["--count", "3"], "--worst"),
      (["--worst", "ugly"], "low-contrast"),
      (["--count", "0", "--worst", "dark"], "between 1 and 500"),
      (["--per-class", "51"], "between 1 and 50"),
      (["--copies", "51"], "between 0 and 50"),
      (["--tile", "31"], "between 32 and 1024"),
    ])
  func contradictions(arguments: [String], text: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try Self.preview(folder, arguments)
    #expect(outcome.code == 64, "\(outcome.errors)")
    #expect(
      outcome.errors.hasPrefix("error: ") && outcome.errors.contains(text), "\(outcome.errors)")
    #expect(!Files.exists(folder.file("p.png")))
  }

  @Test("what is not there is named, with the nearest that is, and nothing is written")
  func unknown() throws {
    let folder = try Self.workspace()
    let listing = try Program().run(
      ["status", "--ledger", "--list", "accepted", "--json"], in: folder.path)
    let members = try JSON(parsing: listing.output)["members"]?.arrayValue ?? []
    let path = try #require(members.first?["path"]?.stringValue)
    let wrong = String(path.dropLast(5)) + "x" + path.suffix(4)
    for (arguments, code, text) in [
      (["--sample", "00000000000000000000"], Int32(1), "no sample's id begins with 00000"),
      (["--sample", "s.tar:\(wrong)"], 1, "did you mean s.tar:faces/"),
      (["--sample", "s.tar:nowhere"], 1, "--list accepted"),
      (["--sample", "other.tar:x.png"], 1, "the sources are: s.tar"),
      (["--class", "hapy"], 64, "did you mean happy?"),
      (["--class", "boredom"], 64, "angry, disgust"),
      (["--faces"], 1, "fer-data crop"),
      (["--per-class", "50", "--copies", "50", "--tile", "1024"], 64, "--tile"),
    ] {
      let outcome = try Self.preview(folder, arguments)
      #expect(outcome.code == code, "\(arguments): \(outcome.errors)")
      #expect(outcome.errors.contains(text), "\(arguments): \(outcome.errors)")
      #expect(!Files.exists(folder.file("p.png")))
    }
  }

  @Test("four digits of an id are enough, three are no id")
  func digits() throws {
    let folder = try Self.workspace()
    let all = try JSON(
      parsing: try Self.preview(folder, ["--per-class", "3", "--copies", "0", "--json"]).output)
    let shown = all["shown"]?.arrayValue ?? []
    #expect(shown.count == 21)
    let id = try #require(shown.first?["content_id"]?.stringValue)
    let short = try Self.preview(folder, ["--sample", String(id.prefix(3))])
    #expect(short.code == 1 && short.errors.contains("at least 4 digits"), "\(short.errors)")
    let one = try Self.preview(folder, ["--sample", String(id.prefix(4)), "--json"])
    #expect(one.code == 0, "\(one.errors)")
  }

  @Test("--json says what was drawn, and every kind of sheet is drawn")
  func kinds() throws {
    let folder = try Self.workspace()
    for (arguments, mode) in [
      ([], "steps"), (["--grid"], "grid"), (["--average"], "average"),
      (["--denoisers", "--class", "happy", "--color", "rgb"], "denoisers"),
    ] {
      let outcome = try Self.preview(folder, arguments + ["--json"])
      #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
      let json = try JSON(parsing: outcome.output)
      #expect(json["mode"]?.stringValue == mode)
      #expect((json["shown"]?.arrayValue ?? []).isEmpty == false)
      let png = try Files.read(folder.file("p.png"), limit: 1 << 24)
      #expect(json["sha256"]?.stringValue == Digest.sha256(of: png).hex)
    }
  }
}
