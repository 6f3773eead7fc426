internal import Core

/// How many images of each emotion a published dataset holds.
struct KnownCounts: Sendable {
  /// The dataset and the part: "FER2013's training images".
  let name: String
  /// The split the part is, where it is one.
  let split: Split?
  let counts: [Emotion: Int]

  init(_ name: String, _ split: Split?, _ order: [Emotion], _ counts: [Int]) {
    (self.name, self.split) = (name, split)
    self.counts = Dictionary(zip(order, counts)) { first, _ in first }
  }

  var total: Int { counts.values.reduce(0, +) }

  private static let ferOrder: [Emotion] = [
    .anger, .disgust, .fear, .happiness, .sadness, .surprise, .neutral,
  ]
  private static let rafOrder: [Emotion] = [
    .surprise, .fear, .disgust, .happiness, .sadness, .anger, .neutral,
  ]

  /// FER2013's whole, then its three splits (Goodfellow et al., 2013).
  static let fer2013 = [
    KnownCounts(
      "FER2013's images", nil, ferOrder, [4_953, 547, 5_121, 8_989, 6_077, 4_002, 6_198]),
    KnownCounts(
      "FER2013's training images", .train, ferOrder,
      [3_995, 436, 4_097, 7_215, 4_830, 3_171, 4_965]),
    KnownCounts(
      "FER2013's PublicTest images", .val, ferOrder, [467, 56, 496, 895, 653, 415, 607]),
    KnownCounts(
      "FER2013's PrivateTest images", .test, ferOrder, [491, 55, 528, 879, 594, 416, 626]),
  ]

  /// RAF-DB's basic set (Li et al., 2017).
  static let rafdb = [
    KnownCounts(
      "RAF-DB's images", nil, rafOrder, [1_619, 355, 877, 5_957, 2_460, 867, 3_204]),
    KnownCounts(
      "RAF-DB's training images", .train, rafOrder, [1_290, 281, 717, 4_772, 1_982, 705, 2_524]),
    KnownCounts(
      "RAF-DB's test images", .test, rafOrder, [329, 74, 160, 1_185, 478, 162, 680]),
  ]

  /// AffectNet's training images (Mollahosseini et al., 2017).
  static let affectnet = [
    KnownCounts(
      "AffectNet's training images", .train,
      [.neutral, .happiness, .sadness, .surprise, .fear, .disgust, .anger, .contempt],
      [74_874, 134_415, 25_459, 14_090, 6_378, 3_803, 24_882, 3_750])
  ]

  /// How far the share of an emotion is from its share here, at most.
  func unlikeness(to other: [Emotion: Int]) -> Double {
    let sum = Double(max(1, other.values.reduce(0, +)))
    let differences = Emotion.allCases.map {
      abs(Double(counts[$0] ?? 0) / Double(max(1, total)) - Double(other[$0] ?? 0) / sum)
    }
    return differences.max() ?? 1
  }

  /// How far other counts are from these, as a share of these.
  func distance(to other: [Emotion: Int]) -> Double {
    let differences = Emotion.allCases.map { abs((counts[$0] ?? 0) - (other[$0] ?? 0)) }
    return Double(differences.reduce(0, +)) / Double(max(1, total))
  }
}
