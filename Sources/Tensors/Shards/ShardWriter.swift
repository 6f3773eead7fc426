internal import Core

/// Gathers the rows of one shard in memory and writes them as one file.
///
/// Different rows may be set from different threads at the same time; one row only by one thread.
/// `commit` comes after all of them.
public final class ShardWriter: @unchecked Sendable {
  // Safe to share: `buffer` and `isSet` are fixed in place, and a row's bytes in both are touched
  // by the one thread that sets this row; `commit` runs when the rows are set.
  private let buffer: UnsafeMutableRawBufferPointer
  private let isSet: UnsafeMutableBufferPointer<Bool>
  private let map: ShardMap

  /// A shard of `rows` rows, none set yet.
  ///
  /// - Throws: `TensorError` where the metadata does not fit the layout, or the size overflows.
  public init(layout: ShardLayout, rows: Int, metadata: ShardMetadata) throws(TensorError) {
    guard rows >= 0 else { throw .badLayout(reason: "\(rows) rows") }
    guard metadata.classNames.count == layout.classCount else {
      throw .badLayout(
        reason: "\(metadata.classNames.count) class names for \(layout.classCount) classes")
    }
    guard metadata.mean.count == layout.channels,
      metadata.standardDeviation.count == layout.channels
    else { throw .badLayout(reason: "mean or deviation is not one figure a channel") }
    let (header, slices) = try SafetensorsHeader.layingOut(
      layout.tensors(rows: rows), metadata: try metadata.strings(split: layout.split))
    do throws(ShardMapFault) {
      map = try ShardMap(layout: layout, rows: rows, slices: slices)
    } catch { throw .badLayout(reason: "tensor '\(error.tensor)'") }
    let size = slices.last?.byteRange.upperBound ?? header.count
    buffer = .allocate(byteCount: size, alignment: SafetensorsHeader.alignment)
    buffer.copyBytes(from: header)
    isSet = .allocate(capacity: rows)
    isSet.initialize(repeating: false)
  }

  deinit {
    buffer.deallocate()
    isSet.deallocate()
  }

  /// The number of rows.
  public var rows: Int { map.rows }

  /// Sets row `row` of the shard.
  ///
  /// - Throws: `TensorError.badRow` where the row does not fit the layout.
  public func setRow(_ row: Int, _ value: ShardRow) throws(TensorError) {
    let layout = map.layout
    guard (0..<map.rows).contains(row) else {
      throw .badRow(row: row, reason: "the shard has \(map.rows) rows")
    }
    guard value.image.count == layout.imageValues else {
      throw .badRow(
        row: row, reason: "\(value.image.count) pixel values instead of \(layout.imageValues)")
    }
    guard (0..<layout.classCount).contains(value.label) else {
      throw .badRow(row: row, reason: "label \(value.label) of \(layout.classCount) classes")
    }
    guard value.weight.isFinite, let copy = Int32(exactly: value.copy), copy >= 0 else {
      throw .badRow(row: row, reason: "weight \(value.weight), copy \(value.copy)")
    }
    guard value.target?.count == (layout.softTargets ? layout.classCount : nil) else {
      throw .badRow(row: row, reason: "\(value.target?.count ?? 0) soft targets")
    }
    storeImage(value.image, row: row)
    store(Int64(value.label), at: map.labels + row * 8)
    store(value.weight.bitPattern, at: map.weights + row * 4)
    store(copy, at: map.copies + row * 4)
    if let targets = map.targets, let target = value.target {
      for (index, share) in target.enumerated() {
        store(share.bitPattern, at: targets + (row * layout.classCount + index) * 4)
      }
    }
    store(value.contentID.digest, at: map.contentIDs + row * Digest.byteCount)
    store(value.sampleKey.digest, at: map.sampleKeys + row * Digest.byteCount)
    let checksum = map.checksum(row, in: UnsafeRawBufferPointer(buffer))
    store(Int64(checksum), at: map.checksums + row * 8)
    isSet[row] = true
  }

  /// Writes the shard to `path`: a temporary name, synced, then renamed.
  ///
  /// - Throws: `TensorError.rowMissing`, or `.file` for a failed write.
  public func commit(to path: String) throws(TensorError) -> ShardSummary {
    if let row = isSet.firstIndex(of: false) { throw .rowMissing(row: row) }
    let bytes = UnsafeRawBufferPointer(buffer)
    do {
      let writer = try FileWriter(path: path)
      try writer.write(bytes)
      try writer.commit()
    } catch { throw .file(error) }
    var counts = Array(repeating: 0, count: map.layout.classCount)
    var originals = counts
    for row in 0..<map.rows {
      let label = Int(
        Int64(
          littleEndian: bytes.loadUnaligned(fromByteOffset: map.labels + row * 8, as: Int64.self))
      )
      let copy = bytes.loadUnaligned(fromByteOffset: map.copies + row * 4, as: Int32.self)
      counts[label] += 1
      if copy == 0 { originals[label] += 1 }
    }
    let file = FileSummary(
      name: Files.lastComponent(path), bytes: bytes.count, sha256: Digest.sha256(of: bytes))
    return ShardSummary(
      split: map.layout.split, file: file, rows: map.rows, classCounts: counts,
      originalCounts: originals)
  }

  private func storeImage(_ image: [UInt8], row: Int) {
    let start = map.imageRange(row).lowerBound
    switch map.layout.imageType {
    case .f16:
      for (index, value) in image.enumerated() {
        store(UnitPixel.halfBits(value), at: start + index * 2)
      }
    case .f32:
      for (index, value) in image.enumerated() {
        store(UnitPixel.float(value).bitPattern, at: start + index * 4)
      }
    default:
      UnsafeMutableRawBufferPointer(rebasing: buffer[start..<start + image.count])
        .copyBytes(from: image)
    }
  }

  private func store<Word: FixedWidthInteger & BitwiseCopyable>(_ word: Word, at offset: Int) {
    buffer.storeBytes(of: word.littleEndian, toByteOffset: offset, as: Word.self)
  }

  private func store(_ digest: Digest, at offset: Int) {
    digest.withBytes { bytes in
      UnsafeMutableRawBufferPointer(rebasing: buffer[offset..<offset + bytes.count])
        .copyMemory(from: bytes)
    }
  }
}
