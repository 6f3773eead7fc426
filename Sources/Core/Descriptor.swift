#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// An open file descriptor, closed when it goes out of scope.
struct Descriptor: ~Copyable {
  let number: Int32
  let path: String

  init(opening path: String, flags: Int32, operation: String) throws(FileError) {
    let number = open(path, flags | O_CLOEXEC, 0o666)
    guard number >= 0 else { throw FileError(operation: operation, path: path, code: errno) }
    (self.number, self.path) = (number, path)
  }

  deinit { close(number) }

  /// The size of a regular file; anything else is refused.
  func regularSize(operation: String) throws(FileError) -> Int {
    var status = stat()
    guard fstat(number, &status) == 0 else {
      throw FileError(operation: operation, path: path, code: errno)
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return Int(status.st_size)
    case S_IFDIR: throw FileError(operation: operation, path: path, code: EISDIR)
    default:
      throw FileError(
        operation: operation, path: path, detail: "it is not a regular file; name a file on disk")
    }
  }
}

/// `read(2)`, under a name that the methods called `read` do not hide.
func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}

/// `write(2)`, under a name that the methods called `write` do not hide.
func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, buffer, count)
}
