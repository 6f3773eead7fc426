package import Core

/// Sorts indices by sample keys or by keyed draws.
package enum KeyOrder {
  /// The indices of the keys in ascending order; equal keys stand in input order.
  ///
  /// The leading eight bytes decide nearly always, so whole digests are hardly ever compared.
  package static func ascending(_ keys: [SampleKey]) -> [Int] {
    sorted(by: keys.map { $0.digest.first8.byteSwapped }) { left, right in
      keys[left] == keys[right] ? left < right : keys[left] < keys[right]
    }
  }

  /// The indices sorted by a 64-bit word; `precedes` decides between equal words.
  package static func sorted(by words: [UInt64], ties precedes: (Int, Int) -> Bool) -> [Int] {
    var entries = words.enumerated().map { (word: $1, index: $0) }
    entries.sort { left, right in
      left.word == right.word ? precedes(left.index, right.index) : left.word < right.word
    }
    return entries.map(\.index)
  }
}
