import Core
import Layouts
import Testing

@Suite("A survey of very many members")
struct LargeSurveyTests {
  @Test("counts every image of a large tree")
  func counts() throws {
    var survey = try LayoutSurvey(options: LayoutOptions())
    for number in 0..<200_000 {
      let folder = number < 100_000 ? "happy" : "sad"
      let wish = survey.note(path: "faces/train/\(folder)/\(number).jpg", size: 900)
      #expect(wish == .nothing)
    }
    let evidence = try survey.conclude().evidence
    #expect(evidence.contains("happy: 100000 files in folders named “happy”"))
    #expect(evidence.contains("sad: 100000 files in folders named “sad”"))
  }
}
