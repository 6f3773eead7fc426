public import Core

/// What an assignment leaks: groups that lie on more than one side of it.
public struct SplitLeaks: Hashable, Sendable {
  /// The leaks between two splits.
  public struct Pair: Hashable, Sendable {
    /// The earlier split of the two.
    public let first: Split
    /// The later split of the two.
    public let second: Split
    /// Groups with members in both.
    public let groups: Int
    /// Members of such groups in the earlier split.
    public let samplesInFirst: Int
    /// Members of such groups in the later split.
    public let samplesInSecond: Int

    /// The pair as `{"between": ["train", "test"], "groups": …, "samples": […, …]}`.
    public var json: JSON {
      [
        "between": [.string(first.rawValue), .string(second.rawValue)],
        "groups": .integer(groups),
        "samples": [.integer(samplesInFirst), .integer(samplesInSecond)],
      ]
    }
  }

  /// train–val, train–test and val–test.
  public let pairs: [Pair]
  /// Candidates of val and test (their indices, ascending) whose group has a member in an earlier split:
  /// a score on a test set without them is leak-free.
  public let leakedIndices: [Int]

  /// Whether no group lies on two sides.
  public var isClean: Bool { pairs.allSatisfy { $0.groups == 0 } }

  /// Counts what an assignment leaks; candidates without a split (`nil`) leak nothing.
  ///
  /// - Throws: `SamplingError` when the lists differ in length or a group number is out of range.
  public init(_ candidates: [SplitCandidate], assignment: [Split?]) throws(SamplingError) {
    guard assignment.count == candidates.count else {
      throw .countMismatch(
        what: "splits", count: assignment.count, expected: candidates.count)
    }
    // Per group: its samples in train, val and test.
    var members = Array(repeating: SIMD3<Int>.zero, count: candidates.count)
    for (candidate, split) in zip(candidates, assignment) {
      guard members.indices.contains(candidate.group) else {
        throw .groupOutOfRange(
          group: candidate.group, sampleCount: candidates.count, key: candidate.key)
      }
      if let split { members[candidate.group][split.order] += 1 }
    }
    pairs = [(Split.train, Split.val), (.train, .test), (.val, .test)].map { first, second in
      let leaking = members.filter { $0[first.order] > 0 && $0[second.order] > 0 }
      return Pair(
        first: first, second: second, groups: leaking.count,
        samplesInFirst: leaking.reduce(0) { $0 + $1[first.order] },
        samplesInSecond: leaking.reduce(0) { $0 + $1[second.order] })
    }
    leakedIndices = candidates.indices.filter { index in
      let group = members[candidates[index].group]
      return switch assignment[index] {
      case .val: group.x > 0
      case .test: group.x > 0 || group.y > 0
      default: false
      }
    }
  }

  /// The leaks as a list of pairs and the number of leaked samples.
  public var json: JSON {
    [
      "pairs": .array(pairs.map(\.json)),
      "leaked_samples": .integer(leakedIndices.count),
    ]
  }
}
