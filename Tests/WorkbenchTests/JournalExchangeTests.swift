import Core
import DatasetCatalog
import TestSupport
import Testing
import Workbench

@Suite("Journals as files")
struct JournalExchangeTests {
  /// A workspace with decisions of every kind.
  private static func decided() throws -> CurateFixtures {
    let fixture = try CurateFixtures()
    let ids = try (0..<8).map { try CurateFixtures.key($0).digest.hex }
    try fixture.decide(.exclude, [ids[1], ids[2]])
    try fixture.decide(.relabel("fear"), [ids[3]])
    try fixture.decide(.group("twins \"a\"\n"), [ids[4], ids[5]])
    try fixture.decide(.splitPin(.test), [ids[6]])
    try fixture.decide(.notDuplicate, [ids[6], ids[7]])
    try fixture.decide(.once, [ids[0]])
    try fixture.decide(.exclude, [ids[7]])
    try fixture.undo()
    try fixture.decide(.keep, [ids[2]])
    return fixture
  }

  private static func export(_ fixture: CurateFixtures) throws -> [UInt8] {
    let path = fixture.folder.file("out.jsonl")
    let summary = try ExportJournal(path: path, times: false, isAnonymous: false)
      .run(workspace: fixture.workspace, session: Fixtures.session())
    let bytes = try Files.read(path, limit: 1 << 20)
    #expect(summary.digest == Digest.sha256(of: bytes))
    return bytes
  }

  private static func load(
    _ bytes: [UInt8], into fixture: CurateFixtures
  ) throws -> ExchangeSummary {
    let path = fixture.folder.file("in.jsonl")
    try Files.writeAtomically(bytes, to: path)
    return try ImportJournal(path: path)
      .run(workspace: fixture.workspace, session: Fixtures.session())
  }

  @Test("a source packed again under another name keeps its decisions; the file is the same again")
  func travels() throws {
    let here = try Self.decided()
    let file = try Self.export(here)
    let there = try CurateFixtures(source: "packed again.zip", reversed: true)
    #expect(try Self.load(file, into: there).appended == 9)
    #expect(try there.catalog().state().text == here.catalog().state().text)
    #expect(try Self.export(there) == file)
    // A second time changes nothing, here or there.
    #expect(try Self.load(file, into: there).appended == 0)
    #expect(try Self.load(file, into: here).appended == 0)
    #expect(try there.catalog().batches().count == 1)
    try there.undo()
    #expect(try Self.load(file, into: there).appended == 9)
    #expect(try there.catalog().state().text == here.catalog().state().text)
  }

  @Test("no time, no name and no picture is in the file")
  func holdsNoNames() throws {
    let text = String(decoding: try Self.export(try Self.decided()), as: UTF8.self)
    let lines = text.split(separator: "\n")
    #expect(
      lines[0] == #"{"classes":["angry","disgust","fear","happy","sad","surprise","neutral"],"#
        + #""decisions":9,"format":"fer-data journal/1","taxonomy":"fer7"}"#)
    let first = try CurateFixtures.key(1).digest.hex
    #expect(
      lines[1] == #"{"action":"exclude","author":"me","reason":"by name","sample":"\#(first)"}"#)
    #expect(!text.contains("png") && !text.contains("faces.tar") && !text.contains("\"at\""))
  }

  @Test("what another decided since is outweighed, and decisions on what is not here wait for it")
  func weighs() throws {
    let file = try Self.export(try Self.decided())
    let fixture = try CurateFixtures()
    let one = try CurateFixtures.key(1).digest.hex
    try fixture.decide(.keep, [ContentID.of(try Fixtures.png(1)).digest.hex])
    #expect(try Self.load(file, into: fixture).appended == 9)
    #expect(
      try !fixture.catalog().state().samples.contains { $0.key.digest.hex == one })
    #expect(try Self.load(file, into: fixture).appended == 0)
    // A content hides what a sample was given: what the file says is said again.
    try fixture.decide(.keep, [ContentID.of(try Fixtures.png(1)).digest.hex])
    #expect(try Self.load(file, into: fixture).appended == 1)

    let folder = try TemporaryFolder()
    let empty = folder.file("w")
    try Fixtures.importing(
      try Fixtures.archive(
        in: folder, name: "other.tar", members: [("sad/99.png", try Fixtures.png(99))]),
      into: empty)
    try Files.writeAtomically(file, to: folder.file("j.jsonl"))
    let waiting = try ImportJournal(path: folder.file("j.jsonl"))
      .run(workspace: empty, session: Fixtures.session())
    #expect(waiting.appended == 9)
    let again = try ImportJournal(path: folder.file("j.jsonl"))
      .run(workspace: empty, session: Fixtures.session())
    #expect(again.appended == 0)
    try Fixtures.importing(
      try Fixtures.archive(in: folder, name: "late.tar", members: try CurateFixtures.members()),
      into: empty)
    let state = try Catalog.open(empty, mode: .read).state()
    #expect(state.samples.count == 12)
  }

  @Test(
    "a malformed line is refused by its number, and nothing is decided",
    arguments: [
      (0, "{}", "expected the format"), (0, "", "this is no JSON"),
      (2, "nonsense", "this is no JSON"), (1, "[1]", "expected an object"),
      (1, #"{"action":"exclude","author":"a","reason":"r"}"#, "one of 'sample' and 'content'"),
      (1, #"{"action":"exclude","author":"a","reason":"r","sample":"12"}"#, "64 hexadecimal"),
      (1, #"{"action":"exclude","author":"a","resaon":"r"}"#, "did you mean 'reason'?"),
      (1, #"{"action":"relabel","author":"a","reason":"r","value":"hapy"}"#, "no class 'hapy'"),
      (1, #"{"action":"exclude","author":"a","reason":"r","value":"x"}"#, "no action 'exclude'"),
    ])
  func refuses(line: Int, text: String, message: String) throws {
    let file = try Self.export(try Self.decided())
    var lines = file.split(separator: 10).map { String(decoding: $0, as: UTF8.self) }
    lines[line] = text
    let fixture = try CurateFixtures()
    let found = CurateFixtures.message {
      _ = try Self.load(Array((lines.joined(separator: "\n") + "\n").utf8), into: fixture)
    }
    #expect(found.contains(message) && found.contains("in.jsonl:\(line + 1): "), "\(found)")
    #expect(try fixture.catalog().decisions().isEmpty)
  }

  @Test("a file that was cut short is refused at every place")
  func truncated() throws {
    let file = try Self.export(try Self.decided())
    let fixture = try CurateFixtures()
    let lineEnds = file.indices.filter { file[$0] == 10 }.dropLast().map { $0 + 1 }
    for end in Array(stride(from: 0, to: file.count, by: 41)) + lineEnds {
      let found = CurateFixtures.message { _ = try Self.load(Array(file[..<end]), into: fixture) }
      #expect(found.contains("take the whole file") || found.contains("is empty"), "\(found)")
    }
    #expect(try fixture.catalog().decisions().isEmpty)
  }
}
