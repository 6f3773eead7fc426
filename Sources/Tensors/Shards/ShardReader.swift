public import Core

/// One shard, mapped: any row's values are one load away, nothing is parsed per row.
///
/// Opening checks the header, the tensors' types and shapes and the metadata; it does not read the
/// rows (`ShardVerifier` does). A row out of range is a programming error and stops the program.
public struct ShardReader: Sendable {
  /// Where the file is.
  public let path: String
  /// What its rows look like.
  public let layout: ShardLayout
  /// What it says about itself.
  public let metadata: ShardMetadata
  private let file: SafetensorsFile
  private let map: ShardMap

  /// Maps the shard at `path`.
  ///
  /// - Throws: `TensorError` where it cannot be read or is not a shard.
  public init(path: String) throws(TensorError) {
    let file = try SafetensorsFile(path: path)
    let (split, metadata) = try ShardMetadata.read(file.metadata, path: path)
    let images = try file.tensor("images")
    guard images.shape.count == 4 else {
      throw .wrongTensor(path: path, name: "images", expected: "of shape [N, C, H, W]")
    }
    let layout = try ShardLayout(
      split: split, imageType: images.type, channels: images.shape[1], height: images.shape[2],
      width: images.shape[3], classCount: metadata.classNames.count,
      softTargets: file.tensor(named: "targets") != nil)
    guard metadata.mean.count == layout.channels else {
      throw .badMetadata(path: path, key: "mean")
    }
    guard metadata.standardDeviation.count == layout.channels else {
      throw .badMetadata(path: path, key: "std")
    }
    do throws(ShardMapFault) {
      map = try ShardMap(layout: layout, rows: images.shape[0], slices: file.tensors)
    } catch {
      throw .wrongTensor(path: path, name: error.tensor, expected: "as a shard has it")
    }
    self.path = path
    self.layout = layout
    self.metadata = metadata
    self.file = file
  }

  /// The number of rows, N.
  public var count: Int { map.rows }
  /// The split the rows belong to.
  public var split: Split { layout.split }
  /// The classes in the order of their indices.
  public var classNames: [String] { metadata.classNames }

  /// The class index of a row, as stored.
  public func label(at row: Int) -> Int {
    Int(truncatingIfNeeded: load(row, map.labels, as: Int64.self))
  }

  /// The weight of a row in the loss.
  public func weight(at row: Int) -> Float {
    Float(bitPattern: load(row, map.weights, as: UInt32.self))
  }

  /// 0 for an original, 1… for its augmented copies.
  public func copy(at row: Int) -> Int { Int(load(row, map.copies, as: Int32.self)) }

  /// The distribution over the classes, `[K]`, or nil where the shard has no soft targets.
  public func target(at row: Int) -> [Float]? {
    guard let targets = map.targets else { return nil }
    let classCount = layout.classCount
    check(row)
    return (0..<classCount).map { index in
      Float(bitPattern: loadUnchecked(targets + (row * classCount + index) * 4, as: UInt32.self))
    }
  }

  /// The digest of the file the row was made from.
  public func contentID(at row: Int) -> ContentID { ContentID(digest(row, map.contentIDs)) }

  /// The key of the sample the row was made from.
  public func sampleKey(at row: Int) -> SampleKey { SampleKey(digest(row, map.sampleKeys)) }

  /// The stored CRC-32C of a row.
  public func checksum(at row: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: load(row, map.checksums, as: UInt64.self))
  }

  /// Whether a row's bytes still have the CRC-32C that was stored with them.
  public func verifyRow(_ row: Int) -> Bool {
    let stored = load(row, map.checksums, as: UInt64.self)
    return stored == file.withFileBytes { UInt64(map.checksum(row, in: $0)) }
  }

  /// Calls `body` with a row's image as stored, planar `[C, H, W]`; it may be unaligned.
  public func withImage<R, E: Error>(
    at row: Int, _ body: (UnsafeRawBufferPointer) throws(E) -> R
  ) throws(E) -> R {
    check(row)
    return try file.withFileBytes { bytes throws(E) in
      try body(UnsafeRawBufferPointer(rebasing: bytes[map.imageRange(row)]))
    }
  }

  /// The whole file's SHA-256, by reading all of it.
  func fileDigest() -> (bytes: Int, sha256: Digest) {
    file.withFileBytes { ($0.count, Digest.sha256(of: $0)) }
  }

  private func check(_ row: Int) {
    precondition(row >= 0 && row < map.rows, "row out of range")
  }

  private func load<Word: FixedWidthInteger & BitwiseCopyable>(
    _ row: Int, _ start: Int, as type: Word.Type
  ) -> Word {
    check(row)
    return loadUnchecked(start + row * MemoryLayout<Word>.size, as: type)
  }

  private func loadUnchecked<Word: FixedWidthInteger & BitwiseCopyable>(
    _ offset: Int, as type: Word.Type
  ) -> Word {
    file.withFileBytes { bytes in
      Word(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Word.self))
    }
  }

  private func digest(_ row: Int, _ start: Int) -> Digest {
    check(row)
    let from = start + row * Digest.byteCount
    return file.withFileBytes { bytes in
      Digest(bytes: UnsafeRawBufferPointer(rebasing: bytes[from..<from + Digest.byteCount]))
        ?? Digest.sha256(of: "")
    }
  }
}
