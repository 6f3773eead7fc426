internal import Core

/// Where the values of each row lie in a shard's file.
struct ShardMap: Sendable {
  let layout: ShardLayout
  let rows: Int
  let labels: Int
  let checksums: Int
  let copies: Int
  let weights: Int
  let targets: Int?
  let contentIDs: Int
  let sampleKeys: Int
  let images: Int

  /// The places of `slices`, or the name of a tensor that is missing, superfluous or of another
  /// type or shape.
  init(layout: ShardLayout, rows: Int, slices: [TensorSlice]) throws(ShardMapFault) {
    var starts: [String: Int] = [:]
    let expected = layout.tensors(rows: rows)
    for slice in slices {
      guard
        expected.contains(where: { name, type, shape in
          name == slice.name && type == slice.type && shape == slice.shape
        })
      else { throw ShardMapFault(tensor: slice.name) }
      starts[slice.name] = slice.byteRange.lowerBound
    }
    func start(_ name: String) throws(ShardMapFault) -> Int {
      guard let start = starts[name] else { throw ShardMapFault(tensor: name) }
      return start
    }
    self.layout = layout
    self.rows = rows
    labels = try start("labels")
    checksums = try start("row_crc32c")
    copies = try start("copies")
    weights = try start("weights")
    targets = layout.softTargets ? try start("targets") : nil
    contentIDs = try start("content_ids")
    sampleKeys = try start("sample_keys")
    images = try start("images")
  }

  /// The bytes of a row's image in the file.
  func imageRange(_ row: Int) -> Range<Int> {
    let start = images + row * layout.imageBytes
    return start..<start + layout.imageBytes
  }

  /// The CRC-32C of a row as it lies in `file`: images, labels, weights, targets, content ids,
  /// sample keys, copies.
  func checksum(_ row: Int, in file: UnsafeRawBufferPointer) -> UInt32 {
    func extend(_ checksum: UInt32, _ start: Int, _ size: Int) -> UInt32 {
      let from = start + row * size
      return CRC32C.checksum(
        UnsafeRawBufferPointer(rebasing: file[from..<from + size]), continuing: checksum)
    }
    var checksum = extend(0, images, layout.imageBytes)
    checksum = extend(checksum, labels, 8)
    checksum = extend(checksum, weights, 4)
    if let targets { checksum = extend(checksum, targets, 4 * layout.classCount) }
    checksum = extend(checksum, contentIDs, Digest.byteCount)
    checksum = extend(checksum, sampleKeys, Digest.byteCount)
    return extend(checksum, copies, 4)
  }
}

/// A tensor that does not fit the layout of a shard.
struct ShardMapFault: Error {
  let tensor: String
}
