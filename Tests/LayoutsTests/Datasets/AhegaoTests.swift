import Core
import Layouts
import Testing

@Suite("The six-class web set: folders label, its table is checked, Ahegao is no emotion")
struct AhegaoTests {
  typealias File = Miniature.File

  private static let classes = ["Ahegao", "Angry", "Happy", "Neutral", "Sad", "Surprise"]
  private static let images = classes.map { File.image("dataset/\($0)/0f93.jpg", $0) }

  private static func table(_ rows: [String]) -> File {
    let lines = rows.enumerated().map { "\($0.offset),\($0.element)\n" }
    return .text("data.csv", ",path,label\n" + lines.joined(), "ignored: a label table, read")
  }

  private static let rows = classes.map { "\($0)/0f93.jpg,\($0)" }
  private static let warning =
    "this set has no fear and no disgust; its folder “Ahegao” is no emotion and is rejected unless "
    + "--map says otherwise"

  @Test("folders label, with the table and without it")
  func folders() throws {
    try Miniature(layout: "ahegao", files: Self.images + [Self.table(Self.rows)]).check()
    let alone = Miniature(layout: "ahegao", files: Self.images)
    try alone.check()
    #expect(try alone.choice().warnings == [Self.warning])
  }

  @Test("a row that contradicts its folder is told; a row without image is rejected")
  func mismatch() throws {
    let mini = Miniature(
      layout: "ahegao",
      files: Self.images + [Self.table(Self.rows + ["Happy/1.jpg,Sad", "Happy/2.jpg,Happy"])],
      unmatched: [
        "data.csv#7": "its image is not in the source",
        "data.csv#8": "its image is not in the source",
      ])
    try mini.check()
    #expect(
      try mini.choice().warnings.last
        == "rows of data.csv that contradict the image's folder, which counts: 1, first "
        + "data.csv#7: Happy/1.jpg is “Sad”")
  }

  @Test("Ahegao is rejected by name, unless a person maps it")
  func resolution() throws {
    let choice = try Miniature.survey(Self.images, LayoutOptions())
    let claim = LabelClaim(.words(["Ahegao"]))
    guard case .rejected(let reason) = choice.resolver.resolve(claim) else {
      Issue.record("it was not rejected")
      return
    }
    #expect(reason.contains("“Ahegao” is not an emotion"))
    var options = LayoutOptions()
    options.renames = ["ahegao": "-"]
    guard case .ignored = try Miniature.survey(Self.images, options).resolver.resolve(claim) else {
      Issue.record("it was not set aside")
      return
    }
  }

  @Test("a damaged row is named")
  func damaged() {
    let files = Self.images + [Self.table(Self.rows + ["Happy/1.jpg"])]
    #expect(
      Miniature.refusal(files)
        == "data.csv#7: it has 2 fields instead of 3; repair the row or fetch the file again")
  }
}
