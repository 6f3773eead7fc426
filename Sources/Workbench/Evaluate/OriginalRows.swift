internal import Core
internal import NeuralNetworks
internal import Tensors

/// The originals of a source of rows: augmented copies are not scored.
struct OriginalRows: SampleSource {
  let base: ShardSource
  /// The rows of the base that are originals, ascending.
  let rows: [Int]

  init(_ base: ShardSource) {
    self.base = base
    rows = (0..<base.count).filter { base.shards.copy(at: $0) == 0 }
  }

  var count: Int { rows.count }
  var classCount: Int { base.classCount }
  var channels: Int { base.channels }
  var height: Int { base.height }
  var width: Int { base.width }

  func label(at row: Int) -> Int { base.label(at: rows[row]) }
  func weight(at row: Int) -> Float { 1 }
  func key(at row: Int) -> SampleKey { base.key(at: rows[row]) }
  func contentID(at row: Int) -> ContentID { base.shards.contentID(at: rows[row]) }

  func fill(row: Int, use: RowUse?, into image: UnsafeMutableBufferPointer<Float>) {
    base.fill(row: rows[row], use: nil, into: image)
  }
}
