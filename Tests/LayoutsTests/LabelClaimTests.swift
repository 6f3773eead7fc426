import Core
import Layouts
import Testing

@Suite("A claim survives as JSON")
struct LabelClaimTests {
  @Test("and back")
  func returns() throws {
    let votes = try #require(Votes(counts: [1, 2, 3, 4, 0, 0, 0, 0, 0, 0], fallback: ["angry"]))
    let claims = [
      LabelClaim(.words([])), LabelClaim(.words(["a “b”", ""]), split: .val),
      LabelClaim(
        .votes(votes), split: .test, splitEvidence: "the folder “test”", subject: "S010",
        box: PixelBox(x: -1, y: 2, width: 3, height: 4), row: "a.csv#7"),
    ]
    for claim in claims {
      let text = claim.json.text()
      #expect(try LabelClaim(json: JSON(parsing: text)) == claim)
    }
    #expect(
      claims[1].json.text() == #"{"split":"val","words":["a “b”",""]}"#)
  }

  @Test(
    "what is no claim is an error",
    arguments: [
      "[]", "{}", #"{"words":[1]}"#, #"{"words":[],"split":"dev"}"#, #"{"words":[],"box":[1]}"#,
      #"{"votes":{"counts":[1]}}"#,
    ])
  func refuses(text: String) throws {
    let json = try JSON(parsing: text)
    #expect(throws: LayoutError.self) { try LabelClaim(json: json) }
  }
}
