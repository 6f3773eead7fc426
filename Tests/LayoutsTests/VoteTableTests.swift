import Core
import Layouts
import Testing

@Suite("Votes are joined by position or not at all")
struct VoteTableTests {
  private static let header =
    "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF\n"
  private static let votes =
    header + "Training,fer0000005.png,0,10,0,0,0,0,0,0,0,0\nPublicTest,,0,0,0,0,0,0,0,0,0,10\n"
  private static let pixels =
    "emotion,pixels,Usage\n0,1 2 3 4,Training\n3,5 6 7 8,PublicTest\n"

  private func table(_ text: String = votes) throws -> VoteTable {
    try VoteTable(parsing: Array(text.utf8), name: "fer2013new.csv")
  }

  @Test("votes beside the pixels, or given, label the rows; dropped rows keep FER2013's word")
  func joins() throws {
    let expected = [
      "fer2013.csv#1": "2x2 [1, 2, 3, 4] happiness train",
      "fer2013.csv#2":
        "2x2 [5, 6, 7, 8] happiness excluded: FER+ votes: most say that this is not a face val",
    ]
    let votes = try table()
    let given = SmallSource([("fer2013.csv", Self.pixels)]).with { $0.votes = votes }
    #expect(try given.outcome() == expected)
    let beside = SmallSource([("fer2013.csv", Self.pixels), ("fer2013new.csv", Self.votes)])
    var outcome = try beside.outcome()
    #expect(
      outcome.removeValue(forKey: "fer2013new.csv")
        == "ignored: votes, joined to the pixels by position")
    #expect(outcome == expected)
    #expect(try beside.choice().resolver.taxonomy == LayoutTaxonomies.ferplus8)
  }

  @Test("other rows or other usages are errors")
  func refusesMismatches() throws {
    let votes = try table()
    let short = SmallSource([("fer2013.csv", "emotion,pixels,Usage\n0,1 2 3 4,Training\n")])
    #expect(
      throws: LayoutError.votesMismatch(
        votes: "fer2013new.csv", table: "fer2013.csv", reason: "it has 2 rows and the pixels 1")
    ) { try short.with { $0.votes = votes }.choice() }
    let swapped = Self.pixels.replacing("PublicTest", with: "PrivateTest")
    #expect(
      throws: LayoutError.votesMismatch(
        votes: "fer2013new.csv", table: "fer2013.csv",
        reason: "row 2 is of PublicTest in the one and of PrivateTest in the other")
    ) { try SmallSource([("fer2013.csv", swapped)]).with { $0.votes = votes }.choice() }
  }

  @Test("votes for an image folder are refused with the reason")
  func refusesFolders() throws {
    let votes = try table()
    let folder = SmallSource(images: ["happy/fer0000005.png"]).with { $0.votes = votes }
    do {
      _ = try folder.choice()
      Issue.record("not refused")
    } catch {
      #expect(error.description.contains("57 of its 35,714"))
      #expect(error.description.contains("“folders”"))
    }
  }

  @Test(
    "votes into classes that lack contempt are refused, and left alone where they only lie there")
  func needsEight() throws {
    let votes = try table()
    let given = SmallSource([("fer2013.csv", Self.pixels)]).with {
      ($0.votes, $0.taxonomy) = (votes, .fer7)
    }
    #expect(throws: LayoutError.taxonomyLacks(emotions: ["contempt"], taxonomy: "fer7")) {
      try given.choice()
    }
    let beside = SmallSource([("fer2013.csv", Self.pixels), ("fer2013new.csv", Self.votes)])
      .with { $0.taxonomy = .fer7 }
    #expect(try beside.outcome()["fer2013.csv#1"] == "2x2 [1, 2, 3, 4] angry train")
    #expect(try beside.choice().warnings.count == 1)
  }

  @Test("anything but ten counts is an error that names the row")
  func refusesDamage() {
    #expect(
      throws: LayoutError.damagedTable(
        path: "fer2013new.csv", row: 1, reason: "it does not hold ten counts")
    ) { try table(Self.header + "Training,a.png,1,2\n") }
    #expect(throws: LayoutError.self) { try table("a,b\n1,2\n") }
    #expect(throws: LayoutError.self) { try table(Self.header) }
  }

  @Test("FER+'s own folders: boxes in quotes, overwritten names, rows without images")
  func readsOwnFolders() throws {
    let box = "\"(0, 0, 48, 48)\""
    let labels = """
      fer0000000.png,\(box),9,0,0,1,0,0,0,0,0,0
      fer0006953.png,\(box),9,0,0,1,0,0,0,0,0,0
      fer0006953.png,\(box),0,9,0,1,0,0,0,0,0,0
      fer0000009.png,\(box),0,9,0,1,0,0,0,0,0,0
      fer0000010.png,"(2, 3, 40, 41)",0,0,9,1,0,0,0,0,0,0
      """
    let source = SmallSource(
      [("data/FER2013Train/label.csv", labels)],
      images: [
        "data/FER2013Train/fer0000000.png", "data/FER2013Train/fer0006953.png",
        "data/FER2013Train/fer0000010.png", "data/FER2013Train/fer9.png", "data/x.png",
      ])
    #expect(
      try source.outcome() == [
        "data/FER2013Train/label.csv": "ignored: FER+'s votes, used as labels",
        "data/FER2013Train/fer0000000.png": "neutral train",
        "data/FER2013Train/fer0006953.png": "happiness train",
        "data/FER2013Train/fer0000010.png": "surprise train 2,3,38,38",
        "data/FER2013Train/fer9.png": "rejected: not listed in the folder's label.csv",
        "data/x.png":
          "rejected: outside FER+'s folders FER2013Train, FER2013Valid and FER2013Test",
        "data/FER2013Train/label.csv#2":
          "unmatched: a later row bears the same image name, and the image is that row's",
        "data/FER2013Train/label.csv#4":
          "unmatched: its image is not in the source",
      ])
    #expect(try source.choice().warnings.count == 1)
    let votes = try table()
    #expect(throws: LayoutError.self) { try source.with { $0.votes = votes }.choice() }
  }
}
