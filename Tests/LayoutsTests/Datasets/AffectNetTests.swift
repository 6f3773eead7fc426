import Core
import Layouts
import Testing

@Suite("AffectNet: tables of boxes and codes")
struct AffectNetTests {
  typealias File = Miniature.File

  private static let header =
    "subDirectory_filePath,face_x,face_y,face_width,face_height,facial_landmarks,expression,"
    + "valence,arousal\n"
  private static let marks = (0..<136).map { "\($0).5" }.joined(separator: ";")
  private static let lists = "Manually_Annotated_file_lists/"
  private static let images = "Manually_Annotated_Images/"
  private static let read = "ignored: a label table, read"

  private static func row(_ image: String, _ box: String, _ code: String) -> String {
    "\(image),\(box),\(marks),\(code),0.1,-2\n"
  }

  private static let training =
    row("1/a.jpg", "10,20,30,40", "0") + row("1/b.JPG", "0,0,5,5", "1")
    + row("2/a.jpg", "\"1\", 2 ,3,4", "\"7\"") + row("2/c.png", "1,2,3,4", "8")
    + row("2/d.png", "-1,-1,-1,-1", "10") + row("3/gone.png", "1,2,3,4", "6")
  private static let validation = row("1/v.jpg", "NULL,NULL,NULL,NULL", "3")
  private static let automatic = row("1/a.jpg", "5,6,7,8", "5")

  @Test(
    "training, validation and the network's own list, with headers and without",
    arguments: [true, false])
  func listed(hasHeader: Bool) throws {
    let header = hasHeader ? Self.header : ""
    let train = Self.lists + "training.csv"
    let val = Self.lists + "validation.csv"
    let automatic = "Automatically_annotated_file_list/automatically_annotated.csv"
    try Miniature(
      layout: "affectnet",
      files: [
        .image(Self.images + "1/a.jpg", "neutral train at 10,20 30x40 by \(train)#1"),
        .image(Self.images + "1/b.JPG", "happiness train at 0,0 5x5 by \(train)#2"),
        .image(Self.images + "2/a.jpg", "contempt train at 1,2 3x4 by \(train)#3"),
        .image(Self.images + "2/c.png", "none train at 1,2 3x4 by \(train)#4"),
        .image(Self.images + "2/d.png", "no face train at -1,-1 -1x-1 by \(train)#5"),
        .image(Self.images + "1/v.jpg", "surprise val by \(val)#1"),
        .image("Automatically_Annotated_Images/1/a.jpg", "disgust at 5,6 7x8 by \(automatic)#1"),
        .text(train, header + Self.training, Self.read),
        .text(val, header + Self.validation, Self.read),
        .text(automatic, header + Self.automatic, Self.read),
      ],
      unmatched: [train + "#6": "its image is not in the source"]
    ).check()
  }

  @Test("codes that are no emotion are rejected by their names")
  func nonEmotions() throws {
    let files = [
      File.image("i/2/c.png", ""), .text("training.csv", Self.header + Self.training, ""),
    ]
    var choice = try Miniature.survey(files, LayoutOptions())
    #expect(choice.resolver.taxonomy.name == "affectnet8")
    guard case .samples(let claims) = choice.layout.finding(path: "i/2/c.png"), claims.count == 1,
      case .rejected(let reason) = choice.resolver.resolve(claims[0])
    else {
      Issue.record("no claim, or no rejection")
      return
    }
    #expect(reason.contains("“none”"))
  }

  @Test("an image without a row is rejected")
  func unlisted() throws {
    try Miniature(
      layout: "affectnet",
      files: [
        .image("1/a.jpg", "neutral train at 1,2 3x4 by training.csv#1"),
        .image("9/x.jpg", "rejected: not listed in training.csv"),
        .text("training.csv", Self.header + Self.row("1/a.jpg", "1,2,3,4", "0"), Self.read),
      ]
    ).check()
  }

  @Test("a table none of whose images are there is one entry")
  func absentSet() throws {
    let rows = (1...50).map { Self.row("7/\($0).jpg", "1,2,3,4", "1") }.joined()
    try Miniature(
      layout: "affectnet",
      files: [
        .text("training.csv", Self.header + Self.row("1/a.jpg", "1,2,3,4", "0"), Self.read),
        .text("automatically_annotated.csv", Self.header + rows, Self.read),
        .image("1/a.jpg", "neutral train at 1,2 3x4 by training.csv#1"),
      ],
      unmatched: [
        "automatically_annotated.csv#1–50":
          "the source holds the image of none of the table's 50 rows"
      ]
    ).check()
  }

  @Test(
    "a damaged row is named",
    arguments: [
      ("2/b.jpg,1,2,3", "it has 4 fields instead of 9"),
      ("2/b.jpg,1,2,3,4,1;2,11,0,0", "“11” is none of AffectNet's codes 0 to 10"),
      ("2/b.jpg,1,x,3,4,1;2,1,0,0", "its face is not four whole numbers"),
      (",1,2,3,4,1;2,1,0,0", "it names no image"),
    ])
  func damaged(row: String, problem: String) {
    let files = [
      File.image("1/a.jpg", ""),
      .text("training.csv", Self.header + Self.row("1/a.jpg", "1,2,3,4", "0") + row, ""),
    ]
    #expect(
      Miniature.refusal(files)
        == "training.csv#2: \(problem); repair the row or fetch the file again")
  }

  @Test("another dataset's training.csv is left alone")
  func foreignTable() throws {
    let files = [
      File.text("training.csv", "name,score\na,1\n", ""), .image("happy/1.png", ""),
      .image("sad/2.png", ""),
    ]
    #expect(try Miniature.survey(files, LayoutOptions()).layout.name != "affectnet")
  }
}
