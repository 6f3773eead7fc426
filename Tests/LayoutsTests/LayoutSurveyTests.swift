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
        == "“folders” would fit too (--layout folders)")
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

  @Test("folders of numbers are held against the dialect, with and without FER2013's prefixes")
  func checksNumbers() throws {
    let seven = SmallSource(images: (1...7).map { "train/\($0)/a.jpg" })
    do {
      _ = try seven.with { $0.dialect = .fer2013 }.choice()
      Issue.record("accepted")
    } catch {
      #expect(
        error.description
          == "the codes of the class folders are not those of the dialect “fer2013”: they run from "
          + "1 to 7, as if counted from 1; use --dialect "
          + "1=angry,2=disgust,3=fear,4=happy,5=sad,6=surprise,7=neutral")
    }
    let counts = [467, 56, 496, 895, 607, 653, 415]
    for prefix in ["", "PublicTest_"] {
      let images = counts.enumerated().flatMap { code, count in
        (0..<count).map { "\(code)/\(prefix)\($0).jpg" }
      }
      let warnings = try SmallSource(images: images).with { $0.dialect = .fer2013 }.choice()
        .warnings
      #expect(
        warnings.last
          == "the codes of the class folders are read as “fer2013”, as asked, although the counts "
          + "are those of FER2013's PublicTest images in another order "
          + "(--dialect alphabetical would fit)")
    }
  }

  @Test(
    "a table that cannot be used is told where no folder labels an image",
    arguments: [
      ("a,b\nx,y\n", "m.csv is a table with the columns a, b, none of which"),
      ("\u{0}\u{1}\u{2}\n", "m.csv is binary data"),
      ("file,label\n1.jpg,3\n", "m.csv labels by bare codes (3)"),
    ])
  func tellsTables(text: String, start: String) throws {
    for image in ["1.jpg", "img/1.jpg", "4/1.jpg"] {
      do {
        _ = try SmallSource([("m.csv", text)], images: [image]).choice()
        Issue.record("accepted")
      } catch { #expect(error.description.hasPrefix(start)) }
    }
    let folders = SmallSource([("m.csv", text)], images: ["happy/1.jpg"])
    #expect(try folders.choice().layout.name == "folders")
  }

  @Test("roles that no column has, and words of a dialect that name nothing, are errors")
  func refusesOptions() throws {
    let source = SmallSource(images: ["happy/1.jpg"])
    #expect(throws: LayoutError.self) { try source.with { $0.columns = ["pth": "a"] }.choice() }
    let grr = try Dialect.named("1=angry,2=grr")
    #expect(
      throws: LayoutError.badDialect(
        text: "1=angry,2=grr", reason: "“grr” names no emotion and no class")
    ) { try source.with { $0.dialect = grr }.choice() }
    let hapy = try Dialect.named("1=angry,2=hapy")
    #expect(
      throws: LayoutError.badDialect(
        text: "1=angry,2=hapy",
        reason: "“hapy” names no emotion and no class, and the nearest known word is “happy”")
    ) { try source.with { $0.dialect = hapy }.choice() }
    let mapped = source.with { ($0.dialect, $0.renames) = (grr, ["grr": "sad"]) }
    #expect(try mapped.choice().layout.name == "folders")
    #expect(
      throws: LayoutError.unknownTarget(folder: "x", target: "grr", taxonomy: "fer7", nearest: nil)
    ) { try ClassResolver(taxonomy: .fer7, renames: ["x": "grr"]) }
  }

  @Test("“folders” is not offered where no image lies in a class folder")
  func offersNothing() throws {
    let source = SmallSource([("m.csv", "path,label\n1.jpg,sad\n")], images: ["img/1.jpg"])
    #expect(try source.choice().evidence == ["m.csv: 1 rows, path in “path”, label in “label”"])
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
