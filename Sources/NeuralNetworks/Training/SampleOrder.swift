internal import Core

/// The order of samples in an epoch: a keyed permutation.
///
/// Rows are sorted by a 64-bit draw keyed with seed, sample, copy and epoch, so that a row's place does not
/// depend on where it lies in the file, and copies of one sample are spread over the epoch.
package enum SampleOrder {
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
}
