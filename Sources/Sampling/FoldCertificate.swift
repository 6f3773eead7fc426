public import Core

/// What folds promise: their sizes by class, and that no group lies in two of them.
public struct FoldCertificate: Hashable, Sendable {
  /// How the folds were dealt.
  public let folds: GroupedFolds
  /// The class names in order.
  public let classNames: [String]
  /// Samples per fold and class.
  public let counts: [[Int]]
  /// The number of groups.
  public let groupCount: Int
  /// The number of samples of the largest group.
  public let largestGroup: Int
  /// Groups with members in two folds, by the pair of folds, from 0; every pair is looked at.
  public let leaks: [FoldPair: Int]
  /// SHA-256 of the lines "sample-key fold", sorted; folds are counted from 1.
  public let digest: Digest

  /// Two folds, counted from 0.
  public struct FoldPair: Hashable, Comparable, Sendable {
    /// The earlier fold.
    public let first: Int
    /// The later fold.
    public let second: Int

    /// By the first fold, then the second.
    public static func < (left: FoldPair, right: FoldPair) -> Bool {
      (left.first, left.second) < (right.first, right.second)
    }
  }

  /// Certifies an assignment to folds, counted from 0; leaks are counted afresh, whatever made it.
  ///
  /// - Throws: `SamplingError` when the lists differ in length, or a class or group is out of range.
  public init(
    candidates: [SplitCandidate], assignment: [Int], folds: GroupedFolds, classNames: [String]
  ) throws(SamplingError) {
    guard assignment.count == candidates.count else {
      throw .countMismatch(what: "folds", count: assignment.count, expected: candidates.count)
    }
    var counts = Array(
      repeating: Array(repeating: 0, count: classNames.count), count: folds.count)
    var sizes = Array(repeating: 0, count: candidates.count)
    var places = Array(repeating: Set<Int>(), count: candidates.count)
    for (candidate, fold) in zip(candidates, assignment) {
      guard classNames.indices.contains(candidate.label) else {
        throw .labelOutOfRange(
          label: candidate.label, classCount: classNames.count, key: candidate.key)
      }
      guard sizes.indices.contains(candidate.group) else {
        throw .groupOutOfRange(
          group: candidate.group, sampleCount: candidates.count, key: candidate.key)
      }
      counts[fold][candidate.label] += 1
      sizes[candidate.group] += 1
      places[candidate.group].insert(fold)
    }
    var leaks: [FoldPair: Int] = [:]
    for place in places where place.count > 1 {
      let sorted = place.sorted()
      for (index, first) in sorted.enumerated() {
        for second in sorted[(index + 1)...] {
          leaks[FoldPair(first: first, second: second), default: 0] += 1
        }
      }
    }
    (self.folds, self.classNames, self.counts, self.leaks) = (folds, classNames, counts, leaks)
    groupCount = sizes.count { $0 > 0 }
    largestGroup = sizes.max() ?? 0
    var hasher = SHA256Hasher()
    Self.forEachLine(candidates.map(\.key), assignment) { hasher.update($0) }
    digest = hasher.finalize()
  }

  /// The lines "key fold" with a newline each, sorted by key, then fold; folds are counted from 1.
  public static func lines(keys: [SampleKey], assignment: [Int]) -> String {
    var text = ""
    text.reserveCapacity(keys.count * 67)
    forEachLine(keys, assignment) { text += $0 }
    return text
  }

  private static func forEachLine(
    _ keys: [SampleKey], _ assignment: [Int], _ body: (String) -> Void
  ) {
    let order = KeyOrder.sorted(by: keys.map { $0.digest.first8.byteSwapped }) { left, right in
      (keys[left], assignment[left]) < (keys[right], assignment[right])
    }
    for index in order { body("\(keys[index].digest.hex) \(assignment[index] + 1)\n") }
  }

  /// The certificate with sorted keys: a pure function of the samples, groups and folds.
  public var json: JSON {
    let totals = counts.map { $0.reduce(0, +) }
    let even = Double(totals.reduce(0, +)) / Double(folds.count)
    return [
      "assignment": .string(digest.hex),
      "classes": .array(classNames.map(JSON.string)), "clean": .bool(leaks.isEmpty),
      "counts": .array(counts.map { .array($0.map(JSON.integer)) }),
      "deviation": .array(totals.map { .number(Double($0) - even) }),
      "folds": .integer(folds.count), "groups": .integer(groupCount),
      "largest_group": .integer(largestGroup),
      "leaks": .array(
        leaks.sorted { $0.key < $1.key }.map { pair, groups in
          [
            "between": [.integer(pair.first + 1), .integer(pair.second + 1)],
            "groups": .integer(groups),
          ]
        }),
      "seed": .string(String(folds.seed)), "totals": .array(totals.map(JSON.integer)),
    ]
  }
}
