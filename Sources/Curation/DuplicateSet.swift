public import Core

/// Samples that show the same picture, or the same person, and what they disagree on.
public struct DuplicateSet: Hashable, Sendable {
  /// One sample's place in the dataset.
  public struct Member: Hashable, Sendable {
    /// The sample's number, as the caller counts.
    public let index: Int
    /// Its key.
    public let key: SampleKey
    /// Its class.
    public let label: Int
    /// Its split, where it has one.
    public let split: Split?

    /// A sample.
    public init(index: Int, key: SampleKey, label: Int, split: Split?) {
      (self.index, self.key, self.label, self.split) = (index, key, label, split)
    }
  }

  /// The samples, in the order in which they were given.
  public let members: [Member]

  /// A set of samples.
  public init(_ members: [Member]) { self.members = members }

  /// The classes they stand under, ascending.
  public var labels: [Int] { Set(members.map(\.label)).sorted() }

  /// The splits they lie in, in order.
  public var splits: [Split] { Set(members.compactMap(\.split)).sorted() }

  /// The findings: that they are duplicates, and, where it is so, that their labels differ and that they
  /// lie on several sides of a split.
  ///
  /// - Parameter classNames: the classes in order, for the reasons.
  public func findings(classNames: [String]) -> [Finding] {
    guard members.count > 1 else { return [] }
    let keys = members.map(\.key)
    var findings = [
      Finding(
        .exactDuplicate, samples: keys, measure: Double(members.count), threshold: 1,
        reason: "the same pixels occur \(members.count) times")
    ]
    if labels.count > 1 {
      let names = labels.map { classNames[$0] }.joined(separator: " and ")
      findings.append(
        Finding(
          .labelConflict, samples: keys, measure: Double(labels.count), threshold: 1,
          reason: "the same pixels stand under \(names)"))
    }
    if splits.count > 1 { findings.append(leak(what: "the same pixels lie")) }
    return findings
  }

  /// That they lie on several sides of a split.
  public func leak(what: String) -> Finding {
    let names = splits.map(\.rawValue).joined(separator: " and in ")
    return Finding(
      .leak, samples: members.map(\.key), measure: Double(splits.count), threshold: 1,
      reason: "\(what) in \(names)")
  }
}
