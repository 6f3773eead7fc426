import Core
import Layouts
import Testing

@Suite("CK+: sequences with code files")
struct CohnKanadeTests {
  typealias File = Miniature.File

  private static let between = "ignored: between the neutral and the peak frames of its sequence"
  private static let unlabelled = "ignored: its sequence has no emotion code"
  private static let root = "CK+/cohn-kanade-images/"

  private static func frame(_ place: String, _ number: Int, _ finding: String) -> File {
    let name = place.split(separator: "/").joined(separator: "_")
    let digits = String(number)
    return .image(
      "\(root)\(place)/\(name)_\(String(repeating: "0", count: 8 - digits.count))\(digits).png",
      finding)
  }

  private static func code(_ place: String, _ frame: Int, _ text: String) -> File {
    let name = place.split(separator: "/").joined(separator: "_")
    return .text(
      "CK+/Emotion/\(place)/\(name)_\(String(frame + 100_000_000).dropFirst())_emotion.txt",
      text, "ignored: a code file, read for its sequence")
  }

  private static func row(_ place: String, _ frame: Int) -> String {
    code(place, frame, "").path + "#1"
  }

  private static let surprise = "surprise S005 by " + row("S005/001", 11)

  private static let files: [File] =
    [frame("S005/001", 1, "neutral S005")]
    + (2...8).map { frame("S005/001", $0, between) }
    + (9...11).map { frame("S005/001", $0, surprise) }
    + [
      // No code: not even its first frame is neutral.
      frame("S010/002", 1, unlabelled), frame("S010/002", 2, unlabelled),
      // Three frames: all of them peak, none is both.
      frame("S999/003", 1, "contempt S999 by " + row("S999/003", 3)),
      frame("S999/003", 2, "contempt S999 by " + row("S999/003", 3)),
      frame("S999/003", 3, "contempt S999 by " + row("S999/003", 3)),
      .image(root + ".DS_Store", "ignored: a hidden file"),
      code("S005/001", 11, "   7.0000000e+00\n"), code("S999/003", 3, "   2.0000000e+00"),
      .text(
        "CK+/FACS/S005/001/S005_001_00000011_facs.txt", "1 2",
        "ignored: a file of CK+'s action units"),
      .text(
        "CK+/Landmarks/S005/001/S005_001_00000011_landmarks.txt", "1 2",
        "ignored: a file of CK+'s landmarks"),
      .text("CK+/ReadMeFirst_Cohn-Kanade+.txt", "", "ignored: not an image by its name"),
    ]

  @Test("the last frames are the emotion and the first one is neutral, in any order of the archive")
  func original() throws { try Miniature(layout: "ck-plus", files: Self.files).check() }

  @Test("the choice tells its evidence and CK+'s eight classes")
  func evidence() throws {
    let choice = try Miniature.survey(Self.files, LayoutOptions())
    #expect(choice.resolver.taxonomy.name == "ckplus8")
    #expect(choice.evidence.first == "2 sequences of 3 with emotion codes")
    #expect(
      choice.warnings == [
        "sequences with no frame left for neutral: 1 of 2, because the last 3 frames show the "
          + "emotion; use a smaller --peak-frames"
      ])
  }

  @Test("the numbers of frames can be chosen")
  func chosenFrames() throws {
    var options = LayoutOptions()
    (options.peakFrames, options.neutralFrames) = (1, 2)
    let files =
      (1...2).map { Self.frame("S005/001", $0, "neutral S005") }
      + [Self.frame("S005/001", 3, Self.between)]
      + [
        Self.frame("S005/001", 4, "anger S005 by " + Self.row("S005/001", 4)),
        Self.code("S005/001", 4, "1"),
      ]
    try Miniature(layout: "ck-plus", files: files, options: options).check()
  }

  @Test("a taxonomy without neutral leaves the first frames out, with the reason")
  func noNeutral() throws {
    var options = LayoutOptions()
    options.taxonomy = .ekman7
    let files = [
      Self.frame(
        "S005/001", 1, "ignored: a neutral first frame, and the taxonomy has no class for it"),
      Self.frame("S005/001", 2, "fear S005 by " + Self.row("S005/001", 4)),
      Self.frame("S005/001", 3, "fear S005 by " + Self.row("S005/001", 4)),
      Self.frame("S005/001", 4, "fear S005 by " + Self.row("S005/001", 4)),
      Self.code("S005/001", 4, "4.0"),
    ]
    try Miniature(layout: "ck-plus", files: files, options: options).check()
  }

  @Test("a code whose frames are missing is a rejected row; a cut sequence is warned of")
  func missingFrames() throws {
    let files =
      (1...4).map {
        Self.frame(
          "S005/001", $0, $0 == 1 ? "neutral S005" : "happy S005 by " + Self.row("S005/001", 9))
      } + [Self.code("S005/001", 9, "5"), Self.code("S006/001", 9, "5")]
    try Miniature(
      layout: "ck-plus", files: files,
      unmatched: [
        Self.row("S006/001", 9): "the source holds no frame of its sequence"
      ]
    ).check()
    #expect(
      try Miniature.survey(files, LayoutOptions()).warnings == [
        "sequences that end at another frame than their code file names: 1, first "
          + "“CK+/Emotion/S005/001/S005_001_00000009_emotion.txt”; frames may be missing"
      ])
  }

  @Test(
    "a damaged code file is named",
    arguments: [
      ("", "it holds no emotion code"), ("8", "it holds no emotion code (one number from 0 to 7)"),
      ("3.5", "it holds no emotion code (one number from 0 to 7)"),
      ("3 4", "it holds no emotion code (one number from 0 to 7)"),
    ])
  func damagedCode(text: String, problem: String) {
    let files =
      (1...4).map { Self.frame("S005/001", $0, "") } + [Self.code("S005/001", 4, text)]
    #expect(
      Miniature.refusal(files)
        == "CK+/Emotion/S005/001/S005_001_00000004_emotion.txt is damaged: \(problem); "
        + "fetch the file again")
  }

  @Test("named without code files, the layout says what is missing")
  func forced() {
    var options = LayoutOptions()
    options.layout = "ck-plus"
    #expect(
      Miniature.refusal([Self.frame("S005/001", 1, "")], options)
        == "the source is not laid out as “ck-plus”: it has no code file such as "
        + "Emotion/S005/001/S005_001_00000011_emotion.txt; "
        + "leave --layout away to have the layout detected")
  }
}
