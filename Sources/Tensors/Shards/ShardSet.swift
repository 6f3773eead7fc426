public import Core

/// All rows of one split as one list, over mapped shards.
///
/// Opening reads the index, maps the split's shards and checks that they agree with it and with
/// each other, and that every label names a class. Digests are `ShardVerifier`'s work.
public struct ShardSet: Sendable {
  /// The folder of shards.
  public let folder: String
  /// The folder's index.
  public let index: ShardIndex
  /// The split.
  public let split: Split
  /// The shards in order.
  public let shards: [ShardReader]
  /// The number of rows.
  public let count: Int
  private let starts: [Int]

  /// Opens the shards of `split` in `folder`.
  ///
  /// - Throws: `TensorError`.
  public init(folder: String, split: Split) throws(TensorError) {
    let index = try ShardIndex(folder: folder)
    guard let entry = index[split], !entry.shards.isEmpty else {
      throw .noShards(folder: folder, split: split)
    }
    var shards: [ShardReader] = []
    var starts: [Int] = []
    var count = 0
    for listed in entry.shards {
      let shard = try ShardReader(path: Files.join(folder, listed.file.name))
      if let reason = Self.disagreement(of: shard, listed, index, split, first: shards.first) {
        throw .inconsistentShard(path: shard.path, reason: reason)
      }
      starts.append(count)
      shards.append(shard)
      count += shard.count
    }
    self.folder = folder
    self.index = index
    self.split = split
    self.shards = shards
    self.count = count
    self.starts = starts
  }

  static func disagreement(
    of shard: ShardReader, _ listed: ShardIndexFile, _ index: ShardIndex, _ split: Split,
    first: ShardReader?
  ) -> String? {
    if shard.split != split { return "it says it is of split \(shard.split.rawValue)" }
    if shard.count != listed.rows {
      return "it has \(shard.count) rows and the index says \(listed.rows)"
    }
    if shard.metadata.taxonomy != index.taxonomy || shard.classNames != index.classNames {
      return "its classes are not those of the index"
    }
    if let first, shard.layout != first.layout || shard.metadata != first.metadata {
      return "its layout or metadata is not that of the split's first shard"
    }
    for row in 0..<shard.count where !index.classNames.indices.contains(shard.label(at: row)) {
      return "the label of row \(row) names no class"
    }
    return nil
  }

  /// What every row looks like.
  public var layout: ShardLayout { shards[0].layout }
  /// What every shard says about itself.
  public var metadata: ShardMetadata { shards[0].metadata }
  /// The classes in the order of their indices.
  public var classNames: [String] { index.classNames }
  /// The number of classes, K.
  public var classCount: Int { index.classNames.count }
  /// C of each image.
  public var channels: Int { layout.channels }
  /// H of each image.
  public var height: Int { layout.height }
  /// W of each image.
  public var width: Int { layout.width }
  /// The mean of each channel over the training originals, in 0…1.
  public var mean: [Double] { metadata.mean }
  /// The standard deviation of each channel over the training originals, in 0…1.
  public var standardDeviation: [Double] { metadata.standardDeviation }

  /// The shard a row lies in, and its row there.
  public func place(of row: Int) -> (shard: Int, row: Int) {
    precondition(row >= 0 && row < count, "row out of range")
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= row { low = middle } else { high = middle }
    }
    return (low, row - starts[low])
  }

  /// The class index of a row.
  public func label(at row: Int) -> Int { read(row) { $0.label(at: $1) } }
  /// The weight of a row in the loss.
  public func weight(at row: Int) -> Float { read(row) { $0.weight(at: $1) } }
  /// 0 for an original, 1… for its augmented copies.
  public func copy(at row: Int) -> Int { read(row) { $0.copy(at: $1) } }
  /// The distribution over the classes, `[K]`, or nil where the shards have no soft targets.
  public func target(at row: Int) -> [Float]? { read(row) { $0.target(at: $1) } }
  /// The digest of the file the row was made from.
  public func contentID(at row: Int) -> ContentID { read(row) { $0.contentID(at: $1) } }
  /// The key of the sample the row was made from.
  public func sampleKey(at row: Int) -> SampleKey { read(row) { $0.sampleKey(at: $1) } }

  /// Copies a row's pixels, 0…255, planar `[C, H, W]`, whatever the stored type.
  public func copyPixels(at row: Int, into pixels: UnsafeMutableBufferPointer<UInt8>) {
    read(row) { $0.copyPixels(at: $1, into: pixels) }
  }

  /// Copies a row's image as numbers in 0…1, planar `[C, H, W]`, whatever the stored type.
  public func copyFloats(at row: Int, into floats: UnsafeMutableBufferPointer<Float>) {
    read(row) { $0.copyFloats(at: $1, into: floats) }
  }

  /// Calls `body` with a row's image as stored, planar `[C, H, W]`; it may be unaligned.
  public func withImage<R, E: Error>(
    at row: Int, _ body: (UnsafeRawBufferPointer) throws(E) -> R
  ) throws(E) -> R {
    let place = place(of: row)
    return try shards[place.shard].withImage(at: place.row, body)
  }

  private func read<R>(_ row: Int, _ body: (ShardReader, Int) -> R) -> R {
    let place = place(of: row)
    return body(shards[place.shard], place.row)
  }
}
