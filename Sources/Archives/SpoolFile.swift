internal import CArchive
internal import Core

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Collects bytes that must be read more than once: in memory while they are few, then in a file
/// without a name, of which nothing is left however the process ends.
struct SpoolFile: ~Copyable {
  private let folder: String
  private let memoryLimit: Int
  private var memory: [UInt8] = []
  private var file: StoredBytes.OpenFile?
  private var size: Int64 = 0

  /// Spools into a file of `folder` once there are more than `memoryLimit` bytes.
  init(folder: String, memoryLimit: Int) {
    (self.folder, self.memoryLimit) = (folder, memoryLimit)
  }

  /// Adds bytes.
  mutating func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    size += Int64(bytes.count)
    if file == nil, size <= Int64(memoryLimit) {
      memory.append(contentsOf: bytes)
      return
    }
    let file = try opened()
    try write(bytes, to: file)
  }

  /// What was collected.
  consuming func finish(path: String) -> StoredBytes {
    if let file { return StoredBytes(file: file, size: size, path: path) }
    return StoredBytes(memory, path: path)
  }

  private mutating func opened() throws(FileError) -> StoredBytes.OpenFile {
    if let file { return file }
    let number = fer_open_unlinked(folder)
    guard number >= 0 else {
      throw FileError(operation: "write a temporary file in", path: folder, code: errno)
    }
    let fresh = StoredBytes.OpenFile(takingOwnership: number)
    file = fresh
    var failure: FileError?
    memory.withUnsafeBytes { bytes in
      do throws(FileError) { try write(bytes, to: fresh) } catch { failure = error }
    }
    memory = []
    if let failure { throw failure }
    return fresh
  }

  private func write(
    _ bytes: UnsafeRawBufferPointer, to file: StoredBytes.OpenFile
  ) throws(FileError) {
    var done = 0
    while done < bytes.count {
      let wrote = systemWrite(file.number, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      if wrote < 0, errno == EINTR { continue }
      guard wrote >= 0 else {
        throw FileError(operation: "write a temporary file in", path: folder, code: errno)
      }
      done += wrote
    }
  }
}

/// `write(2)`, under a name that the methods called `write` do not hide.
private func systemWrite(_ file: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
  write(file, start, count)
}
