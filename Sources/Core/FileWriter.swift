#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Writes one file under a temporary name and gives it its real name only when it is whole and synced.
///
/// A writer that is dropped without `commit()` removes its temporary file: nothing half-written is left
/// looking whole. One that was killed leaves `NAME.partial`, which the next writer of the same file takes
/// over; two writers of one file at a time are refused. Small writes are gathered. Not for use from several
/// threads at once.
public final class FileWriter {
  /// The name the file gets at the end.
  public let path: String
  private let temporaryPath: String
  private let file: Descriptor
  private var buffer: [UInt8] = []
  private var isCommitted = false
  private static let bufferSize = 1 << 16
  /// What the temporary file's name ends in.
  public static let temporaryEnding = ".partial"

  /// Opens the temporary file beside `path`.
  public init(path: String) throws(FileError) {
    self.path = path
    temporaryPath = path + Self.temporaryEnding
    file = try Self.claim(temporaryPath, for: path)
    guard ftruncate(file.number, 0) == 0 else { throw failure() }
  }

  /// Opens the temporary file and locks it, so that no other process writes it too.
  private static func claim(
    _ temporaryPath: String, for path: String
  ) throws(FileError) -> Descriptor {
    while true {
      let file: Descriptor
      do {
        file = try Descriptor(
          opening: temporaryPath, flags: O_WRONLY | O_CREAT, operation: "write")
      } catch {
        throw FileError(operation: "write", path: path, code: error.code)
      }
      guard flock(file.number, LOCK_EX | LOCK_NB) == 0 else {
        throw FileError(
          operation: "write", path: path,
          detail: "another process is writing it; wait for it, or choose another place")
      }
      // Between opening and locking another writer may have given the file its real name.
      var opened = stat()
      var present = stat()
      if fstat(file.number, &opened) == 0, stat(temporaryPath, &present) == 0,
        opened.st_ino == present.st_ino, opened.st_dev == present.st_dev
      {
        return file
      }
    }
  }

  deinit {
    if !isCommitted { unlink(temporaryPath) }
  }

  /// Adds bytes.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    if buffer.count + bytes.count <= FileWriter.bufferSize {
      buffer.append(contentsOf: bytes)
    } else {
      try flush()
      try writeThrough(bytes)
    }
  }

  /// Adds bytes.
  public func write(_ bytes: [UInt8]) throws(FileError) {
    try bytes.withUnsafeBufferPointer { part throws(FileError) in
      try write(UnsafeRawBufferPointer(part))
    }
  }

  /// Adds a text's UTF-8.
  public func write(_ text: String) throws(FileError) { try write(Array(text.utf8)) }

  /// Syncs the file, gives it its name and syncs the folder.
  public func commit() throws(FileError) {
    try flush()
    guard fsync(file.number) == 0 else { throw failure() }
    guard rename(temporaryPath, path) == 0 else { throw failure() }
    isCommitted = true
    try Files.synchronizeDirectory(Files.parent(path))
  }

  private func flush() throws(FileError) {
    try buffer.withUnsafeBufferPointer { part throws(FileError) in
      try writeThrough(UnsafeRawBufferPointer(part))
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private func writeThrough(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    var done = 0
    while done < bytes.count {
      let wrote = systemWrite(
        file.number, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      if wrote < 0, errno == EINTR { continue }
      guard wrote > 0 else { throw failure() }
      done += wrote
    }
  }

  private func failure() -> FileError {
    FileError(operation: "write", path: path, code: errno)
  }
}
