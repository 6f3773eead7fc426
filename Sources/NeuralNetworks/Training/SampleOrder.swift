internal import Core

/// A row in the order of an epoch.
package struct EpochRow: Hashable, Sendable {
  /// The row of the set.
  package let row: Int
  /// How often it came before in the epoch.
  package let occurrence: UInt32

  package init(row: Int, occurrence: UInt32) { (self.row, self.occurrence) = (row, occurrence) }
}

/// The order of samples in an epoch.
package enum SampleOrder {
  /// The rows of an epoch as the set's sampling says.
  package static func epoch(
    _ epoch: UInt32, of source: some SampleSource, seed: UInt64, purpose: String = "order"
  ) -> [EpochRow] {
    switch source.sampling {
    case .everyRow:
      rows(of: source, seed: seed, epoch: epoch, purpose: purpose)
        .map { EpochRow(row: $0, occurrence: 0) }
    case .balancedClasses(let length):
      balanced(length, of: source, seed: seed, epoch: epoch, purpose: purpose)
    }
  }

  /// Every row once, in a keyed permutation.
  ///
  /// Rows are sorted by a 64-bit draw keyed with seed, sample, copy and epoch, so that a row's place does not
  /// depend on where it lies in the file, and copies of one sample are spread over the epoch.
  package static func rows(
    of source: some SampleSource, seed: UInt64, epoch: UInt32, purpose: String = "order"
  ) -> [Int] {
    let key = LuckKey(seed: seed, purpose: purpose)
    var drawn: [(draw: UInt64, row: Int)] = []
    drawn.reserveCapacity(source.count)
    for row in 0..<source.count {
      drawn.append(
        (key.draw64(for: source.key(at: row), epoch: epoch ^ source.copy(at: row) << 16), row))
    }
    drawn.sort { ($0.draw, $0.row) < ($1.draw, $1.row) }
    return drawn.map(\.row)
  }

  /// Draws with replacement; draw number n has a stream of its own, keyed with seed, epoch and n.
  ///
  /// The rows of a class stand in the order of sample and copy, so that the draws do not depend on where rows
  /// lie in the files. O(n log n).
  private static func balanced(
    _ length: Int, of source: some SampleSource, seed: UInt64, epoch: UInt32, purpose: String
  ) -> [EpochRow] {
    var classes = Array(repeating: [Int](), count: source.classCount)
    for row in 0..<source.count { classes[source.label(at: row)].append(row) }
    classes.removeAll(where: \.isEmpty)
    guard !classes.isEmpty else { return [] }
    for index in classes.indices {
      classes[index].sort { left, right in
        let (first, second) = (source.key(at: left), source.key(at: right))
        if first != second { return first < second }
        return (source.copy(at: left), left) < (source.copy(at: right), right)
      }
    }
    let key = LuckKey(seed: seed, purpose: "\(purpose)/sampler")
    var used = Array(repeating: UInt32(0), count: source.count)
    return (0..<length).map { number in
      var luck = key.luck(for: UInt64(number), epoch: epoch)
      let rows = classes[luck.index(below: classes.count)]
      let row = rows[luck.index(below: rows.count)]
      defer { used[row] += 1 }
      return EpochRow(row: row, occurrence: used[row])
    }
  }
}
