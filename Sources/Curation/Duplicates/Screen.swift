internal import Core
internal import Imaging

/// Screens all pairs, a stretch of columns a round.
struct Screen: Sendable {
  let store: PictureStore
  /// Quarter turns of the second picture.
  let turn: Int
  /// Whether the second picture is its inner part; then every picture is a first and a second one.
  var isInner = false
  let least: Int
  let pool: WorkerPool

  var rounds: Int { (store.count + NearSearch.columns - 1) / NearSearch.columns }

  /// The pairs whose second picture is among the columns of a round and whose bound reaches the level, by row.
  ///
  /// The first has the smaller number, but for inner parts.
  func candidates(round: Int) -> [Similarity.Candidate] {
    let first = round * NearSearch.columns
    let count = min(NearSearch.columns, store.count - first)
    let packed = packed(first: first, count: count)
    let rows = isInner ? store.count : first + count
    let tasks = (rows + NearSearch.rows - 1) / NearSearch.rows
    // Columns that come after all rows are compared with each of them.
    let place = isInner ? first + store.count : first
    return packed.withUnsafeBufferPointer { packed in
      guard let base = packed.baseAddress else { return [] }
      let columns = Columns(base: base)
      return pool.map(tasks) { task, _ in
        let row = task * NearSearch.rows
        return Similarity.screen(
          rows: store.descriptors(from: row), rowCount: min(NearSearch.rows, store.count - row),
          packed: columns.base, columnCount: count, least: least, firstRow: row,
          firstColumn: place)
      }.flatMap { isInner ? $0.compactMap(unplaced) : $0 }
    }
  }

  private func unplaced(_ candidate: Similarity.Candidate) -> Similarity.Candidate? {
    let column = candidate.column - Int32(store.count)
    guard column != candidate.row else { return nil }
    return Similarity.Candidate(
      row: candidate.row, column: column, isPlain: candidate.isPlain,
      isMirrored: candidate.isMirrored)
  }

  private func descriptors(from number: Int) -> UnsafePointer<Int16> {
    isInner ? store.innerDescriptors(from: number) : store.descriptors(from: number)
  }

  /// The descriptors of some pictures, turned and packed.
  private func packed(first: Int, count: Int) -> [Int16] {
    var packed = [Int16](repeating: 0, count: Similarity.packedNumbers(count))
    packed.withUnsafeMutableBufferPointer { packed in
      guard let target = packed.baseAddress else { return }
      guard turn > 0 else {
        Similarity.pack(descriptors(from: first), count: count, into: target)
        return
      }
      var turned: [Int16] = []
      turned.reserveCapacity(count * Similarity.numbers)
      for number in first..<(first + count) { turned += descriptor(number) }
      turned.withUnsafeBufferPointer {
        if let base = $0.baseAddress { Similarity.pack(base, count: count, into: target) }
      }
    }
    return packed
  }

  /// The descriptor of a picture as a second one: turned.
  func descriptor(_ number: Int) -> [Int16] {
    let numbers = UnsafeBufferPointer(
      start: descriptors(from: number), count: Similarity.numbers)
    return turn == 0 ? Array(numbers) : Similarity.turned(Array(numbers), quarterTurns: turn)
  }

  /// Columns that all workers read.
  private struct Columns: @unchecked Sendable {
    // Safe to share: nobody writes while it is lent.
    let base: UnsafePointer<Int16>
  }
}
