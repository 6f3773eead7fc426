internal import Augmentation
internal import Core
internal import NeuralNetworks
internal import Tensors

/// Some rows of several shard sets, weighted and drawn as the shards' settings say of these rows alone.
struct FoldSource: SampleSource {
  private let parts: [ShardSource]
  private let rows: [FoldRow]
  /// The weight of a row of each class.
  private let weights: [Float]
  let sampling: RowSampling

  /// Rows of a table, standardized by these constants.
  ///
  /// - Parameter balancing: how rows are weighted and drawn; nil where they are only scored.
  init(
    _ rows: [FoldRow], of table: FoldTable, constants: PixelConstants,
    policy: AugmentationPolicy = .none, seed: UInt64, balancing: FoldBalancing? = nil
  ) throws(WorkbenchError) {
    parts = table.sets.map {
      ShardSource($0, policy: policy, seed: seed, constants: constants)
    }
    self.rows = rows
    let classCount = table.sets[0].classCount
    guard let balancing else {
      weights = Array(repeating: 1, count: classCount)
      sampling = .everyRow
      return
    }
    var counts = Array(repeating: 0, count: classCount)
    for row in rows { counts[table.sets[Int(row.part)].label(at: Int(row.row))] += 1 }
    weights = try balancing.weights(classCounts: counts)
    sampling = balancing.sampling(rows: rows.count)
  }

  var count: Int { rows.count }
  var classCount: Int { parts[0].classCount }
  var channels: Int { parts[0].channels }
  var height: Int { parts[0].height }
  var width: Int { parts[0].width }
  var classNames: [String]? { parts[0].classNames }

  private func place(_ row: Int) -> (source: ShardSource, row: Int) {
    let place = rows[row]
    return (parts[Int(place.part)], Int(place.row))
  }

  func label(at row: Int) -> Int {
    let place = place(row)
    return place.source.label(at: place.row)
  }

  func weight(at row: Int) -> Float { weights[label(at: row)] }

  func key(at row: Int) -> SampleKey {
    let place = place(row)
    return place.source.key(at: place.row)
  }

  func copy(at row: Int) -> UInt32 {
    let place = place(row)
    return place.source.copy(at: place.row)
  }

  func contentID(at row: Int) -> ContentID {
    let place = place(row)
    return place.source.shards.contentID(at: place.row)
  }

  func split(at row: Int) -> Split { place(row).source.shards.split }

  func fill(row: Int, use: RowUse?, into image: UnsafeMutableBufferPointer<Float>) {
    let place = place(row)
    place.source.fill(row: place.row, use: use, into: image)
  }

  func fillTarget(row: Int, into target: UnsafeMutableBufferPointer<Float>) -> Bool {
    let place = place(row)
    return place.source.fillTarget(row: place.row, into: target)
  }
}
