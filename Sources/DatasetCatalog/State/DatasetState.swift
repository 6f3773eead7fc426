public import Core

/// What a dataset is at one moment: which samples are in force, and each one's class, split, group and pin.
///
/// Bound to content: it knows sample keys, no sources, names, row numbers or times, so two workspaces of the same
/// pictures and the same judgements have the same state, whatever was imported or decided in which order.
/// `text` is its one form as a file; the digest is that of the text.
public struct DatasetState: Hashable, Sendable {
  /// One sample in force.
  public struct Sample: Hashable, Sendable {
    /// Its key; several members that hold the same bytes are several samples of one key.
    public var key: SampleKey
    /// The class that counts.
    public var label: Int
    /// Its split; nil where none was made since it came.
    public var split: Split?
    /// The number of the group it was split in, by the order of the groups' first samples.
    public var splitGroup: Int?
    /// The split that a decision pins it to.
    public var pin: Split?
    /// Whether a decision says that it is to be used, whatever checks say.
    public var isKept: Bool
    /// The place of its decided group in `groupNames`.
    public var group: Int?

    /// One sample in force.
    public init(
      key: SampleKey, label: Int, split: Split? = nil, splitGroup: Int? = nil, pin: Split? = nil,
      isKept: Bool = false, group: Int? = nil
    ) {
      (self.key, self.label, self.split, self.splitGroup) = (key, label, split, splitGroup)
      (self.pin, self.isKept, self.group) = (pin, isKept, group)
    }

    /// By key; what is equal there by everything else, so that the order is one.
    static func isBefore(_ left: Sample, _ right: Sample) -> Bool {
      if left.key != right.key { return left.key < right.key }
      func rank(_ sample: Sample) -> [Int] {
        [
          sample.label, sample.split?.order ?? -1, sample.splitGroup ?? -1,
          sample.pin?.order ?? -1, sample.isKept ? 1 : 0, sample.group ?? -1,
        ]
      }
      return rank(left).lexicographicallyPrecedes(rank(right))
    }
  }

  /// The classes in order.
  public let classNames: [String]
  /// The names of the decided groups of samples in force, in their order.
  public let groupNames: [String]
  /// The samples, by key.
  public let samples: [Sample]
  /// The pairs of samples in force that are no duplicates, in order.
  public let pairs: [SamplePair]

  /// A state; brought into its one order.
  init(classNames: [String], groupNames: [String], samples: [Sample], pairs: [SamplePair]) {
    self.classNames = classNames
    // Groups nobody in force is in are no part of the state.
    var used = Array(repeating: false, count: groupNames.count)
    for sample in samples { if let group = sample.group { used[group] = true } }
    let names = groupNames.indices.filter { used[$0] }.map { groupNames[$0] }
    var places = Array(repeating: 0, count: groupNames.count)
    for (place, index) in groupNames.indices.filter({ used[$0] }).enumerated() {
      places[index] = place
    }
    var ordered = samples
    for index in ordered.indices {
      if let group = ordered[index].group { ordered[index].group = places[group] }
    }
    self.groupNames = names
    Self.sort(&ordered)
    Self.numberGroups(&ordered)
    self.samples = ordered
    self.pairs = pairs.sorted()
  }

  private static func sort(_ samples: inout [Sample]) {
    let isSorted = zip(samples, samples.dropFirst()).allSatisfy { $0.key < $1.key }
    if !isSorted { samples.sort(by: Sample.isBefore) }
  }

  /// Split groups are numbered as the catalog stored them; the state's numbers follow from the state.
  private static func numberGroups(_ samples: inout [Sample]) {
    var numbers: [Int: Int] = [:]
    var start = 0
    while start < samples.count {
      var end = start + 1
      while end < samples.count, samples[end].key == samples[start].key { end += 1 }
      for index in start..<end {
        guard let group = samples[index].splitGroup else { continue }
        let number = numbers[group] ?? numbers.count
        numbers[group] = number
        samples[index].splitGroup = number
      }
      // Equal keys share a group, so the new numbers leave the order as it is.
      start = end
    }
  }
}
