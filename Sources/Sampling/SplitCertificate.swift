public import Core

/// What a split promises, for the report and for others to check.
public struct SplitCertificate: Hashable, Sendable {
  /// How the assignment came about.
  public enum Origin: String, Hashable, Sendable {
    /// Dealt by `GroupedSplitter`.
    case dealt
    /// Published by the dataset's authors and kept.
    case official
  }

  /// How the assignment came about.
  public let origin: Origin
  /// The seed and shares of a dealt split.
  public let splitter: GroupedSplitter?
  /// The class names in order.
  public let classNames: [String]
  /// Samples per split and class: `counts[split.order][label]`.
  public let counts: [[Int]]
  /// The number of groups, and the samples of the largest.
  public let groupCount: Int
  /// The number of samples of the largest group.
  public let largestGroup: Int
  /// What leaks across the split; nothing when it was dealt.
  public let leaks: SplitLeaks
  /// SHA-256 of the lines "sample-key split", sorted.
  public let digest: Digest

  /// Certifies an assignment; the leaks are counted afresh, whatever made it.
  ///
  /// - Parameter splitter: what dealt the assignment, or `nil` for an official split.
  /// - Throws: `SamplingError` when the lists differ in length, or a class or group is out of range.
  public init(
    candidates: [SplitCandidate], assignment: [Split], classNames: [String],
    splitter: GroupedSplitter?
  ) throws(SamplingError) {
    leaks = try SplitLeaks(candidates, assignment: assignment)
    var counts = Array(repeating: Array(repeating: 0, count: classNames.count), count: 3)
    var sizes = Array(repeating: 0, count: candidates.count)
    for (candidate, split) in zip(candidates, assignment) {
      guard classNames.indices.contains(candidate.label) else {
        throw .labelOutOfRange(
          label: candidate.label, classCount: classNames.count, key: candidate.key)
      }
      counts[split.order][candidate.label] += 1
      sizes[candidate.group] += 1
    }
    origin = splitter == nil ? .official : .dealt
    (self.splitter, self.classNames, self.counts) = (splitter, classNames, counts)
    groupCount = sizes.count { $0 > 0 }
    largestGroup = sizes.max() ?? 0
    digest = SplitCertificate.digest(keys: candidates.map(\.key), assignment: assignment)
  }

  /// SHA-256 of the lines.
  public static func digest(keys: [SampleKey], assignment: [Split]) -> Digest {
    var hasher = SHA256Hasher()
    forEachLine(keys, assignment) { hasher.update($0) }
    return hasher.finalize()
  }

  /// The lines "key split" with a newline each, sorted by key, then split.
  public static func lines(keys: [SampleKey], assignment: [Split]) -> String {
    var text = ""
    text.reserveCapacity(keys.count * 71)
    forEachLine(keys, assignment) { text += $0 }
    return text
  }

  private static func forEachLine(
    _ keys: [SampleKey], _ assignment: [Split], _ body: (String) -> Void
  ) {
    let order = KeyOrder.sorted(by: keys.map { $0.digest.first8.byteSwapped }) { left, right in
      (keys[left], assignment[left]) < (keys[right], assignment[right])
    }
    for index in order { body("\(keys[index].digest.hex) \(assignment[index].rawValue)\n") }
  }
}
