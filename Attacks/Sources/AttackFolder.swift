internal import Core

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The folder in which an attack is laid out.
struct AttackFolder: Sendable {
  /// Its path.
  let path: String

  /// Writes a file, and the folders above it; `hole` bytes of nothing follow without using the disk.
  func put(_ bytes: [UInt8], as name: String, hole: Int = 0) throws(FileError) {
    let place = Files.join(path, name)
    try Files.createDirectories(Files.parent(place))
    let file = open(place, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw failure("create", place) }
    defer { close(file) }
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      guard count > 0 else { throw failure("write", place) }
      done += count
    }
    guard hole == 0 || ftruncate(file, off_t(bytes.count + hole)) == 0 else {
      throw failure("write", place)
    }
  }

  /// Makes a symbolic link.
  func link(_ name: String, to target: String) throws(FileError) {
    let place = Files.join(path, name)
    try Files.createDirectories(Files.parent(place))
    guard symlink(target, place) == 0 else { throw failure("create", place) }
  }

  /// Makes a named pipe, which nobody writes.
  func pipe(_ name: String) throws(FileError) {
    let place = Files.join(path, name)
    try Files.createDirectories(Files.parent(place))
    guard mkfifo(place, 0o644) == 0 else { throw failure("create", place) }
  }

  /// Makes a socket, on which nobody listens.
  func socket(_ name: String) throws(FileError) {
    let place = Files.join(path, name)
    try Files.createDirectories(Files.parent(place))
    guard mknod(place, S_IFSOCK | 0o644, 0) == 0 else { throw failure("create", place) }
  }

  private func failure(_ operation: String, _ place: String) -> FileError {
    FileError(operation: operation, path: place, code: errno)
  }
}
