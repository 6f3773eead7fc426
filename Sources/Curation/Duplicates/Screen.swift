internal import Core
internal import Imaging

/// Screens all pairs, a stretch of columns a round.
struct Screen: Sendable {
  let store: PictureStore
  /// Quarter turns of the second picture.
  let turn: Int
  let least: Int
  let pool: WorkerPool

  var rounds: Int { (store.count + NearSearch.columns - 1) / NearSearch.columns }

  /// The pairs whose second picture is among the columns of a round and whose bound reaches the level, by row.
  func candidates(round: Int) -> [Similarity.Candidate] {
    let first = round * NearSearch.columns
    let count = min(NearSearch.columns, store.count - first)
    let packed = packed(first: first, count: count)
    let tasks = (first + count + NearSearch.rows - 1) / NearSearch.rows
    return packed.withUnsafeBufferPointer { packed in
      guard let base = packed.baseAddress else { return [] }
      let columns = Columns(base: base)
      return pool.map(tasks) { task, _ in
        let row = task * NearSearch.rows
        return Similarity.screen(
          rows: store.descriptors(from: row), rowCount: min(NearSearch.rows, store.count - row),
          packed: columns.base, columnCount: count, least: least, firstRow: row,
          firstColumn: first)
      }.flatMap { $0 }
    }
  }

  /// The descriptors of some pictures, turned and packed.
  private func packed(first: Int, count: Int) -> [Int16] {
    var packed = [Int16](repeating: 0, count: Similarity.packedNumbers(count))
    packed.withUnsafeMutableBufferPointer { packed in
      guard let target = packed.baseAddress else { return }
      guard turn > 0 else {
        Similarity.pack(store.descriptors(from: first), count: count, into: target)
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
      start: store.descriptors(from: number), count: Similarity.numbers)
    return turn == 0 ? Array(numbers) : Similarity.turned(Array(numbers), quarterTurns: turn)
  }

  /// Columns that all workers read.
  private struct Columns: @unchecked Sendable {
    // Safe to share: nobody writes while it is lent.
    let base: UnsafePointer<Int16>
  }
}
