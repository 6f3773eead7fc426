import Core
import Imaging
import SyntheticFaces
import Testing

@Suite("Errors of drawn faces")
struct ErrorTests {
  private func error(
    _ change: (inout SyntheticDataset.Options) throws -> Void
  ) throws -> SyntheticFacesError? {
    var options = SyntheticDataset.Options()
    try change(&options)
    do throws(SyntheticFacesError) {
      _ = try SyntheticDataset(options)
      return nil
    } catch { return error }
  }

  @Test("options that cannot be drawn are refused before anything is drawn")
  func options() throws {
    #expect(try error { $0.size = 8 } == .size(8))
    #expect(try error { $0.perClass = 0 } == .perClass(0, limit: 100_000))
    #expect(try error { $0.perClass = 100_001 } == .perClass(100_001, limit: 100_000))
    #expect(try error { $0.subjects = 0 } == .subjects(0, perClass: 300))
    #expect(try error { $0.subjects = 301 } == .subjects(301, perClass: 300))
    let share = PlantOptions(perThousand: [.blank: 600, .corrupt: 401])
    #expect(try error { $0.plant = share } == .tooManyDefects(perThousand: 1001))
    let negative = PlantOptions(perThousand: [.blank: -1])
    #expect(try error { $0.plant = negative } == .tooManyDefects(perThousand: -1))
    #expect(try error { $0.plant = .standard } == nil)
  }

  @Test("a class that is no expression, or one twice, is refused by name")
  func classes() throws {
    let fruit = try Taxonomy(name: "fruit", classes: [.init(name: "sad"), .init(name: "apple")])
    #expect(
      try error { $0.taxonomy = fruit }
        == .unknownExpression(className: "apple", taxonomy: "fruit"))
    let twice = try Taxonomy(name: "twice", classes: [.init(name: "joy"), .init(name: "happy")])
    #expect(
      try error { $0.taxonomy = twice }
        == .repeatedExpression(first: "joy", second: "happy", expression: .happy))
    let path = try Taxonomy(
      name: "path", classes: [.init(name: "sad"), .init(name: "a/b", aliases: ["joy"])])
    #expect(try error { $0.taxonomy = path } == .folderName("a/b"))
  }

  @Test(
    "an error says what was wrong and what to do",
    arguments: [
      (
        SyntheticFacesError.size(8),
        "faces of 8 pixels cannot be drawn; choose a size from 16 to 1024"
      ),
      (
        .perClass(0, limit: 100_000),
        "0 images a class cannot be drawn; choose a number from 1 to 100000"
      ),
      (
        .subjects(40, perClass: 20),
        "40 subjects do not fit 20 images a class, because every subject shows every class; "
          + "choose a number of subjects from 1 to 20"
      ),
      (
        .unknownExpression(className: "apple", taxonomy: "fruit"),
        "the class \"apple\" of the taxonomy \"fruit\" is no expression that can be drawn; use "
          + "classes that mean one of angry, disgust, fear, happy, sad, surprise, neutral, contempt"
      ),
      (
        .repeatedExpression(first: "joy", second: "smile", expression: .happy),
        "the classes \"joy\" and \"smile\" both mean happy, so they would look the same; "
          + "keep one of them"
      ),
      (.folderName("a/b"), "the class name \"a/b\" cannot be a folder's name; rename the class"),
      (
        .tooManyDefects(perThousand: 1001),
        "1001 defects for a thousand images cannot be planted; use shares of 0 to 1000 in all"
      ),
      (
        .image(.invalidQuality(0)),
        "a face could not be made into an image: 0 is not a JPEG quality; use 1 to 100"
      ),
    ])
  func texts(error: SyntheticFacesError, text: String) {
    #expect(error.description == text)
  }
}
