import Core
import Layouts
import Testing

@Suite("RAF-DB: a label list, or folders of codes")
struct RAFTests {
  typealias File = Miniature.File

  private static let list = "basic/EmoLabel/list_patition_label.txt"
  private static let labels = """
    train_00001.jpg 5
    train_00002.jpg 1\r
    train_00003.jpg\t7
    test_0001.jpg 2
    test_0002.jpg 3

    """
  private static let read = "ignored: a label table, read"

  private static func images(_ folder: String, _ suffix: String, _ findings: [String]) -> [File] {
    let names = ["train_00001", "train_00002", "train_00003", "test_0001", "test_0002"]
    return zip(names, findings).map { .image("\(folder)/\($0)\(suffix).jpg", $1) }
  }

  private static let findings = [
    "sadness train", "surprise train", "neutral train", "fear test", "disgust test",
  ].enumerated().map { "\($0.element) by \(list)#\($0.offset + 1)" }

  @Test("aligned images alone, originals alone, and of both the aligned ones", arguments: 0..<3)
  func official(form: Int) throws {
    let aligned = Self.images("basic/Image/aligned", "_aligned", Self.findings)
    let skipped = "ignored: an original whose aligned image is read"
    let originals = Self.images(
      "basic/Image/original", "",
      form == 2 ? Array(repeating: skipped, count: 5) : Self.findings)
    let images = form == 0 ? aligned : form == 1 ? originals : aligned + originals
    try Miniature(
      layout: "raf-db",
      files: images + [
        .text(Self.list, Self.labels, Self.read),
        .text(
          "basic/Annotation/manual/train_00001_manu_attri.txt", "1 2",
          "ignored: a file of RAF-DB's annotations"),
      ]
    ).check()
  }

  @Test("rows without an image and images without a row are told apart")
  func strangers() throws {
    try Miniature(
      layout: "raf-db",
      files: [
        .image("aligned/train_00001_aligned.jpg", "sadness train by \(Self.list)#1"),
        .image("aligned/train_00002_aligned.jpg", "surprise train by \(Self.list)#2"),
        .image("aligned/train_00009_aligned.jpg", "rejected: not listed in \(Self.list)"),
        .image(
          "aligned/me.jpg",
          "rejected: its name is no image of RAF-DB such as train_00001.jpg or test_0001_aligned.jpg"
        ),
        .text(Self.list, Self.labels, Self.read),
      ],
      unmatched: Dictionary(
        uniqueKeysWithValues: (3...5).map {
          ("\(Self.list)#\($0)", "its image is not in the source")
        })
    ).check()
  }

  @Test("Kaggle's folders of codes, with tables that agree and without any")
  func kaggle() throws {
    let place = { (split: String, code: Int, number: String) in
      "DATASET/\(split)/\(code)/\(split)_\(number)_aligned.jpg"
    }
    let table = "DATASET/train_labels.csv"
    let words = ["surprise", "fear", "disgust", "happiness", "sadness", "anger", "neutral"]
    let train = words.indices.map { place("train", $0 + 1, "0000\($0)") }
    let rows = words.indices.map { "train_0000\($0)_aligned.jpg,\($0 + 1)\n" }.joined()
    try Miniature(
      layout: "raf-db",
      files: zip(train, words.indices).map {
        .image($0, "\(words[$1]) train by \(table)#\($1 + 1)")
      } + [
        .text(table, "image,label\n" + rows, Self.read),
        .image(place("test", 4, "0001"), "happiness test by DATASET/test_labels.csv#1"),
        .text("DATASET/test_labels.csv", "image,label\ntest_0001_aligned.jpg,4", Self.read),
      ]
    ).check()
    try Miniature(
      layout: "raf-db", files: zip(train, words).map { .image($0, "\($1) train") }
    ).check()
  }

  @Test("an image whose folder contradicts the table is rejected, and a warning says so")
  func contradiction() throws {
    let table = "train_labels.csv"
    let numbers = 10...40
    let rows = numbers.map { "train_000\($0)_aligned.jpg,\($0 == 11 ? 5 : 4)\n" }.joined()
    let mini = Miniature(
      layout: "raf-db",
      files: numbers.map {
        .image(
          "train/4/train_000\($0)_aligned.jpg",
          $0 == 11
            ? "rejected: its folder says 4 (happiness), but its row in \(table) says 5 (sadness); "
              + "make them agree"
            : "happiness train by \(table)#\($0 - 9)")
      } + [.text(table, "image,label\n" + rows, Self.read)])
    try mini.check()
    #expect(
      try mini.choice().warnings == [
        "images rejected because folder and table contradict each other: 1, first "
          + "folder 4, train_labels.csv#2 says 5"
      ])
  }

  @Test("tables at odds with most folders are refused")
  func atOdds() {
    let files =
      (1...4).map { File.image("train/4/train_0000\($0)_aligned.jpg", "") } + [
        .text(
          "train_labels.csv",
          "image,label\n" + (1...4).map { "train_0000\($0)_aligned.jpg,5\n" }.joined(), "")
      ]
    #expect(
      Miniature.refusal(files)
        == "train_labels.csv is at odds with the folders of 4 of 4 images "
        + "(folder 4, train_labels.csv#1 says 5); fetch tables and images of the same copy")
  }

  @Test(
    "the compound set is refused by name: codes above 7, four digits in train",
    arguments: [
      ("train_0001.jpg 6", "row 1: train_0001.jpg 6"),
      ("train_00001.jpg 8", "row 1: train_00001.jpg 8"),
      ("test_0001.jpg 11", "row 1: test_0001.jpg 11"),
    ])
  func compound(row: String, mark: String) {
    let files = [
      File.image("aligned/train_0001_aligned.jpg", ""), .text(Self.list, row + "\n", ""),
    ]
    #expect(
      Miniature.refusal(files)
        == "\(Self.list) is of RAF-DB's compound set (\(mark)), whose codes 1 to 11 are pairs of "
        + "emotions; import RAF-DB's basic set instead")
  }

  @Test("the compound set in folders is refused too")
  func compoundFolders() {
    let files = (1...4).map { File.image("train/\($0 + 7)/train_000\($0)_aligned.jpg", "") }
    #expect(
      Miniature.refusal(files)
        == "train/8/train_0001_aligned.jpg is of RAF-DB's compound set (by its name and folder), "
        + "whose codes 1 to 11 are pairs of emotions; import RAF-DB's basic set instead")
  }

  @Test(
    "a damaged row is named",
    arguments: [
      ("train_00002.jpg 1 1", "it has 3 fields instead of 2"),
      ("train_00002.jpg", "it has 1 field instead of 2"),
      ("train_00002.jpg 0", "“0” is none of RAF-DB's codes 1 to 7"),
      ("train_00002.jpg happy", "“happy” is none of RAF-DB's codes 1 to 7"),
      ("me.jpg 1", "its image is not named like train_00001.jpg or test_0001.jpg"),
      ("train_00001.jpg 2", "another row of its image gives it another code"),
    ])
  func damaged(row: String, problem: String) {
    let files = [
      File.image("train_00001.jpg", ""), .text(Self.list, "train_00001.jpg 5\n" + row, ""),
    ]
    #expect(
      Miniature.refusal(files)
        == "\(Self.list)#2: \(problem); repair the row or fetch the file again")
  }
}
