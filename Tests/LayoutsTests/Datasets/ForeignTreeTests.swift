import Core
import Layouts
import Testing

@Suite("Foreign trees pass the scouts")
struct ForeignTreeTests {
  @Test("a large tree of class folders stays class folders", .timeLimit(.minutes(1)))
  func large() throws {
    var survey = try LayoutSurvey(options: LayoutOptions())
    for number in 0..<100_000 {
      let path = "data/\(number % 2 == 0 ? "happy" : "sad")/frame_\(number).jpg"
      #expect(survey.note(path: path, size: 1) == .nothing)
    }
    #expect(try survey.conclude().layout.name == "folders")
  }

  @Test("every layout's name is its own")
  func names() {
    let names = DatasetScouts.all.map { $0.layoutName }
    #expect(Set(names).count == names.count)
    #expect(Set(LayoutSurvey.layoutNames).count == LayoutSurvey.layoutNames.count)
  }
}
