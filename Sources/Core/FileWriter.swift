#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Writes one file under a temporary name and gives it its real name only when it is whole and synced.
///
/// A writer that is dropped without `commit()` removes its temporary file: nothing half-written is left
/// looking whole. Small writes are gathered. Not for use from several threads at once.
public final class FileWriter {
  /// The name the file gets at the end.
  public let path: String
  private let temporaryPath: String
  private let file: Descriptor
  private var buffer: [UInt8] = []
  private var isCommitted = false
  private static let bufferSize = 1 << 16

  /// Opens the temporary file beside `path`.
  public init(path: String) throws(FileError) {
    self.path = path
    temporaryPath = "\(path).\(getpid()).partial"
    do {
      file = try Descriptor(
        opening: temporaryPath, flags: O_WRONLY | O_CREAT | O_TRUNC, operation: "write")
    } catch {
      throw FileError(operation: "write", path: path, code: error.code)
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
