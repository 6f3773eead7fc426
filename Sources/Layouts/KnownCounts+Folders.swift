internal import Core

extension KnownCounts {
  /// What is odd about folders that look like FER2013: a class that was multiplied, or a lost split.
  static func warnings(
    aboutFolders parts: [Split?: [Emotion: Int]], prefixed: Int, all: Int
  ) -> [String] {
    var warnings: [String] = []
    let isPrefixed = 2 * prefixed > all
    for known in fer2013 {
      guard let split = known.split, let counts = parts[split] else { continue }
      warnings += known.oddities(in: counts, isKnown: isPrefixed)
    }
    var whole: [Emotion: Int] = [:]
    for part in parts.values { whole.merge(part) { $0 + $1 } }
    guard let known = fer2013.first else { return warnings }
    let hasOwnSplit = fer2013.dropFirst().allSatisfy { part in parts[part.split] == part.counts }
    if known.distance(to: whole) <= 0.001, !isPrefixed, !hasOwnSplit {
      warnings.append(
        "these are FER2013's \(known.total) images without its official split, which survives only in "
          + "the prefixes Training_, PublicTest_ and PrivateTest_ of the original names; a split of "
          + "this copy cannot be compared with published scores")
    } else if parts[nil] != nil, warnings.isEmpty {
      warnings += known.oddities(in: whole, isKnown: isPrefixed)
    }
    return warnings
  }

  /// Classes that hold more or fewer images than were published, where most others agree.
  private func oddities(in found: [Emotion: Int], isKnown: Bool) -> [String] {
    let emotions = Emotion.allCases.filter { counts[$0] != nil }
    let isNear = { (emotion: Emotion) -> Bool in
      let (have, published) = (found[emotion] ?? 0, counts[emotion] ?? 0)
      return 50 * abs(have - published) <= published
    }
    let agreeing = emotions.filter(isNear).count
    guard agreeing >= 5 || isKnown else { return [] }
    return emotions.compactMap { emotion in
      let (have, published) = (found[emotion] ?? 0, counts[emotion] ?? 0)
      if have > published, !isNear(emotion) {
        return
          "\(have) images of \(emotion.rawValue) where \(name) hold \(published): the class was "
          + "multiplied before it came here, so copies may stand in several splits"
      }
      if have < published, !isNear(emotion), agreeing >= 5 {
        return
          "\(have) images of \(emotion.rawValue) where \(name) hold \(published): some are missing"
      }
      return nil
    }
  }
}
