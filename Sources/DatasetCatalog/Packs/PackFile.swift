internal import Core

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// An open pack, written at its end.
struct PackFile: ~Copyable {
  let path: String
  private let descriptor: Int32

  /// Opens a pack, or makes a new, empty one.
  init(path: String, creating: Bool) throws(FileError) {
    let flags = O_WRONLY | O_CLOEXEC | (creating ? O_CREAT | O_TRUNC : 0)
    let descriptor = open(path, flags, 0o666)
    guard descriptor >= 0 else {
      throw FileError(operation: "write", path: path, code: errno)
    }
    self.path = path
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  func write(_ bytes: [UInt8], at offset: Int64) throws(FileError) {
    var done = 0
    while done < bytes.count {
      let wrote = bytes.withUnsafeBytes { buffer in
        pwrite(
          descriptor, buffer.baseAddress.map { $0 + done }, bytes.count - done,
          off_t(offset) + off_t(done))
      }
      if wrote < 0, errno == EINTR { continue }
      guard wrote > 0 else { throw failure() }
      done += wrote
    }
  }

  func synchronize() throws(FileError) {
    guard fsync(descriptor) == 0 else { throw failure() }
  }

  func truncate(to size: Int64) throws(FileError) {
    guard ftruncate(descriptor, off_t(size)) == 0 else { throw failure() }
  }

  private func failure() -> FileError {
    FileError(operation: "write", path: path, code: errno)
  }
}
