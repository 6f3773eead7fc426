import Core
import Layouts
import Testing

@Suite("ExpW: several faces in a photograph")
struct ExpWTests {
  typealias File = Miniature.File

  private static let list = "ExpW/label/label.lst"
  private static let read = "ignored: a label table, read"
  private static let labels = """
    angry_actor_104.jpg 0 28 113 226 141 22.9362 0
    angry_actor_112.jpg 0 70 10 40 90 11.5 3
    angry_actor_112.jpg 1 5 60 80 25 9.5 6
    angry_actor_112.jpg 0 70 10 40 90 11.5 3
    happy_gone_1.jpg 0 1 1 2 2 9.5 1

    """

  @Test("each row is a face with its box; copies of rows are dropped and counted")
  func faces() throws {
    let mini = Miniature(
      layout: "expw",
      files: [
        .image(
          "ExpW/image/origin/angry_actor_104.jpg", "angry at 113,28 113x113 by \(Self.list)#1"),
        .image(
          "ExpW/image/origin/angry_actor_112.jpg",
          "happy at 10,70 30x20 by \(Self.list)#2 + neutral at 60,5 20x20 by \(Self.list)#3"),
        .image("ExpW/image/origin/stranger.jpg", "rejected: not listed in \(Self.list)"),
        .text(Self.list, Self.labels, Self.read),
        .text("ExpW/readme.txt", "", "ignored: a document, not a sample"),
      ],
      unmatched: [Self.list + "#5": "its image is not in the source"])
    try mini.check()
    #expect(
      try mini.choice().warnings == [
        "rows dropped because they repeat another: 1, "
          + "first \(Self.list)#4"
      ])
  }

  @Test("two labels for one face are refused, an empty box is left for the image to refuse")
  func conflicts() throws {
    let text = "a.jpg 0 1 1 5 5 9 0\na.jpg 1 1 1 5 5 9 3\nb.jpg 0 5 5 5 5 9 1\n"
    try Miniature(
      layout: "expw",
      files: [
        .image(
          "a.jpg",
          "rejected: two rows give the same face two labels, angry and happy; "
            + "keep one of the rows"),
        .image("b.jpg", "disgust at 5,5 0x0 by label.lst#3"),
        .text("label.lst", text, Self.read),
      ]
    ).check()
  }

  @Test(
    "a damaged row is named",
    arguments: [
      ("b.jpg 0 1 2 3 4 9.5", "it has 7 fields instead of 8"),
      ("b.jpg 0 1 2 3 4 9.5 7", "“7” is none of ExpW's codes 0 to 6"),
      ("b.jpg 0 1 2 x 4 9.5 1", "its box is not four whole numbers"),
      ("b 0 1 2 3 4 9.5 1", "it names no image"),
    ])
  func damaged(row: String, problem: String) {
    let files = [
      File.image("a.jpg", ""), .text("label.lst", "a.jpg 0 1 1 5 5 9 0\n" + row, ""),
    ]
    #expect(
      Miniature.refusal(files)
        == "label.lst#2: \(problem); repair the row or fetch the file again")
  }

  @Test("an image with thousands of faces is refused before it stalls the survey")
  func manyFaces() {
    let rows = (0..<200_000).map { "a.jpg \($0) \($0) 1 5 500000 9 0\n" }.joined()
    #expect(
      Miniature.refusal([.image("a.jpg", ""), .text("label.lst", rows, "")])
        == "label.lst#1025: its image has more than 1024 faces (1025 of 2049 rows are bad); "
        + "repair the row or fetch the file again")
  }

  @Test("another program's label.lst is left alone")
  func foreign() throws {
    let files =
      [File.text("label.lst", "0 happy\n1 sad\n", "")]
      + (1...4).map { File.image("happy/\($0).png", "") }
    #expect(try Miniature.survey(files, LayoutOptions()).layout.name == "folders")
  }
}
