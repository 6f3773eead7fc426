internal import CArchive
internal import Core

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// An archive file as libarchive reads it, block by block, hashed on the way.
///
/// Readers of zip and 7z jump about. Bytes are hashed when they are the next in file order; what
/// was passed over is read again at the end, so the digest always covers the whole file, and a file
/// read straight through is read once.
final class ArchiveFile {
  let path: String
  let size: Int64
  private let descriptor: Int32
  private let block: UnsafeMutableRawBufferPointer
  private var hasher = SHA256Hasher()
  private(set) var hashedBytes: Int64 = 0
  private(set) var position: Int64 = 0
  /// The system's error, when one made a callback fail.
  private(set) var failure: FileError?
  /// Whether a member's data was to be skipped past the end of the file.
  private(set) var wasCutOff = false
  private static let blockBytes = 256 << 10

  /// Opens a regular file that is not empty.
  init(path: String) throws(ArchiveError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw .file(FileError(operation: "read", path: path, code: errno))
    }
    var status = stat()
    let outcome = fstat(descriptor, &status)
    let code = errno
    self.path = path
    self.descriptor = descriptor
    size = Int64(status.st_size)
    block = .allocate(byteCount: ArchiveFile.blockBytes, alignment: 64)
    guard outcome == 0 else { throw .file(FileError(operation: "read", path: path, code: code)) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular(path: path) }
    guard size > 0 else { throw .emptyFile(path: path) }
  }

  deinit {
    block.deallocate()
    close(descriptor)
  }

  /// The next block, empty at the end of the file, `nil` when the system refused.
  func nextBlock() -> UnsafeRawBufferPointer? {
    var count: Int
    repeat {
      count = read(descriptor, block.baseAddress, block.count)
    } while count < 0 && errno == EINTR
    guard count >= 0 else {
      failure = FileError(operation: "read", path: path, code: errno)
      return nil
    }
    let bytes = UnsafeRawBufferPointer(rebasing: block[..<count])
    let end = position + Int64(count)
    if position <= hashedBytes, hashedBytes < end {
      hasher.update(UnsafeRawBufferPointer(rebasing: bytes[Int(hashedBytes - position)...]))
      hashedBytes = end
    }
    position = end
    return bytes
  }

  /// Moves the place of the next block; negative when that lies outside the file or the system
  /// refused.
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
    guard lseek(descriptor, off_t(place), SEEK_SET) == off_t(place) else {
      failure = FileError(operation: "read", path: path, code: errno)
      return -1
    }
    position = place
    return place
  }

  /// Goes back to the start of the file.
  func rewind() -> Bool { seek(0, whence: SEEK_SET) == 0 }

  /// Reads what has not been hashed yet.
  ///
  /// - Returns: The digest of the whole file, and whether any byte at or after `end` was not zero.
  func drain(checkingFrom end: Int64?) throws(ArchiveError) -> (digest: Digest, hasTail: Bool) {
    let start = min(hashedBytes, end ?? hashedBytes)
    guard seek(start, whence: SEEK_SET) >= 0 else { throw drainFailure }
    var hasTail = false
    while true {
      let place = position
      guard let bytes = nextBlock() else { throw drainFailure }
      if bytes.isEmpty { break }
      if let end, !hasTail {
        let skipped = min(Int64(bytes.count), max(0, end - place))
        hasTail = bytes[Int(skipped)...].contains { $0 != 0 }
      }
    }
    return (hasher.finalize(), hasTail)
  }

  private var drainFailure: ArchiveError {
    .file(failure ?? FileError(operation: "read", path: path, code: EIO))
  }
}
