/// The images of the present batch as they were loaded, and room for those of the next.
///
/// The next batch is loaded while the present one is trained on, by workers that would wait otherwise. An
/// image depends on its row, epoch and occurrence alone, so it is the same whenever it is loaded.
package struct ImageQueue {
  /// The images of the present batch.
  package private(set) var present: FloatBuffer
  /// Where the next batch's are loaded.
  package private(set) var next: FloatBuffer
  private var promised: (rows: [EpochRow], epoch: UInt32?)?

  package init(first: FloatBuffer) {
    present = first
    next = FloatBuffer(first.count)
  }

  /// Forgets what was loaded ahead, for the rows may come from another set.
  package mutating func forget() { promised = nil }

  /// Says that `next` will hold these rows when the step under way is done.
  package mutating func promise(_ rows: [EpochRow], epoch: UInt32?) {
    promised = rows.isEmpty ? nil : (rows, epoch)
  }

  /// Makes `next` the present images if they are these; false when the rows have to be loaded.
  package mutating func advance(to rows: [EpochRow], epoch: UInt32?) -> Bool {
    defer { promised = nil }
    guard let promised, promised.rows == rows, promised.epoch == epoch else { return false }
    swap(&present, &next)
    return true
  }
}
