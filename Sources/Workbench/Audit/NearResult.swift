internal import Core
internal import Curation
internal import DatasetCatalog

/// The near duplicates among the pictures of a table, by number, and how they were looked for.
struct NearResult: Sendable {
  /// Pairs by first and second picture.
  let pairs: [NearPair]
  /// Pairs a little below the threshold, in the same order.
  let below: [NearPair]
  /// Pictures of one gray level.
  let blanks: Int
  /// Whether all pairs were looked at.
  let isExhaustive: Bool
  /// The correlation at 24 × 24, unmoved, from which on every pair was confirmed or refuted.
  let screen: Double
  /// Whether all near duplicates are among the pairs.
  let isComplete: Bool

  /// Of a search that did not take place.
  static let none = NearResult(
    pairs: [], below: [], blanks: 0, isExhaustive: false, screen: 0, isComplete: false)

  private init(
    pairs: [NearPair], below: [NearPair], blanks: Int, isExhaustive: Bool, screen: Double,
    isComplete: Bool
  ) {
    self.below = below
    (self.pairs, self.blanks, self.isExhaustive) = (pairs, blanks, isExhaustive)
    (self.screen, self.isComplete) = (screen, isComplete)
  }

  init(_ outcome: NearSearch.Outcome) {
    self.init(
      pairs: outcome.pairs, below: outcome.below, blanks: outcome.blanks,
      isExhaustive: outcome.isExhaustive,
      screen: outcome.screen, isComplete: outcome.isComplete)
  }

  /// What the catalog kept; nil where it does not fit the table.
  init?(_ stored: [StoredNearPair], record: JSON, table: PictureTable) {
    guard case .integer(let blanks)? = record["blanks"],
      case .bool(let isExhaustive)? = record["exhaustive"],
      case .bool(let isComplete)? = record["complete"],
      case .integer(let millionths)? = record["screen_millionths"],
      case .integer(let least)? = record["least_millionths"]
    else { return nil }
    var numbers: [SampleKey: Int32] = [:]
    for picture in 0..<table.count { numbers[table.key(picture)] = Int32(picture) }
    var pairs: [NearPair] = []
    for pair in stored {
      guard let first = numbers[pair.first], let second = numbers[pair.second] else { return nil }
      pairs.append(
        NearPair(
          first: first, second: second, millionths: pair.millionths,
          transform: PairTransform(
            shiftX: pair.shiftX, shiftY: pair.shiftY, isMirrored: pair.isMirrored,
            quarterTurns: pair.quarterTurns,
            part: pair.part, leavesOutWorst: pair.leavesOutWorst)))
    }
    self.init(
      pairs: pairs.filter { $0.millionths >= least },
      below: pairs.filter { $0.millionths < least }, blanks: blanks, isExhaustive: isExhaustive,
      screen: Double(millionths) / 1_000_000, isComplete: isComplete)
  }

  /// How they were looked for.
  func record(_ settings: NearDuplicateSettings) -> JSON {
    [
      "blanks": .integer(blanks), "complete": .bool(isComplete), "exhaustive": .bool(isExhaustive),
      "least_millionths": .integer(Int((settings.threshold * 1_000_000).rounded())),
      "pairs": .integer(pairs.count),
      "screen_millionths": .integer(Int((screen * 1_000_000).rounded())),
      "settings": settings.json,
    ]
  }

  /// The pairs as the catalog keeps them.
  func stored(_ table: PictureTable) -> [StoredNearPair] {
    (pairs + below).map {
      StoredNearPair(
        first: table.key(Int($0.first)), second: table.key(Int($0.second)),
        millionths: $0.millionths, shiftX: $0.transform.shiftX, shiftY: $0.transform.shiftY,
        isMirrored: $0.transform.isMirrored, quarterTurns: $0.transform.quarterTurns,
        part: $0.transform.part,
        leavesOutWorst: $0.transform.leavesOutWorst)
    }
  }
}
