import Core
import Layouts
import Testing

@Suite("A survey chooses the layout and says why")
struct LayoutSurveyTests {
  @Test("class folders: the evidence counts what became of which folder")
  func choosesFolders() throws {
    let source = SmallSource(images: [
      "train/happy/1.jpg", "train/Joy/2.jpg", "test/wütend/3.jpg", "test/img/4.jpg",
      "__MACOSX/train/happy/1.jpg", "happy/.hidden.jpg",
    ])
    let choice = try source.choice()
    #expect(choice.layout.name == "folders")
    #expect(
      choice.evidence == [
        "angry: 1 files in folders named “wütend”",
        "happy: 2 files in folders named “Joy”, “happy”",
        "1 images in no class folder",
      ])
    #expect(choice.warnings.isEmpty)
    #expect(try source.outcome()["test/wütend/3.jpg"] == "angry test")
  }

  @Test("the stronger layout wins and the runner-up is named; a layout can be forced")
  func ranks() throws {
    let source = SmallSource([("m.csv", "path,label\n1.jpg,sad\n")], images: ["happy/1.jpg"])
    let choice = try source.choice()
    #expect(choice.layout.name == "manifest")
    #expect(
      choice.evidence.last
        == "“folders” would fit too (happy: 1 files in folders named “happy”)")
    #expect(try source.outcome()["happy/1.jpg"] == "sad")
    #expect(try source.with { $0.layout = "folders" }.outcome()["happy/1.jpg"] == "happy")
  }

  @Test("a table that may not be used does not keep class folders from being read")
  func fallsBack() throws {
    let source = SmallSource([("m.csv", "path,label\n1.jpg,4\n")], images: ["happy/1.jpg"])
    let choice = try source.choice()
    #expect(choice.layout.name == "folders")
    #expect(
      choice.warnings.first?.hasPrefix("a table was not used: m.csv labels by bare codes") == true)
  }

  @Test("nothing fitting, unknown names and missing marks are errors")
  func refuses() {
    #expect(throws: LayoutError.self) { try SmallSource(images: ["1.jpg"]).choice() }
    #expect(throws: LayoutError.self) { try SmallSource().choice() }
    do {
      _ = try SmallSource().with { $0.layout = "folder" }.choice()
      Issue.record("accepted")
    } catch {
      #expect(error.description == "--layout folder names no layout; the nearest is “folders”")
    }
    for (name, missing) in [
      ("fer2013-csv", "CSV file with a column named pixels"),
      ("ferplus", "label.csv in a folder FER2013Train, FER2013Valid or FER2013Test"),
    ] {
      #expect(throws: LayoutError.notThisLayout(layout: name, missing: missing)) {
        try SmallSource(images: ["happy/1.jpg"]).with { $0.layout = name }.choice()
      }
    }
  }

  @Test("folders of bare numbers are warned of; a dialect reads them")
  func warnsOfNumbers() throws {
    let source = SmallSource(images: ["train/1/a.jpg", "train/2/b.jpg"])
    #expect(
      try source.choice().warnings == [
        "folders named by bare numbers (1, 2) are not read as classes; "
          + "say what they mean with --dialect"
      ])
    #expect(try source.with { $0.dialect = .rafdb }.outcome()["train/2/b.jpg"] == "fear train")
  }

  private func tree(_ counts: [String: Int], _ prefix: String) -> [String] {
    counts.flatMap { name, count in (0..<count).map { "\(name)/\(prefix)\($0).jpg" } }
  }

  @Test("FER2013 with a multiplied class, and FER2013 without its split, are warned of")
  func knowsFER2013() throws {
    var counts = [
      "train/angry": 3_995, "train/disgust": 3_924, "train/fear": 4_097, "train/happy": 7_215,
      "train/sad": 4_830, "train/surprise": 3_171, "train/neutral": 4_965,
    ]
    #expect(
      try SmallSource(images: tree(counts, "")).choice().warnings == [
        "3924 images of disgust where FER2013's training images hold 436: the class was multiplied "
          + "before it came here, so copies may stand in several splits"
      ])
    counts["train/disgust"] = 436
    #expect(try SmallSource(images: tree(counts, "Training_")).choice().warnings.isEmpty)
    let merged = [
      "angry": 4_953, "disgust": 547, "fear": 5_121, "happy": 8_989, "sad": 6_077,
      "surprise": 4_002, "neutral": 6_198,
    ]
    let warnings = try SmallSource(images: tree(merged, "")).choice().warnings
    #expect(warnings.count == 1)
    #expect(
      warnings.first?.hasPrefix("these are FER2013's 35887 images without its official split")
        == true)
  }

  @Test("a record that never ends is an error of the table it is in")
  func limitsRecords() {
    let endless = "path,label\n\"" + String(repeating: "x", count: RecordSplitter.longestRecord + 9)
    var source = SmallSource([("m.csv", endless)])
    source.block = 1 << 20
    #expect(
      throws: LayoutError.longRecord(path: "m.csv", row: 1, limit: RecordSplitter.longestRecord)
    ) { try source.choice() }
  }
}
