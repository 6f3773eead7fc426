internal import Core

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A file open for reading; its descriptor closes when its last user lets go.
final class OpenFile: Sendable {
  private let descriptor: Int32
  private let path: String

  /// Opens a file of the workspace, or the file that is a source.
  init(_ path: String) throws(FileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw FileError(operation: "read", path: path, code: errno)
    }
    (self.descriptor, self.path) = (descriptor, path)
  }

  /// Opens a file below a folder that is a source; no link is followed below the folder.
  init(_ file: SourcePath, below folder: String) throws(FileError) {
    var current = folder
    var descriptor = open(folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
    for (place, name) in file.names.enumerated() where descriptor >= 0 {
      current = Files.join(current, name)
      let kind = place == file.names.count - 1 ? O_NONBLOCK : O_DIRECTORY
      let next = openat(descriptor, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | kind)
      let code = errno
      close(descriptor)
      errno = code
      descriptor = next
    }
    guard descriptor >= 0 else {
      throw FileError(operation: "read", path: current, code: errno)
    }
    (self.descriptor, path) = (descriptor, current)
  }

  deinit { close(descriptor) }

  /// The file's size, where it is a regular one.
  func regularSize() -> Int64? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int64(status.st_size)
  }

  /// The bytes of a part of the file; fewer where it ends before.
  func bytes(at offset: Int64, count length: Int) throws(FileError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      while count < length {
        let got = pread(
          descriptor, buffer.baseAddress.map { $0 + count }, length - count,
          off_t(offset) + off_t(count))
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { break }
        count += got
      }
    }
    if failure != 0 { throw FileError(operation: "read", path: path, code: failure) }
    return bytes
  }
}
