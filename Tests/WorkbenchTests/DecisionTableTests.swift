import Core
import DatasetCatalog
import TestSupport
import Testing
import Workbench

@Suite("Tables of decisions")
struct DecisionTableTests {
  @Test("a table decides row by row, whatever its line ends, byte order mark and separator")
  func reads() throws {
    let ids = try (0..<4).map { try CurateFixtures.key($0).digest.hex }
    let rows = [
      "id,action,value,reason", "\(ids[1]),exclude,,\"blurred, dark\"",
      "\(ids[2].prefix(9)),relabel,sad,", "",
      "faces.tar:sad/Training_5.png,group,\"a \"\"b\"\"\",x",
      "\(ids[3]),not-duplicate,\(ids[2]),",
    ]
    var states: Set<[UInt8]> = []
    for text in [
      rows.joined(separator: "\n"), "\u{FEFF}" + rows.joined(separator: "\r\n") + "\r\n",
    ] {
      let fixture = try CurateFixtures()
      let summary = try fixture.apply(text, as: "d.csv")
      #expect(summary.decisions == 4 && summary.pairs == 1)
      let state = try fixture.catalog().state()
      states.insert(state.text)
      #expect(state.groupNames == ["a \"b\""])
      guard case .decided(let first) = try fixture.catalog().decisions()[0].entry else { return }
      #expect(first.reason == "blurred, dark")
    }
    #expect(states.count == 1)
  }

  @Test("of several rows about one sample the last counts")
  func lastCounts() throws {
    let fixture = try CurateFixtures()
    let id = try CurateFixtures.key(1).digest.hex
    let rows = ["exclude", "keep", "exclude"].map { "\(id),\($0)" }
    try fixture.apply((["id,action"] + rows).joined(separator: "\n"), as: "d.csv")
    #expect(try fixture.catalog().state().samples.count == 12)
  }

  @Test(
    "what cannot be read is refused with its row, and nothing is decided",
    arguments: [
      ("", "the file is empty"), ("\n\n", "the file is empty"),
      ("id,reason\nx,y\n", "no column 'action'"), ("id,acton\n", "did you mean 'action'?"),
      ("id,id,action\n", "twice"), ("id,action\n,exclude\n", "row 1: there is no id"),
      ("id,action\nabcdef\n", "row 1: there is no action"),
      ("id,action\nabcdef,delete\n", "row 1: there is no action 'delete'"),
      ("id,action,value\nabcdef,relabel,hapy\n", "did you mean 'happy'?"),
      ("id,action,value\nabcdef,split-pin,tran\n", "train, val or test"),
      ("id,action,value\nabcdef,exclude,x\n", "takes no value"),
      ("id,action\nabcdef,exclude,x,y\n", "row 1: 4 fields under 2 columns"),
      ("id,action\n\"abcdef,exclude\n", "never closed"),
      ("id,action\nabcdef,exclude\n", "row 1: no sample's id begins with abcdef"),
    ])
  func refuses(text: String, message: String) throws {
    let fixture = try CurateFixtures()
    let found = CurateFixtures.message { try fixture.apply(text, as: "d.csv") }
    #expect(found.contains(message), "\(found)")
    #expect(try fixture.catalog().decisions().isEmpty)
  }
}
