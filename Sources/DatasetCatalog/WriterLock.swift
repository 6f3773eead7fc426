internal import Core

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The right to write to a workspace: one holder at a time, given up when the process ends.
final class WriterLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock of the workspace at `folder`, without waiting.
  init(folder: String) throws(CatalogError) {
    let path = Files.join(folder, Workspace.lockName)
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw .file(FileError(operation: "write", path: path, code: errno))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      let holder = Self.holder(descriptor)
      close(descriptor)
      guard code == EWOULDBLOCK else {
        throw .file(FileError(operation: "lock", path: path, code: code))
      }
      throw .locked(path: folder, pid: holder)
    }
    // The number is for messages only; the lock itself is the kernel's.
    let text = Array("\(getpid())\n".utf8)
    _ = ftruncate(descriptor, 0)
    _ = pwrite(descriptor, text, text.count, 0)
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  private static func holder(_ descriptor: Int32) -> Int32? {
    var text = [UInt8](repeating: 0, count: 16)
    let count = pread(descriptor, &text, text.count, 0)
    guard count > 0 else { return nil }
    let digits = text[..<count].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return Int32(String(decoding: digits, as: UTF8.self))
  }
}
