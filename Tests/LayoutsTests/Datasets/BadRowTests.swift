import Core
import Layouts
import Testing

@Suite("One bad row of many costs that row")
struct BadRowTests {
  typealias File = Miniature.File

  private static let read = "ignored: a label table, read"

  @Test("ExpW: junk and codes that are none are told with their image")
  func expw() throws {
    let good = (1...20).map { "a\($0).jpg 0 1 1 5 5 9 0\n" }.joined()
    let mini = Miniature(
      layout: "expw",
      files: [
        .image("a1.jpg", "angry at 1,1 4x4 by label.lst#1"),
        .image("b.jpg", "rejected: its row cannot be read: “7” is none of ExpW's codes 0 to 6"),
        .text("label.lst", good + "b.jpg 0 1 1 5 5 9 7\njunk\n", Self.read),
      ],
      unmatched: Dictionary(
        uniqueKeysWithValues: (2...20).map { ("label.lst#\($0)", "its image is not in the source") }
          + [("label.lst#22", "it has 1 field instead of 8")]))
    try mini.check()
    #expect(
      try mini.choice().warnings == [
        "rows that cannot be read and are rejected: 2, first label.lst#21: "
          + "“7” is none of ExpW's codes 0 to 6"
      ])
  }

  @Test("two labels for one face are counted, with the first pair of rows")
  func contradictions() throws {
    let text = "a.jpg 0 1 1 5 5 9 0\na.jpg 1 1 1 5 5 9 3\n"
    #expect(
      try Miniature.survey([.text("label.lst", text, "")], LayoutOptions()).warnings == [
        "rows that give one face another label than an earlier row: 1, first "
          + "label.lst#1 and label.lst#2; their images are rejected"
      ])
  }

  @Test("RAF-DB: a row of three fields and a second code reject their images alone")
  func raf() throws {
    let list = "list_patition_label.txt"
    let good = (10...39).map { "train_000\($0).jpg 4\n" }.joined()
    try Miniature(
      layout: "raf-db",
      files: (10...39).map {
        .image(
          "train_000\($0).jpg",
          $0 == 12
            ? "rejected: its row cannot be used: another row of its image gives it another code"
            : "happiness train by \(list)#\($0 - 9)")
      } + [
        .image("train_00040.jpg", "rejected: its row cannot be used: it has 3 fields instead of 2"),
        .text(list, good + "train_00040.jpg 1 1\ntrain_00012.jpg 2\n", Self.read),
      ]
    ).check()
  }

  @Test("AffectNet: a code that is none, in a table and in a file")
  func affectnet() throws {
    let header =
      "subDirectory_filePath,face_x,face_y,face_width,face_height,facial_landmarks,expression,"
      + "valence,arousal\n"
    let good = (1...20).map { "1/\($0).jpg,1,2,3,4,1;2,0,0,0\n" }.joined()
    try Miniature(
      layout: "affectnet",
      files: (1...20).map {
        .image("1/\($0).jpg", "neutral train at 1,2 3x4 by training.csv#\($0)")
      }
        + [
          .image(
            "1/b.jpg", "rejected: its row cannot be read: “11” is none of AffectNet's codes 0 to 10"
          ),
          .text("training.csv", header + good + "1/b.jpg,1,2,3,4,1;2,11,0,0\n", Self.read),
        ]
    ).check()
    try Miniature(
      layout: "affectnet",
      files: (1...12).flatMap { number -> [File] in
        let row = "train_set/annotations/\(number)_exp.npy"
        let finding =
          number == 7
          ? "rejected: its code file is damaged: it is no NumPy file" : "disgust train by \(row)"
        return [
          .image("train_set/images/\(number).jpg", finding),
          File(
            path: row, bytes: number == 7 ? [1, 2, 3] : NPY.text("5"),
            finding: "ignored: a code file, read"),
        ]
      }
    ).check()
  }

  private static func sequence(_ number: Int, _ finding: String) -> File {
    .image("S0\(number)/001/S0\(number)_001_00000001.png", finding)
  }

  @Test("CK+: one damaged code file rejects its sequence; without any, that is what is said")
  func ckplus() throws {
    var options = LayoutOptions()
    (options.peakFrames, options.neutralFrames) = (1, 0)
    let code = { (number: Int) in "Emotion/S0\(number)_001_00000001_emotion.txt" }
    let files = (10...29).flatMap { number in
      [
        Self.sequence(
          number,
          number == 15
            ? "rejected: the code file of its sequence is damaged: it holds no emotion code (one "
              + "number from 0 to 7)" : "anger S0\(number) by \(code(number))#1"),
        .text(
          code(number), number == 15 ? "9" : "1", "ignored: a code file, read for its sequence"),
      ]
    }
    let mini = Miniature(layout: "ck-plus", files: files, options: options)
    try mini.check()
    #expect(try mini.choice().warnings.count == 1)
    #expect(
      Miniature.refusal((10...13).map { Self.sequence($0, "") })
        == "4 sequences of CK+, such as that of “S010/001/S010_001_00000001.png”, have no emotion "
        + "codes; add CK+'s folder Emotion to the source")
  }
}
