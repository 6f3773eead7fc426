import Archives
import Core
import Layouts
import TestSupport
import Testing

@Suite("CK+48 and FER2013's image folder are known by name")
struct NamedFolderTests {
  typealias File = Miniature.File

  @Test("CK+48's folders label, its names tell the subject")
  func ck48() throws {
    let mini = Miniature(
      layout: "ck48",
      files: [
        .image("CK+48/anger/S010_004_00000017.png", "anger|CK+48 S010"),
        .image("CK+48/contempt/S138_008_00000007.png", "contempt|CK+48 S138"),
        .image("CK+48/happy/S010_006_00000013.png", "happy|CK+48 S010"),
      ])
    try mini.check()
    let choice = try mini.choice()
    #expect(choice.resolver.taxonomy.name == "ekman7")
    #expect(choice.evidence.contains("2 subjects"))
  }

  @Test("FER2013's prefixes are evidence and split")
  func fer2013() throws {
    let mini = Miniature(
      layout: "fer2013-folders",
      files: [
        .image("train/angry/Training_10118481.jpg", "angry train"),
        .image("test/sad/PublicTest_10118481.jpg", "sad val"),
        .image("test/happy/PrivateTest_10118481.jpg", "happy test"),
      ])
    try mini.check()
    #expect(
      try mini.choice().evidence.prefix(2) == [
        "3 of 3 images bear FER2013's prefixes", "Training_ 1, PublicTest_ 1, PrivateTest_ 1",
      ])
  }

  @Test(
    "the real CK+48 is found with its 118 subjects",
    .enabled(if: SharedData.path("ck48.tar.gz") != nil, "\(SharedData.reason)"))
  func realCK48() throws {
    let path = try #require(SharedData.path("ck48.tar.gz"))
    let names = try names(path)
    let choice = try Miniature.survey(names.map { .image($0, "") }, LayoutOptions())
    #expect(choice.layout.name == "ck48")
    #expect(
      choice.evidence.prefix(3) == [
        "981 of 981 images named like S010_004_00000017 in class folders", "118 subjects",
        "327 sequences",
      ])
    var layout = choice.layout
    var counts: [String: Int] = [:]
    for name in names {
      guard case .samples(let claims) = layout.finding(path: name), let claim = claims.first,
        case .label(let label) = choice.resolver.resolve(claim)
      else { continue }
      counts[choice.resolver.taxonomy.classNames[label.classIndex], default: 0] += 1
    }
    #expect(
      counts == [
        "anger": 135, "contempt": 54, "disgust": 177, "fear": 75, "happiness": 207,
        "sadness": 84, "surprise": 249,
      ])
  }

  private func names(_ path: String) throws -> [String] {
    var source = try SourceReader(path: path)
    var names: [String] = []
    while let member = try source.next() {
      if member.kind == .file, let path = member.path { names.append(path) }
    }
    return names
  }
}
