import Core
import Layouts
import Testing

@Suite("A manifest names images and their labels")
struct ManifestTests {
  @Test("CSV, TSV, semicolons and JSONL say the same")
  func readsForms() throws {
    let rows = [["a/1.jpg", "Joy", "train", "p1"], ["a/2.jpg", "sad", "PublicTest", "p2"]]
    let header = ["Image_Path", "Emotion", "Usage", "Subject"]
    let separated = { (separator: String) in
      ([header] + rows).map { $0.joined(separator: separator) }.joined(separator: "\n")
    }
    let objects = rows.map { row in
      JSON.object(
        Dictionary(uniqueKeysWithValues: zip(header, row.map { JSON.string($0) }))
      ).text()
    }.joined(separator: "\n")
    let tables = [
      ("set/x.csv", separated(",")), ("set/x.csv", separated(" , ")),
      ("set/x.tsv", separated("\t")),
      ("set/x.csv", separated(";")), ("set/x.jsonl", objects),
    ]
    for table in tables {
      let source = SmallSource(
        [table], images: ["set/a/1.jpg", "set/a/2.jpg", "set/a/3.jpg", ".DS_Store"])
      #expect(
        try source.outcome() == [
          table.0: "ignored: a label table, used for the images it names",
          "set/a/1.jpg": "happy train subject p1", "set/a/2.jpg": "sad val subject p2",
          "set/a/3.jpg": "rejected: not listed in \(table.0)",
          ".DS_Store": "ignored: a hidden file",
        ])
    }
  }

  @Test("several boxes of one image are several samples; the same row twice is one")
  func readsBoxes() throws {
    let columns =
      "image,label,x,y,w,h\nq.jpg,happy,1,2,30,40\nq.jpg,sad,5,6.4,7,8\nq.jpg,sad,5,6,7,8\n"
    let cell =
      "image,label,bbox\nq.jpg,happy,\"1,2,30,40\"\nq.jpg,sad,\"[5, 6, 7, 8]\"\nq.jpg,sad,\n"
    #expect(
      try SmallSource([("m.csv", columns)], images: ["q.jpg"]).outcome()["q.jpg"]
        == "happy 1,2,30,40 | sad 5,6,7,8")
    #expect(
      try SmallSource([("m.csv", cell)], images: ["q.jpg"]).outcome()["q.jpg"]
        == "happy 1,2,30,40 | sad 5,6,7,8 | sad")
    let broken = "image,label,bbox\nq.jpg,happy,1 2 3\nr.jpg,happy,\"1,2,0,4\"\n"
    let outcome = try SmallSource([("m.csv", broken)], images: ["q.jpg"]).outcome()
    #expect(
      outcome["q.jpg"]
        == "rejected: listed in m.csv, but its box is not four numbers: x, y, width, height")
    #expect(outcome["m.csv#1"] == nil)
    #expect(outcome["m.csv#2"] == "unmatched: its box is empty")
  }

  @Test("a path is looked up from the table's folder, then as the end of a member's path")
  func findsPaths() throws {
    let table = "path,label\n./1.jpg,happy\nsub/2.jpg,sad\nnone.jpg,sad\n,happy\n3.jpg\n4.jpg,\n"
    let source = SmallSource(
      [("set/labels/m.csv", table)],
      images: [
        "set/labels/1.jpg", "set/images/sub/2.jpg", "other/sub/2.jpg", "xsub/2.jpg", "4.jpg",
      ])
    #expect(
      try source.outcome() == [
        "set/labels/m.csv": "ignored: a label table, used for the images it names",
        "set/labels/1.jpg": "happy", "set/images/sub/2.jpg": "sad",
        "other/sub/2.jpg":
          "rejected: its row in set/labels/m.csv names another image too; "
          + "write their folders into the table",
        "xsub/2.jpg": "rejected: not listed in set/labels/m.csv",
        "4.jpg": "rejected: listed in set/labels/m.csv, but it has no label",
        "set/labels/m.csv#3": "unmatched: its image is not in the source",
        "set/labels/m.csv#4": "unmatched: it names no image",
        "set/labels/m.csv#5":
          "unmatched: it has 1 fields where the header names 2; put fields with commas into quotes",
      ])
  }

  @Test("bare codes need a dialect or a taxonomy that was named")
  func refusesCodes() throws {
    let source = SmallSource(
      [("m.csv", "file,label\n1.jpg,0\n2.jpg,3\n")], images: ["1.jpg", "2.jpg"])
    #expect(throws: LayoutError.ambiguousCodes(path: "m.csv", codes: "0, 3", likely: nil)) {
      try source.choice()
    }
    #expect(try source.with { $0.dialect = .affectnet }.outcome()["2.jpg"] == "surprise")
    let named = source.with { ($0.taxonomy, $0.isTaxonomyNamed) = (.fer7, true) }
    #expect(try named.outcome()["2.jpg"] == "happy")
    let known = source.with { $0.taxonomy = .fer7 }
    #expect(throws: LayoutError.self) { try known.choice() }
  }

  @Test("columns can be declared; a missing one is an error that lists them")
  func declaresColumns() throws {
    let source = SmallSource([("m.csv", "a,b,c\nhappy,x,1.jpg\n")], images: ["1.jpg"])
    #expect(
      try source.with { $0.columns = ["path": "c", "label": "A"] }.outcome()["1.jpg"] == "happy")
    #expect(
      throws: LayoutError.unknownColumn(
        path: "m.csv", role: "label", column: "d", known: ["a", "b", "c"])
    ) { try source.with { $0.columns = ["path": "c", "label": "d"] }.choice() }
  }

  @Test("only the usual words name splits; others are warned of")
  func readsSplits() throws {
    let table = "path,label,split\n1.jpg,happy,VALID\n2.jpg,happy,fold1\n3.jpg,happy,training\n"
    let source = SmallSource([("m.csv", table)], images: ["1.jpg", "2.jpg", "3.jpg"])
    let outcome = try source.outcome()
    #expect(
      ["1.jpg", "2.jpg", "3.jpg"].map { outcome[$0] } == ["happy val", "happy", "happy train"])
    #expect(
      try source.choice().warnings == [
        "rows whose word for a split is none of train, val and test: 1, first “fold1” in m.csv#2"
      ])
    #expect(OfficialSplit.split(ofColumn: "Testing") == .test)
  }

  @Test(
    "boxes as corners and as objects",
    arguments: [
      ("m.csv", "image,label,width,height,xmin,ymin,xmax,ymax\nq.jpg,sad,640,480,1,2,31,42\n"),
      ("m.csv", "image,label,x1,y1,x2,y2\nq.jpg,sad,1,2,31,42\n"),
      ("m.csv", "image,label,left,top,right,bottom\nq.jpg,sad,1,2,31,42\n"),
      (
        "m.jsonl",
        #"{"image":"q.jpg","label":"sad","box":{"x":1,"y":2,"width":30,"height":40}}"#
      ),
      (
        "m.jsonl",
        #"{"image":"q.jpg","label":"sad","bbox":{"xmin":1,"ymin":2,"xmax":31,"ymax":42}}"#
      ),
    ])
  func readsCorners(path: String, text: String) throws {
    let source = SmallSource([(path, text)], images: ["q.jpg"])
    #expect(try source.outcome()["q.jpg"] == "sad 1,2,30,40")
    #expect(try source.choice().evidence.first?.contains("box in “") == true)
  }

  @Test("a flawed row beside good ones is a rejected row; copies and contradictions are told")
  func tellsContradictions() throws {
    let table =
      "path,label,usage\nq.jpg,surprise,\nq.jpg,angry,\nr.jpg,Joy,train\nr.jpg,Joy,train\n"
      + "r.jpg,happy,train\nr.jpg,,\n"
    let source = SmallSource([("m.csv", table)], images: ["q.jpg", "r.jpg"])
    #expect(try source.outcome()["m.csv#6"] == "unmatched: it has no label")
    let choice = try source.choice()
    #expect(
      choice.evidence.first
        == "m.csv: 6 rows, path in “path”, label in “label”, split in “usage”")
    #expect(
      choice.warnings == [
        "rows dropped because they repeat another: 1, first m.csv#4",
        "rows that give one image and box another label than an earlier row: 1, "
          + "first “angry” and “surprise” in m.csv#1 and #2",
      ])
  }
}
