internal import CArchive
internal import Core

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// An archive's bytes as libarchive reads them, block by block, hashed on the way where wanted.
///
/// Readers of zip and 7z jump about. Bytes are hashed when they are the next in file order; what
/// was passed over is read again at the end, so the digest always covers the whole file, and a file
/// read straight through is read once. Two blocks take turns where one is hashed while the other is
/// read.
final class ArchiveFile {
  let bytes: StoredBytes
  private let blocks: [UnsafeMutableRawBufferPointer]
  private var turn = 0
  /// Whether the block at hand may still be read by the hasher.
  private var isLent = false
  private var blockStart: Int64 = 0
  private var blockCount = 0
  private let hasher: BlockHasher?
  private var hashedBytes: Int64 = 0
  private(set) var position: Int64 = 0
  /// The furthest place read so far.
  private(set) var reach: Int64 = 0
  /// The system's error, when one made a callback fail.
  private(set) var failure: FileError?
  /// Whether a member's data was to be skipped past the end of the file.
  private(set) var wasCutOff = false
  static let blockBytes = 256 << 10

  init(_ bytes: StoredBytes, hashing: Bool) {
    self.bytes = bytes
    let count = Int(min(Int64(ArchiveFile.blockBytes), max(1, bytes.size)))
    blocks = (0..<(hashing ? 2 : 1)).map { _ in .allocate(byteCount: count, alignment: 64) }
    // What is one block is hashed before a thread is there for it.
    hasher = hashing ? BlockHasher(besides: bytes.size > Int64(count)) : nil
  }

  deinit {
    _ = hasher?.finalize()
    for block in blocks { block.deallocate() }
  }

  var path: String { bytes.path }
  var size: Int64 { bytes.size }

  /// The next block, empty at the end of the file, `nil` when the system refused.
  func nextBlock() -> UnsafeRawBufferPointer? {
    (blockStart, blockCount) = (position, 0)
    if isLent {
      turn = (turn + 1) % blocks.count
      isLent = false
      // Only the block that was lent last may still be hashed: that is the other one.
      hasher?.waitForOlder()
    }
    do {
      blockCount = try bytes.read(at: position, into: blocks[turn])
    } catch {
      failure = error
      return nil
    }
    let read = UnsafeRawBufferPointer(rebasing: blocks[turn][..<blockCount])
    let end = position + Int64(blockCount)
    if let hasher, position <= hashedBytes, hashedBytes < end {
      hasher.add(UnsafeRawBufferPointer(rebasing: read[Int(hashedBytes - position)...]))
      isLent = true
      hashedBytes = end
    }
    position = end
    reach = max(reach, end)
    return read
  }

  /// Where in the file these bytes lie, when they are still in the block that was read from it.
  func place(of piece: UnsafeRawBufferPointer) -> Int64? {
    guard let start = piece.baseAddress, let base = UnsafeRawPointer(blocks[turn].baseAddress),
      start >= base, start + piece.count <= base + blockCount
    else { return nil }
    return blockStart + Int64(start - base)
  }

  /// Moves the place of the next block; negative when that lies outside the file.
  ///
  /// The system would allow a place past the end, and a cut in a skipped member would go unseen.
  func seek(_ offset: Int64, whence: Int32) -> Int64 {
    let base =
      switch whence {
      case SEEK_CUR: position
      case SEEK_END: size
      default: Int64(0)
      }
    let (place, overflow) = base.addingReportingOverflow(offset)
    guard !overflow, place >= 0, place <= size else {
      if overflow || place > size { wasCutOff = true }
      return -1
    }
    position = place
    return place
  }

  /// Reads what has not been hashed yet.
  ///
  /// - Returns: The digest of the whole file, and whether any byte at or after `end` was not zero.
  func drain(checkingFrom end: Int64?) throws(ArchiveError) -> (digest: Digest?, hasTail: Bool) {
    position = min(hashedBytes, end ?? hashedBytes)
    var hasTail = false
    while true {
      let place = position
      guard let bytes = nextBlock() else {
        throw .file(failure ?? FileError(operation: "read", path: path, code: EIO))
      }
      if bytes.isEmpty { break }
      if let end, !hasTail {
        let skipped = min(Int64(bytes.count), max(0, end - place))
        hasTail = bytes[Int(skipped)...].contains { $0 != 0 }
      }
    }
    return (hasher?.finalize(), hasTail)
  }
}
