import Core
import Testing

@Suite("Taxonomy")
struct TaxonomyTests {
  @Test("fer7 has FER2013's numbering")
  func fer7() {
    let names = ["angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"]
    #expect(Taxonomy.fer7.classNames == names)
  }

  @Test("ekman7 is CK+'s seven in alphabetical order")
  func ekman7() {
    let names = ["anger", "contempt", "disgust", "fear", "happiness", "sadness", "surprise"]
    #expect(Taxonomy.ekman7.classNames == names)
  }

  @Test("the built-in taxonomies satisfy the rules of a taxonomy", arguments: Taxonomy.builtIn)
  func builtInAreValid(taxonomy: Taxonomy) throws {
    let checked = try Taxonomy(name: taxonomy.name, classes: taxonomy.classes)
    #expect(checked == taxonomy)
  }

  @Test(
    "spellings of one class are the same class",
    arguments: [
      ("angry", "angry"), ("Angry", "angry"), ("ANGER", "angry"), ("0_angry", "angry"),
      ("1.Angry", "angry"), (" angry ", "angry"), ("happiness", "happy"), ("joy", "happy"),
      ("Surprised", "surprise"), ("fearful", "fear"),
    ])
  func spellings(spelling: String, canonical: String) {
    let index = Taxonomy.fer7.classIndex(named: spelling)
    #expect(index.map { Taxonomy.fer7.classNames[$0] } == canonical)
  }

  @Test("names of no class are no class", arguments: ["contempt", "train", "", "7", "faces"])
  func strangers(name: String) {
    #expect(Taxonomy.fer7.classIndex(named: name) == nil)
  }

  @Test("a misspelled class is answered with the nearest one")
  func nearest() {
    #expect(Taxonomy.fer7.nearestClassName(to: "hapy") == "happy")
    #expect(Taxonomy.fer7.nearestClassName(to: "suprise") == "surprise")
    #expect(Taxonomy.fer7.nearestClassName(to: "spreadsheet") == nil)
  }

  @Test("two classes cannot answer to one name")
  func ambiguity() {
    #expect(throws: TaxonomyError.ambiguousName("Joy", first: "a", second: "b")) {
      try Taxonomy(
        name: "x",
        classes: [.init(name: "a", aliases: ["joy"]), .init(name: "b", aliases: ["Joy"])])
    }
    #expect(throws: TaxonomyError.classCount(1)) {
      try Taxonomy(name: "x", classes: [.init(name: "a")])
    }
  }
}
