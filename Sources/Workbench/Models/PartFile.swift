internal import Core

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The beginning of a download, kept on disk so that the next try goes on where this one stopped.
///
/// It is locked: two processes that install one model take turns at failing, not at writing.
struct PartFile: ~Copyable {
  /// The file: the model's name with `.part` behind it.
  let path: String
  /// How many bytes there are.
  private(set) var count: Int
  private let descriptor: Int32

  /// Opens what an earlier try left, or an empty file.
  init(for target: String) throws(FileError) {
    path = target + ".part"
    (descriptor, count) = try Self.claim(path)
  }

  /// Opens and locks the file; closes it again when it is not for us.
  private static func claim(
    _ path: String
  ) throws(FileError) -> (descriptor: Int32, count: Int) {
    func refused(_ detail: String) -> FileError {
      FileError(operation: "write", path: path, detail: detail)
    }
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw FileError(operation: "write", path: path, code: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw refused("it is not a regular file; remove it")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw refused("another process is downloading it; wait for it, then run this again")
    }
    return (descriptor, Int(status.st_size))
  }

  deinit { close(descriptor) }

  /// Adds bytes at the end.
  mutating func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    var done = 0
    while done < bytes.count {
      let wrote = pwrite(
        descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(count))
      if wrote < 0, errno == EINTR { continue }
      guard wrote > 0 else { throw FileError(operation: "write", path: path, code: errno) }
      done += wrote
      count += wrote
    }
  }

  /// Starts over.
  mutating func empty() throws(FileError) {
    guard ftruncate(descriptor, 0) == 0 else {
      throw FileError(operation: "write", path: path, code: errno)
    }
    count = 0
  }

  /// Everything that is there.
  func bytes() throws(FileError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
      while done < count {
        let got = pread(
          descriptor, buffer.baseAddress.map { $0 + done }, count - done, off_t(done))
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { break }
        done += got
      }
    }
    if failure != 0 { throw FileError(operation: "read", path: path, code: failure) }
    return bytes
  }

  /// Removes the file; nothing of it is continued.
  func remove() throws(FileError) { try Files.remove(path) }
}
