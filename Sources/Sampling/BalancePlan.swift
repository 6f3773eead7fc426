public import Core

/// Which training sample is kept, and which augmented copies it gets.
///
/// Copy 0 is the original; copies from 1 on are augmented, never plain repeats. The copies a class lacks are
/// spread evenly over its samples, the odd ones by keyed order, so the plan does not depend on the order of the
/// samples. Samples with equal keys (the same content twice) never share a copy number, or their copies would be
/// equal. A class that is too large keeps the samples that come first in `BalanceThinning`'s order.
public struct BalancePlan: Hashable, Sendable {
  /// What a class has and gets.
  public struct ClassShare: Hashable, Sendable {
    /// Originals there are.
    public let originals: Int
    /// Originals that are left out.
    public let leftOut: Int
    /// Augmented copies on top.
    public let copies: Int
    /// Rows in all.
    public var rows: Int { originals - leftOut + copies }
  }

  /// Whether each sample is kept, in input order.
  public let isKept: [Bool]
  /// The copy numbers of each sample, in input order; empty for a sample without copies.
  public let copies: [Range<Int32>]
  /// Per class; a class without samples stays empty: there is nothing to copy.
  public let classes: [ClassShare]
  /// The rows that classes are brought to, where the method has a target.
  public let target: Int?

  /// The number of rows: originals that are kept, and copies.
  public var rowCount: Int { classes.reduce(0) { $0 + $1.rows } }

  /// Plans the samples of the training split.
  ///
  /// - Parameters:
  ///   - groups: the group of each sample (subjects, near duplicates), which thinning spreads over; nil where
  ///     every sample is a group of its own.
  ///   - precedes: compares two samples with one key by source and member; it must not look at input order, or
  ///     the plan depends on it for them.
  /// - Throws: `SamplingError` for lists of different length, a class out of range, or a target below 1
  ///   or out of reach of 32-bit copy numbers.
  public init(
    _ balancing: Balancing, keys: [SampleKey], labels: [Int], groups: [Int64]? = nil,
    classCount: Int, seed: UInt64, precedes: (Int, Int) -> Bool
  ) throws(SamplingError) {
    guard keys.count == labels.count else {
      throw .countMismatch(what: "classes", count: labels.count, expected: keys.count)
    }
    if let groups, groups.count != keys.count {
      throw .countMismatch(what: "groups", count: groups.count, expected: keys.count)
    }
    var sizes = Array(repeating: 0, count: classCount)
    for (key, label) in zip(keys, labels) {
      guard sizes.indices.contains(label) else {
        throw .labelOutOfRange(label: label, classCount: classCount, key: key)
      }
      sizes[label] += 1
    }
    let rows = try balancing.target?.rows(classCounts: sizes)
    target = rows
    let missing = sizes.map { size in
      size == 0 || !balancing.fills ? 0 : max(0, (rows ?? 0) - size)
    }
    let surplus = sizes.map { balancing.thins ? max(0, $0 - (rows ?? $0)) : 0 }
    let (limit, total) = (Int(Int32.max), missing.reduce(0.0) { $0 + Double($1) })
    guard total <= Double(limit) else {
      throw .tooManyCopies(count: Int(min(total, 0x1p62)), limit: limit)
    }
    classes = sizes.indices.map {
      ClassShare(originals: sizes[$0], leftOut: surplus[$0], copies: missing[$0])
    }
    isKept = BalanceThinning.kept(
      zip(sizes, surplus).map { $0 - $1 }, sizes: sizes, keys: keys, labels: labels,
      groups: groups, seed: seed, precedes: precedes)
    guard total > 0 else {
      copies = Array(repeating: 1..<1, count: keys.count)
      return
    }
    copies = BalancePlan.spread(
      missing: missing, sizes: sizes, keys: keys, labels: labels, seed: seed, precedes: precedes)
  }

  private static func spread(
    missing: [Int], sizes: [Int], keys: [SampleKey], labels: [Int], seed: UInt64,
    precedes: (Int, Int) -> Bool
  ) -> [Range<Int32>] {
    let luck = LuckKey(seed: seed, purpose: "balance")
    let order = KeyOrder.sorted(by: keys.map { luck.draw64(for: $0) }) { left, right in
      keys[left] == keys[right] ? precedes(left, right) : keys[left] < keys[right]
    }
    var rank = Array(repeating: 0, count: sizes.count)
    var copies = Array(repeating: Int32(1)..<1, count: keys.count)
    var (previous, next) = (SampleKey?.none, Int32(1))
    for index in order {
      // Equal keys are neighbours; their copy numbers go on where the last one's ended.
      if keys[index] != previous { (previous, next) = (keys[index], 1) }
      let label = labels[index]
      let odd = rank[label] < missing[label] % sizes[label] ? 1 : 0
      let count = Int32(missing[label] / sizes[label] + odd)
      rank[label] += 1
      copies[index] = next..<(next + count)
      next += count
    }
    return copies
  }
}
