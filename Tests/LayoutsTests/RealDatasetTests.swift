import Archives
import Core
import Layouts
import TestSupport
import Testing

@Suite("The real datasets are read as their papers count them")
struct RealDatasetTests {
  /// Labels per split and class.
  private func census(_ path: String, taxonomy: Taxonomy) throws -> (
    counts: [String: [String: Int]], subjects: Set<String>, others: Int
  ) {
    let resolver = try ClassResolver(taxonomy: taxonomy)
    var layout = FolderLayout(resolver: resolver)
    var source = try SourceReader(path: path)
    var counts: [String: [String: Int]] = [:]
    var subjects: Set<String> = []
    var others = 0
    while let member = try source.next() {
      guard member.kind == .file, let path = member.path else { continue }
      guard case .samples(let claims) = layout.finding(path: path), let claim = claims.first,
        case .label(let label) = resolver.resolve(claim)
      else {
        others += 1
        continue
      }
      let split = claim.split?.rawValue ?? "none"
      counts[split, default: [:]][taxonomy.classNames[label.classIndex], default: 0] += 1
      if let subject = claim.subject { subjects.insert(subject) }
    }
    return (counts, subjects, others)
  }

  @Test(
    "FER2013 has its official split, class by class",
    .enabled(if: SharedData.path("fer2013.tar") != nil, "\(SharedData.reason)"))
  func countsFER2013() throws {
    let path = try #require(SharedData.path("fer2013.tar"))
    let census = try census(path, taxonomy: .fer7)
    #expect(
      census.counts == [
        "train": [
          "angry": 3_995, "disgust": 436, "fear": 4_097, "happy": 7_215, "sad": 4_830,
          "surprise": 3_171, "neutral": 4_965,
        ],
        "val": [
          "angry": 467, "disgust": 56, "fear": 496, "happy": 895, "sad": 653, "surprise": 415,
          "neutral": 607,
        ],
        "test": [
          "angry": 491, "disgust": 55, "fear": 528, "happy": 879, "sad": 594, "surprise": 416,
          "neutral": 626,
        ],
      ])
    #expect(census.others == 0)
  }

  @Test(
    "CK+48 has its 118 subjects and no split",
    .enabled(if: SharedData.path("ck48.tar.gz") != nil, "\(SharedData.reason)"))
  func countsCohnKanade() throws {
    let path = try #require(SharedData.path("ck48.tar.gz"))
    let census = try census(path, taxonomy: .ekman7)
    #expect(
      census.counts == [
        "none": [
          "anger": 135, "contempt": 54, "disgust": 177, "fear": 75, "happiness": 207,
          "sadness": 84, "surprise": 249,
        ]
      ])
    #expect(census.subjects.count == 118)
    #expect(census.others == 0)
  }
}
