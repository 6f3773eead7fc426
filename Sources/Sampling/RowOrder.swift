public import Core

/// The order of the rows of a shard set: a keyed permutation.
public enum RowOrder {
  /// The indices of the rows in their order: sorted by a keyed 64-bit draw (purpose "rows", the copy number
  /// as epoch), ties by sample key, then by `precedes`, then by copy.
  ///
  /// `precedes` compares two rows with one sample key by source and member; it must not look at input
  /// order, or the order of equal samples depends on it. O(n log n).
  public static func sorted(
    keys: [SampleKey], copies: [Int32], seed: UInt64, precedes: (Int, Int) -> Bool
  ) throws(SamplingError) -> [Int] {
    guard copies.count == keys.count else {
      throw .countMismatch(what: "copy numbers", count: copies.count, expected: keys.count)
    }
    let luck = LuckKey(seed: seed, purpose: "rows")
    let draws = zip(keys, copies).map { luck.draw64(for: $0, epoch: UInt32(bitPattern: $1)) }
    return KeyOrder.sorted(by: draws) { left, right in
      if keys[left] != keys[right] { return keys[left] < keys[right] }
      if precedes(left, right) { return true }
      if precedes(right, left) { return false }
      return copies[left] == copies[right] ? left < right : copies[left] < copies[right]
    }
  }
}
