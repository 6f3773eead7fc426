internal import Core
internal import Curation
internal import DatasetCatalog

/// Finds what lies on two sides of a split.
struct LeakSearch {
  let table: PictureTable
  let splits: SplitSides

  /// Leaks by kind, then splits, then keys: for each picture, pair of pictures or subject one for each two
  /// sides it lies on, named by the first sample of each side.
  func leaks(shared: [[Int]], pairs: [NearPair]) -> [DuplicateFindings.Leak] {
    var leaks: [DuplicateFindings.Leak] = []
    for members in shared { leaks += across(splits.firsts(of: members), .exact, 1) }
    let firsts = firsts(ofPicturesIn: pairs)
    for pair in pairs {
      for one in firsts[pair.first] ?? [] {
        for other in firsts[pair.second] ?? [] where one.split != other.split {
          leaks.append(leak(.near, one, other, pair.score))
        }
      }
    }
    var subjects: [Int32: [Int]] = [:]
    for (index, sample) in table.samples.enumerated() {
      if let subject = sample.subject { subjects[subject, default: []].append(index) }
    }
    for members in subjects.values { leaks += across(splits.firsts(of: members), .subject, 1) }
    return leaks.sorted(by: Self.isBefore)
  }

  private func firsts(
    ofPicturesIn pairs: [NearPair]
  ) -> [Int32: [(split: Split, sample: Int)]] {
    var wanted: Set<Int32> = []
    for pair in pairs {
      wanted.insert(pair.first)
      wanted.insert(pair.second)
    }
    var members: [Int32: [Int]] = [:]
    for (index, picture) in table.pictureOf.enumerated() where wanted.contains(picture) {
      members[picture, default: []].append(index)
    }
    return members.mapValues { splits.firsts(of: $0) }
  }

  private func across(
    _ firsts: [(split: Split, sample: Int)], _ kind: DuplicateFindings.Leak.Kind, _ score: Double
  ) -> [DuplicateFindings.Leak] {
    var leaks: [DuplicateFindings.Leak] = []
    for (index, one) in firsts.enumerated() {
      for other in firsts[(index + 1)...] { leaks.append(leak(kind, one, other, score)) }
    }
    return leaks
  }

  private func leak(
    _ kind: DuplicateFindings.Leak.Kind, _ one: (split: Split, sample: Int),
    _ other: (split: Split, sample: Int), _ score: Double
  ) -> DuplicateFindings.Leak {
    let (earlier, later) = one.split < other.split ? (one, other) : (other, one)
    return DuplicateFindings.Leak(
      kind: kind, earlier: table.samples[earlier.sample].sampleKey, earlierSplit: earlier.split,
      later: table.samples[later.sample].sampleKey, laterSplit: later.split, score: score)
  }

  private static func isBefore(
    _ left: DuplicateFindings.Leak, _ right: DuplicateFindings.Leak
  ) -> Bool {
    let kinds = DuplicateFindings.Leak.Kind.allCases
    let (first, second) = (kinds.firstIndex(of: left.kind), kinds.firstIndex(of: right.kind))
    if first != second { return (first ?? 0) < (second ?? 0) }
    if (left.earlierSplit, left.laterSplit) != (right.earlierSplit, right.laterSplit) {
      return (left.earlierSplit, left.laterSplit) < (right.earlierSplit, right.laterSplit)
    }
    return (left.earlier, left.later) < (right.earlier, right.later)
  }
}
