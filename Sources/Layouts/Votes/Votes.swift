public import Core

/// What several people said about one face, counted as FER+ counts it.
public struct Votes: Hashable, Sendable {
  /// The votes for neutral, happiness, surprise, sadness, anger, disgust, fear, contempt, unknown and
  /// "not a face", in this order.
  public let counts: [Int]
  /// Words for the emotion from elsewhere, best first; they name the class where the rule drops the votes.
  public var fallback: [String]

  /// What the counts are of, in FER+'s order; the first eight are emotions.
  public static let names = [
    "neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt",
    "unknown", "not a face",
  ]

  /// How many of the counts are of emotions.
  public static let emotionCount = 8

  /// Ten counts, none negative and none over a million; anything else is `nil`.
  public init?(counts: [Int], fallback: [String] = []) {
    guard counts.count == Votes.names.count,
      counts.allSatisfy({ (0...1_000_000).contains($0) })
    else { return nil }
    (self.counts, self.fallback) = (counts, fallback)
  }

  /// As kept in the catalog: `{"counts":[4,0,0,1,3,2,0,0,0,0]}`, with "fallback" where there is one.
  public var json: JSON {
    var members: [String: JSON] = ["counts": .array(counts.map { .integer($0) })]
    if !fallback.isEmpty { members["fallback"] = .array(fallback.map { .string($0) }) }
    return .object(members)
  }

  /// The votes that `json` was made of.
  public init(json: JSON) throws(LayoutError) {
    let counts = json["counts"]?.arrayValue?.compactMap(\.intValue) ?? []
    let fallback = json["fallback"]?.arrayValue?.compactMap(\.stringValue) ?? []
    guard let votes = Votes(counts: counts, fallback: fallback) else {
      throw .badClaim(reason: "its votes are not ten counts")
    }
    self = votes
  }
}
