internal import Core
internal import DatasetCatalog
internal import Sampling

/// The splits that decisions pin groups to.
///
/// A pin is about a sample, and holds for everyone of its group: what must share a split goes where one of it is
/// pinned, even out of an official split.
struct SplitPins {
  /// The split of each pinned group.
  private let splits: [Int: Split]
  private let groups: [Int]
  private let keys: [SampleKey]

  /// Whether nothing is pinned.
  var isEmpty: Bool { splits.isEmpty }
  /// The number of pinned groups.
  var count: Int { splits.count }

  /// The pins of samples and their groups.
  ///
  /// - Throws: `SamplingError.contradictoryPins` for a group that is pinned to two splits.
  init(_ samples: [SampleSummary], groups: [Int]) throws(SamplingError) {
    var first: [Int: (key: SampleKey, split: Split)] = [:]
    for (sample, group) in zip(samples, groups) {
      guard let split = sample.pin else { continue }
      guard let other = first[group] else {
        first[group] = (sample.sampleKey, split)
        continue
      }
      guard other.split == split else {
        throw .contradictoryPins(
          first: other.key, other.split, second: sample.sampleKey, split)
      }
    }
    splits = first.mapValues(\.split)
    self.groups = groups
    keys = samples.map(\.sampleKey)
  }

  /// The split of the sample at a place, where its group is pinned.
  func split(at index: Int) -> Split? { splits.isEmpty ? nil : splits[groups[index]] }

  /// A previous assignment with the pins over it; nil where there is neither.
  func over(_ previous: [SampleKey: Split]?) -> [SampleKey: Split]? {
    guard !isEmpty else { return previous }
    var known = previous ?? [:]
    for index in keys.indices {
      if let split = split(at: index) { known[keys[index]] = split }
    }
    return known
  }

  /// What the certificate notes.
  var note: String? {
    isEmpty
      ? nil
      : count == 1 ? "1 group is where it is pinned" : "\(count) groups are where they are pinned"
  }
}
