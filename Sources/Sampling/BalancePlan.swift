public import Core

/// Which training sample gets which augmented copies.
///
/// Copy 0 is the original and every sample has it; copies from 1 on are augmented, never plain repeats.
/// The copies a class lacks are spread evenly over its samples, the odd ones by keyed order, so the plan
/// does not depend on the order of the samples. Samples with equal keys (the same content twice) never
/// share a copy number, or their copies would be equal.
public struct BalancePlan: Hashable, Sendable {
  /// What a class has and gets.
  public struct ClassShare: Hashable, Sendable {
    /// Originals.
    public let originals: Int
    /// Augmented copies on top.
    public let copies: Int
    /// Rows in all.
    public var rows: Int { originals + copies }
  }

  /// The copy numbers of each sample, in input order; empty for a sample without copies.
  public let copies: [Range<Int32>]
  /// Per class; a class without samples stays empty: there is nothing to copy.
  public let classes: [ClassShare]

  /// The number of rows: originals and copies.
  public var rowCount: Int { classes.reduce(0) { $0 + $1.rows } }

  /// Plans the copies of the samples of the training split.
  ///
  /// - Parameter precedes: compares two samples with one key by source and member; it must not look at
  ///   input order, or the plan depends on it for them.
  /// - Throws: `SamplingError` for lists of different length, a class out of range, or a target below 1
  ///   or out of reach of 32-bit copy numbers.
  public init(
    _ balancing: Balancing, keys: [SampleKey], labels: [Int], classCount: Int, seed: UInt64,
    precedes: (Int, Int) -> Bool
  ) throws(SamplingError) {
    guard keys.count == labels.count else {
      throw .countMismatch(what: "classes", count: labels.count, expected: keys.count)
    }
    var sizes = Array(repeating: 0, count: classCount)
    for (key, label) in zip(keys, labels) {
      guard sizes.indices.contains(label) else {
        throw .labelOutOfRange(label: label, classCount: classCount, key: key)
      }
      sizes[label] += 1
    }
    guard case .oversample(let target) = balancing else {
      copies = Array(repeating: 1..<1, count: keys.count)
      classes = sizes.map { ClassShare(originals: $0, copies: 0) }
      return
    }
    let rows = try target.rows(classCounts: sizes)
    let missing = sizes.map { $0 == 0 ? 0 : max(0, rows - $0) }
    let (limit, total) = (Int(Int32.max), missing.reduce(0.0) { $0 + Double($1) })
    guard total <= Double(limit) else {
      throw .tooManyCopies(count: Int(min(total, 0x1p62)), limit: limit)
    }
    classes = zip(sizes, missing).map { ClassShare(originals: $0, copies: $1) }
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
