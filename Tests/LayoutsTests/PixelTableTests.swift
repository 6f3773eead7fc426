import Core
import Layouts
import TestSupport
import Testing

@Suite("Tables of pixels are read by their columns' names, codes by their dialect")
struct PixelTableTests {
  private let four = "10 20 30 40"

  @Test("columns in any order, quoted or not, with blanks, byte order mark and Windows' line ends")
  func readsColumns() throws {
    let plain = "emotion,pixels,Usage\n3,10 20 30 40,Training\n6,1 2 3 4,PublicTest\n"
    let spaced = "emotion, Usage, pixels\n3,Training,10 20 30 40\n6,PublicTest,1 2 3 4\n"
    let quoted =
      "\u{FEFF}\"pixels\",\"Usage\",\"emotion\"\r\n\"10 20 30 40\",\"Training\",\"3\"\r\n"
      + "\r\n\"1 2 3 4\",PublicTest,6"
    for text in [plain, spaced, quoted] {
      for block in [1, 3, 7, 1_000] {
        var source = SmallSource([("fer2013/fer2013.csv", text)])
        source.block = block
        #expect(
          try source.outcome() == [
            "fer2013/fer2013.csv#1": "2x2 [10, 20, 30, 40] happy train",
            "fer2013/fer2013.csv#2": "2x2 [1, 2, 3, 4] neutral val",
          ])
      }
    }
  }

  @Test("a damaged row is rejected with what is wrong, the others are read")
  func rejectsRows() throws {
    let text = """
      emotion,pixels,Usage
      0,1 2 3 4,PrivateTest
      0,1 2 3,Training
      0,1 2 3 256,Training
      0,1 2 x 4,Training
      0,1 2 3 4
      ,1 2 3 4,Training
      ahegao,1 2 3 4,test me
      """
    let outcome = try SmallSource([("fer2013.csv", text)]).outcome()
    #expect(outcome["fer2013.csv#1"] == "2x2 [1, 2, 3, 4] angry test")
    #expect(
      outcome["fer2013.csv#2"]
        == "rejected: it holds fewer pixels than the 4 of an image of 2 × 2; fetch the table again")
    #expect(
      outcome["fer2013.csv#3"] == "rejected: a pixel is above 255; fetch the table again")
    #expect(
      outcome["fer2013.csv#4"] == "rejected: a pixel is no number; fetch the table again")
    #expect(
      outcome["fer2013.csv#5"] == "rejected: it has 2 fields where the header names 3")
    #expect(outcome["fer2013.csv#6"] == "rejected: it has no label")
    #expect(
      outcome["fer2013.csv#7"]?.hasPrefix("2x2 [1, 2, 3, 4] rejected: “ahegao” is not an emotion")
        == true)
  }

  @Test("a cell that a spreadsheet cut is named as such")
  func namesSpreadsheets() throws {
    let whole = Array(repeating: "200", count: 10_000).joined(separator: " ")
    let text = "emotion,pixels\n0,\(whole)\n0,\(whole)\n1,\(whole.prefix(32_767))\n"
    #expect(
      try SmallSource([("train.csv", text)]).outcome()["train.csv#3"]
        == "rejected: it holds fewer pixels than the 10000 of an image of 100 × 100; "
        + "a spreadsheet may have cut the cell; fetch the table again")
  }

  @Test("a table without labels says so, row by row and as a warning")
  func wantsLabels() throws {
    let source = SmallSource([("test.csv", "pixels\n1 2 3 4\n")])
    #expect(
      try source.outcome()["test.csv#1"]
        == "rejected: the table has no labels (no column named emotion); nothing says what it shows"
    )
    #expect(try source.choice().warnings == ["test.csv has no labels"])
  }

  @Test(
    "codes that are not the dialect's are refused before anything is read, or warned of when asked")
  func refusesDialects() throws {
    let rows = (1...7).map { "\($0),1 2 3 4\n" }.joined()
    let oneBased = SmallSource([("fer2013.csv", "emotion,pixels\n" + rows)])
    #expect(
      throws: LayoutError.otherDialect(
        path: "fer2013.csv", dialect: "fer2013",
        reason: "they run from 1 to 7, as if counted from 1",
        likely: "1=angry,2=disgust,3=fear,4=happy,5=sad,6=surprise,7=neutral",
        isExcluded: true)
    ) { try oneBased.choice() }
    let asked = oneBased.with { $0.dialect = .rafdb }
    #expect(try asked.choice().warnings.isEmpty)
    #expect(try asked.outcome()["fer2013.csv#1"] == "2x2 [1, 2, 3, 4] surprise")
    let extended = SmallSource([("ckextended.csv", "emotion,pixels,Usage\n7,1 2 3 4,Training\n")])
    #expect(
      try extended.outcome()["ckextended.csv#1"] == "2x2 [1, 2, 3, 4] contempt train")
    #expect(throws: LayoutError.self) {
      try SmallSource([("fer2013.csv", "emotion,pixels\n0,1 2 3 4\n9,1 2 3 4\n")]).choice()
    }
    #expect(throws: LayoutError.self) { try oneBased.with { $0.dialect = .fer2013 }.choice() }
  }

  @Test("one code of many that the dialect lacks is that row's; a bad usage is told")
  func toleratesCodes() throws {
    let good = String(repeating: "0,1 2 3 4,Training\n", count: 20)
    let source = SmallSource([("f.csv", "emotion,pixels,Usage\n\(good)9,1 2 3 4,Trainig\n")])
    #expect(
      try source.outcome()["f.csv#21"]
        == "rejected: its label 9 is no code of the dialect “fer2013” (0 to 6); use another --dialect"
    )
    #expect(
      try source.choice().warnings == [
        "f.csv: 1 rows bear a code that “fer2013” does not have, first 9, and are rejected",
        "rows whose usage is none of Training, PublicTest and PrivateTest: 1, "
          + "first “Trainig” in f.csv#21",
      ])
    let seven = source.files[0].bytes + Array("1,1 2 3 4,\n2,1 2 3 4,\n".utf8)
    var worse = source
    worse.files[0].bytes = seven + Array(repeating: Array("9,1 2 3 4,\n".utf8), count: 5).joined()
    #expect(throws: LayoutError.self) { try worse.choice() }
  }

  @Test("a part with FER2013's proportions in another order is warned of")
  func knowsProportions() throws {
    let counts = [198, 22, 205, 360, 248, 243, 160]
    let text = counts.enumerated().map {
      String(repeating: "\($0.offset),1 2 3 4\n", count: $0.element)
    }.joined()
    let warnings = try SmallSource([("f.csv", "emotion,pixels\n" + text)]).choice().warnings
    #expect(
      warnings == [
        "the codes of f.csv are read as “fer2013” although the counts are in proportion to those "
          + "of FER2013's images in another order (--dialect alphabetical would fit)"
      ])
  }

  @Test("FER2013's counts under alphabetical codes are recognised")
  func knowsCounts() throws {
    // angry, disgust, fear, happy, neutral, sad, surprise: PublicTest's counts by folder order.
    let counts = [467, 56, 496, 895, 607, 653, 415]
    var text = "emotion,pixels\n"
    for (code, count) in counts.enumerated() {
      text += String(repeating: "\(code),1 2 3 4\n", count: count)
    }
    let source = SmallSource([("faces.csv", text)])
    let reason = "the counts are those of FER2013's PublicTest images in another order"
    #expect(
      throws: LayoutError.otherDialect(
        path: "faces.csv", dialect: "fer2013", reason: reason, likely: "alphabetical")
    ) { try source.choice() }
    #expect(
      try source.with { $0.dialect = .fer2013 }.choice().warnings == [
        "the codes of faces.csv are read as “fer2013”, as asked, although \(reason) "
          + "(--dialect alphabetical would fit)"
      ])
    let alphabetical = try Dialect.named("alphabetical", taxonomy: .fer7)
    #expect(try source.with { $0.dialect = alphabetical }.choice().warnings.isEmpty)
  }

  @Test("pointers and web pages that bear a table's name are told apart")
  func namesFakes() {
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 301072766\n"
    #expect(
      throws: LayoutError.notATable(
        path: "train.csv", what: "a git-LFS pointer, not the table itself",
        remedy: "fetch the file with “git lfs pull” in its repository")
    ) { try SmallSource([("train.csv", pointer)]).choice() }
    #expect(
      throws: LayoutError.notATable(
        path: "fer2013.csv", what: "a web page, not a table",
        remedy: "download the file again, signed in where the site asks so")
    ) { try SmallSource([("fer2013.csv", "<!DOCTYPE html>\n<html>")]).choice() }
  }
}
