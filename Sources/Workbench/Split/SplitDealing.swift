internal import Core
internal import DatasetCatalog
internal import Sampling

/// Decides the split of every sample: an official one kept, or a new one dealt.
struct SplitDealing {
  let candidates: [SplitCandidate]
  let assignment: [Split]
  /// What dealt the split; `nil` for an official one kept as it is.
  let splitter: GroupedSplitter?
  /// Samples too many or too few in each split, where shares were to be met.
  let deviation: [Double]?
  /// Sample keys that stand under more than one label.
  let conflicts: Int
  /// What was decided that the settings do not say.
  let note: String?

  /// Groups by subject, by identical pixels and by near duplicates, then keeps or deals.
  ///
  /// - Parameter near: pairs of places among the samples that are near duplicates.
  init(
    samples: [SampleSummary], near: [(Int, Int)], settings: SplitSettings, classCount: Int,
    previous: [SampleKey: Split]?
  ) throws(SamplingError) {
    var builder = GroupBuilder(count: samples.count)
    for (first, second) in near { builder.join(first, second) }
    builder.join(equal: samples.map(\.subject))
    builder.join(equal: samples.map(\.pixelDigest))
    builder.join(equal: samples.map(\.decidedGroup))
    let groups = try builder.groups(keys: samples.map(\.sampleKey))
    candidates = samples.indices.map { index in
      SplitCandidate(
        key: samples[index].sampleKey, label: samples[index].label, group: groups[index],
        officialSplit: settings.ignoreOfficial ? nil : samples[index].officialSplit)
    }
    conflicts = SplitDealing.conflicts(candidates)

    let official = try OfficialSplit.assess(candidates)
    if let previous, official != nil {
      // What was published or decided stays; only samples with neither are dealt.
      let kept = candidates.map { previous[$0.key] ?? $0.officialSplit }
      var known = previous
      for (candidate, split) in zip(candidates, kept) { known[candidate.key] = split }
      let dealt = try GroupedSplitter(
        shares: settings.shares, seed: settings.seed, classCount: classCount
      ).assign(candidates, previous: known)
      assignment = zip(kept, dealt.assignment).map { $0 ?? $1 }
      (splitter, deviation, note) = (nil, nil, nil)
      return
    }
    guard let official else {
      let splitter = GroupedSplitter(
        shares: settings.shares, seed: settings.seed, classCount: classCount)
      let result = try splitter.assign(candidates, previous: previous)
      (assignment, deviation) = (result.assignment, result.totalDeviation)
      self.splitter = splitter
      note =
        result.movedSamples > 0
        ? "\(result.movedSamples) samples left their previous split because their groups merged"
        : nil
      return
    }
    (assignment, note) = try SplitDealing.completed(
      official, candidates, settings: settings, classCount: classCount)
    (splitter, deviation) = (nil, nil)
  }

  /// An official split with what it lacks: samples without one are dealt, and a missing validation split is
  /// cut from the training split, by whole groups.
  private static func completed(
    _ official: OfficialSplit, _ candidates: [SplitCandidate], settings: SplitSettings,
    classCount: Int
  ) throws(SamplingError) -> ([Split], String?) {
    var notes: [String] = []
    var assignment: [Split]
    if official.isComplete {
      assignment = official.assignment.map { $0 ?? .train }
    } else {
      var previous: [SampleKey: Split] = [:]
      for (candidate, split) in zip(candidates, official.assignment) where split != nil {
        previous[candidate.key] = split
      }
      let dealt = try GroupedSplitter(
        shares: settings.shares, seed: settings.seed, classCount: classCount
      ).assign(candidates, previous: previous)
      assignment = zip(official.assignment, dealt.assignment).map { $0 ?? $1 }
      notes.append("\(official.unassigned.count) samples had no official split and were dealt")
    }
    let train = assignment.indices.filter { assignment[$0] == .train }
    let shares = settings.shares
    let both = shares.train + shares.val
    if !assignment.contains(.val), !train.isEmpty, both > 0, shares.val > 0 {
      let part = try SplitShares(
        train: 1 - shares.val / both, val: shares.val / both, test: 0)
      let numbers = Dictionary(
        Set(train.map { candidates[$0].group }).sorted().enumerated().map { ($1, $0) }
      ) { first, _ in first }
      let result = try GroupedSplitter(shares: part, seed: settings.seed, classCount: classCount)
        .assign(
          train.map {
            SplitCandidate(
              key: candidates[$0].key, label: candidates[$0].label,
              group: numbers[candidates[$0].group] ?? 0)
          })
      for (index, split) in zip(train, result.assignment) { assignment[index] = split }
      notes.append(
        "the official split has no validation part; \(result.count(.val)) of its training samples became it"
      )
    }
    return (assignment, notes.isEmpty ? nil : notes.joined(separator: "; "))
  }

  /// The number of sample keys with more than one label.
  private static func conflicts(_ candidates: [SplitCandidate]) -> Int {
    var labels: [SampleKey: Int] = [:]
    var conflicting: Set<SampleKey> = []
    for candidate in candidates {
      if let other = labels[candidate.key] {
        if other != candidate.label { conflicting.insert(candidate.key) }
      } else {
        labels[candidate.key] = candidate.label
      }
    }
    return conflicting.count
  }
}
