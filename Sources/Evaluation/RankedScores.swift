/// The rows of some predictions by the rising probability of one class, in O(N) by a radix sort.
///
/// An entry holds the probability's bits and whether the row is of the class in its upper half, the row's
/// number in its lower. Probabilities are not negative, so their bit patterns sort as they do.
struct RankedScores {
  private(set) var entries: [UInt64] = []
  private var spare: [UInt64] = []
  private(set) var positives = 0

  /// Sorts the rows by a class; the storage is used again from class to class.
  mutating func sort(_ predictions: Predictions, class label: Int) {
    let (count, k) = (predictions.count, predictions.classCount)
    if entries.count != count {
      entries = Array(repeating: 0, count: count)
      spare = entries
    }
    positives = 0
    for row in 0..<count {
      // +0 unites the two zeros.
      let bits = (predictions.probabilities[row * k + label] + 0).bitPattern << 1
      let isPositive = predictions.labels[row] == label
      if isPositive { positives += 1 }
      entries[row] = UInt64(bits | (isPositive ? 1 : 0)) << 32 | UInt64(row)
    }
    for shift in [UInt64(32), 43, 54] { pass(shift) }
  }

  private mutating func pass(_ shift: UInt64) {
    var places = Array(repeating: 0, count: 2048)
    for entry in entries { places[Int(entry >> shift & 2047)] += 1 }
    var next = 0
    for digit in places.indices { (places[digit], next) = (next, next + places[digit]) }
    for entry in entries {
      let digit = Int(entry >> shift & 2047)
      spare[places[digit]] = entry
      places[digit] += 1
    }
    swap(&entries, &spare)
  }

  /// The score and whether the row is of the class, without the row's number.
  func appendKeys(to keys: inout [UInt32]) {
    for entry in entries { keys.append(UInt32(entry >> 32)) }
  }
}

/// Equal scores of a sorted list: one step of the ROC and of the precision–recall curve.
struct ScoreStep {
  /// Where the step begins and ends in the list.
  let range: Range<Int>
  /// Rows of the class and rows of others among the equal scores.
  let positives: Int
  let negatives: Int
  /// Rows of the class and rows of others with lower scores.
  let positivesBelow: Int
  let negativesBelow: Int

  /// Calls `body` with every step by rising score; `key(place)` is the score's bits, the lowest bit the class.
  @inline(__always)
  static func forEach(_ count: Int, key: (Int) -> UInt32, _ body: (ScoreStep) -> Void) {
    var (positives, negatives, start) = (0, 0, 0)
    while start < count {
      let score = key(start) >> 1
      var (end, tied) = (start, 0)
      while end < count, key(end) >> 1 == score {
        tied += Int(key(end) & 1)
        end += 1
      }
      body(
        ScoreStep(
          range: start..<end, positives: tied, negatives: end - start - tied,
          positivesBelow: positives, negativesBelow: negatives))
      positives += tied
      negatives += end - start - tied
      start = end
    }
  }
}
