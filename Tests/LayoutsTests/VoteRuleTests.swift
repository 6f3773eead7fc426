import Core
import Layouts
import TestSupport
import Testing

@Suite("FER+'s rules make labels of votes as its own program does")
struct VoteRuleTests {
  private func resolve(_ counts: [Int], _ rule: VoteRule, fallback: [String] = []) throws
    -> LabelResolution
  {
    let resolver = try ClassResolver(taxonomy: LayoutTaxonomies.ferplus8, rule: rule)
    let votes = try #require(Votes(counts: counts, fallback: fallback))
    return resolver.resolve(LabelClaim(.votes(votes)))
  }

  private static let noEmotion = "FER+ votes: no emotion stands out "

  @Test(
    "single votes are noise, ties and thresholds are exact",
    arguments: [
      ([6, 0, 1, 1, 0, 0, 0, 0, 2, 0], VoteRule.majority, 0, nil, nil),
      ([4, 0, 0, 4, 1, 0, 0, 0, 1, 0], .majority, 0, nil, noEmotion + "(majority rule)"),
      (
        [2, 0, 0, 0, 0, 0, 0, 0, 8, 0], .majority, 0, nil,
        "FER+ votes: most say that the emotion is unknown"
      ),
      (
        [2, 0, 0, 0, 0, 0, 0, 0, 0, 8], .majority, 0, nil,
        "FER+ votes: most say that this is not a face"
      ),
      ([1, 1, 1, 1, 1, 1, 1, 1, 1, 1], .majority, 0, nil, noEmotion + "(majority rule)"),
      ([4, 0, 0, 4, 1, 0, 0, 0, 1, 0], .probability, 0, [0.5, 0, 0, 0.5, 0, 0, 0, 0], nil),
      ([6, 0, 0, 2, 0, 0, 0, 0, 2, 0], .probability, 0, [0.75, 0, 0, 0.25, 0, 0, 0, 0], nil),
      ([3, 0, 0, 0, 5, 0, 0, 0, 2, 0], .probability, 4, [0.375, 0, 0, 0, 0.625, 0, 0, 0], nil),
      (
        [4, 0, 0, 0, 0, 0, 0, 0, 6, 0], .probability, 0, nil,
        "FER+ votes: most say that the emotion is unknown"
      ),
      (
        [3, 3, 0, 4, 0, 0, 0, 0, 0, 0], .multiTarget, 3,
        [1, 1, 0.001, 1, 0.001, 0.001, 0.001, 0.001], nil
      ),
      ([2, 2, 2, 2, 2, 0, 0, 0, 0, 0], .multiTarget, 0, nil, noEmotion + "(multi-target rule)"),
    ] as [([Int], VoteRule, Int, [Float]?, String?)])
  func follows(
    counts: [Int], rule: VoteRule, emotion: Int, targets: [Float]?, exclusion: String?
  ) throws {
    #expect(
      try resolve(counts, rule)
        == .label(ResolvedLabel(classIndex: emotion, targets: targets, exclusion: exclusion)))
  }

  @Test("a dropped row is filed under its own word, else under most of its emotion votes")
  func files() throws {
    let dropped = [0, 0, 0, 2, 0, 0, 0, 0, 8, 0]
    let reason = "FER+ votes: most say that the emotion is unknown"
    #expect(
      try resolve(dropped, .majority, fallback: ["angry"])
        == .label(ResolvedLabel(classIndex: 4, exclusion: reason)))
    #expect(
      try resolve(dropped, .majority) == .label(ResolvedLabel(classIndex: 3, exclusion: reason)))
    #expect(
      try resolve([0, 0, 0, 0, 0, 0, 0, 0, 0, 10], .majority)
        == .rejected(
          reason: "FER+ votes: most say that this is not a face, and no vote or word names an "
            + "emotion to file it under"))
  }

  @Test("a taxonomy without contempt is told which one has it")
  func needsEight() throws {
    let error = LayoutError.taxonomyLacks(emotions: ["contempt"], taxonomy: "fer7")
    let resolver = try ClassResolver(taxonomy: .fer7)
    #expect(throws: error) { try resolver.requireVoteClasses() }
    let votes = try #require(Votes(counts: [10, 0, 0, 0, 0, 0, 0, 0, 0, 0]))
    #expect(
      resolver.resolve(LabelClaim(.votes(votes))) == .rejected(reason: error.description))
  }

  @Test(
    "FER+'s table gives the published sizes",
    .enabled(if: SharedData.path("fer2013new.csv") != nil, "\(SharedData.reason)"))
  func countsFERPlus() throws {
    let path = try #require(SharedData.path("fer2013new.csv"))
    let table = try VoteTable(
      parsing: try Files.read(path, limit: 1 << 24), name: "fer2013new.csv")
    #expect(table.rows.count == 35_887)
    var sizes: [VoteRule: [String: Int]] = [:]
    var majority: [String: [Int]] = [:]
    for rule in VoteRule.allCases {
      let resolver = try ClassResolver(taxonomy: LayoutTaxonomies.ferplus8, rule: rule)
      for row in table.rows {
        guard case .label(let label) = resolver.resolve(LabelClaim(.votes(row.votes))),
          label.exclusion == nil
        else { continue }
        sizes[rule, default: [:]][row.usage, default: 0] += 1
        guard rule == .majority else { continue }
        majority[row.usage, default: Array(repeating: 0, count: 8)][label.classIndex] += 1
      }
    }
    #expect(
      sizes[.majority] == ["Training": 25_060, "PublicTest": 3_199, "PrivateTest": 3_153])
    #expect(
      sizes[.probability] == ["Training": 27_956, "PublicTest": 3_505, "PrivateTest": 3_505])
    #expect(
      sizes[.multiTarget] == ["Training": 27_671, "PublicTest": 3_472, "PrivateTest": 3_472])
    #expect(majority["Training"] == [8_740, 7_287, 3_149, 3_014, 2_100, 119, 532, 119])
    #expect(majority["PublicTest"] == [1_182, 865, 415, 351, 287, 24, 62, 13])
    #expect(majority["PrivateTest"] == [1_090, 893, 396, 384, 273, 18, 83, 16])
  }
}
