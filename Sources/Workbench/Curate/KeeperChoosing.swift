internal import Core
internal import DatasetCatalog

/// Chooses which sample of a finding is spared.
struct KeeperChoosing {
  private let content: CurationContent
  private let keep: KeepChoice
  private var details: [Int: SampleDetails] = [:]

  /// A choice among the samples at some places.
  init(
    _ content: CurationContent, places: Set<Int>, _ keep: KeepChoice
  ) throws(WorkbenchError) {
    (self.content, self.keep) = (content, keep)
    guard keep != .none else { return }
    let sorted = places.sorted()
    let samples = content.samples
    let all = try content.catalog.allDetails(of: sorted.map { samples[$0] })
    for (place, entry) in zip(sorted, all) { details[place] = entry }
  }

  /// The place that is spared.
  func keeper(of places: [Int]) -> Int? {
    places.min { left, right in
      guard let one = details[left], let other = details[right] else { return left < right }
      return (keep == .best ? isBetter(one, other) : nil) ?? isFirst(one, other, left, right)
    }
  }

  /// Whether one is better than the other; nil where both are as good.
  ///
  /// Among members of one key that of the test split is the one that `once` leaves.
  private func isBetter(_ one: SampleDetails, _ other: SampleDetails) -> Bool? {
    let (left, right) = (Self.pixels(one), Self.pixels(other))
    if left != right { return left > right }
    if one.measures.sharpness != other.measures.sharpness {
      return one.measures.sharpness > other.measures.sharpness
    }
    // Bytes for a pixel, as a cross product: the whole files may differ in size where regions do not.
    let (first, second) = (
      one.location.length * other.width * other.height,
      other.location.length * one.width * one.height
    )
    if first != second { return first > second }
    let (votes, others) = (Self.mostVotes(one.votes), Self.mostVotes(other.votes))
    if votes != others { return votes > others }
    return one.sampleKey == other.sampleKey ? nil : one.sampleKey < other.sampleKey
  }

  /// By source, member and occurrence; the samples of one key stand in that order already.
  private func isFirst(
    _ one: SampleDetails, _ other: SampleDetails, _ left: Int, _ right: Int
  ) -> Bool {
    if one.sampleKey == other.sampleKey { return left < right }
    if one.source != other.source {
      return one.source.utf8.lexicographicallyPrecedes(other.source.utf8)
    }
    if one.member != other.member {
      return one.member.utf8.lexicographicallyPrecedes(other.member.utf8)
    }
    return (one.occurrence, left) < (other.occurrence, right)
  }

  private static func pixels(_ details: SampleDetails) -> Int {
    details.region.map { $0.width * $0.height } ?? details.width * details.height
  }

  /// The most votes for one class.
  private static func mostVotes(_ votes: JSON?) -> Double {
    switch votes {
    case .integer(let count): Double(count)
    case .number(let count): count
    case .array(let elements): elements.map { mostVotes($0) }.max() ?? 0
    case .object(let members): members.values.map { mostVotes($0) }.max() ?? 0
    default: 0
    }
  }
}
