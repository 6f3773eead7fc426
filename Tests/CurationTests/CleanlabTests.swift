import Core
import Curation
import Testing

/// What cleanlab 2.9 made of labels and probabilities: `Tests/Recorded/cleanlab.py`.
struct RecordedCase: CustomTestStringConvertible, Sendable {
  let json: JSON
  var testDescription: String { json["name"]?.stringValue ?? "" }

  static let all: [RecordedCase] = {
    guard let bytes = try? Files.read("Tests/Recorded/cleanlab.json", limit: 1 << 22),
      let json = try? JSON(parsing: String(decoding: bytes, as: UTF8.self))
    else { return [] }
    return (json.arrayValue ?? []).map { RecordedCase(json: $0) }
  }()

  func integers(_ keys: String...) throws -> [Int] {
    var json = json
    for key in keys { json = try #require(json[key]) }
    return try #require(json.arrayValue).map { try #require($0.intValue) }
  }

  func numbers(_ key: String) throws -> [Double] {
    try #require(json[key]?.arrayValue).map { try #require($0.doubleValue) }
  }

  func table(_ key: String) throws -> [[Int]] {
    try #require(json[key]?.arrayValue).map { row in
      try #require(row.arrayValue).map { try #require($0.intValue) }
    }
  }

  func data() throws -> LabelledProbabilities {
    let scale = Double(try #require(json["scale"]?.intValue))
    return try LabelledProbabilities(
      labels: try integers("labels"),
      probabilities: try integers("probabilities").map { Double($0) / scale },
      classCount: try #require(json["classes"]?.intValue))
  }
}

@Suite("Confident learning, beside cleanlab")
struct CleanlabTests {
  @Test("the cases are there")
  func cases() {
    #expect(RecordedCase.all.count == 20)
  }

  @Test("thresholds and both joints are cleanlab's", arguments: RecordedCase.all)
  func joint(recorded: RecordedCase) throws {
    let joint = ConfidentJoint(try recorded.data())
    let thresholds = try recorded.numbers("thresholds")
    #expect(joint.thresholds.count == thresholds.count)
    for (own, theirs) in zip(joint.thresholds, thresholds) { #expect(abs(own - theirs) <= 1e-12) }
    #expect(joint.counts == (try recorded.table("counts")))
    #expect(joint.calibrated == (try recorded.table("joint")))
  }

  @Test("every filter doubts what cleanlab's doubts", arguments: RecordedCase.all)
  func filters(recorded: RecordedCase) throws {
    let data = try recorded.data()
    for filter in LabelIssues.Filter.allCases {
      let doubted = LabelIssues(data, filter: filter).isDoubted
      let own = doubted.indices.filter { doubted[$0] }
      #expect(own == (try recorded.integers("filters", filter.rawValue)), "\(filter.rawValue)")
    }
  }

  @Test("both rankings are cleanlab's, to the last place", arguments: RecordedCase.all)
  func rankings(recorded: RecordedCase) throws {
    let data = try recorded.data()
    let issues = LabelIssues(data)
    for ranking in LabelIssues.Ranking.allCases {
      let own = issues.ranked(by: ranking)
      #expect(own == (try recorded.integers("ranked", ranking.rawValue)), "\(ranking.rawValue)")
    }
    for (sample, value) in try recorded.numbers("margins").enumerated() {
      #expect(LabelQuality.normalizedMargin(data, sample) == value)
    }
    for (sample, value) in try recorded.numbers("confidences").enumerated() {
      #expect(LabelQuality.selfConfidence(data, sample) == value)
    }
  }
}
