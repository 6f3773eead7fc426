internal import CArchive
internal import Core

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Bytes that readers read at any place: a file, consecutive parts of one, a spooled stream, or
/// memory.
///
/// Nothing changes after `init` and reading needs no position, so any number of readers may share
/// them. A file must not change meanwhile; one that is cut short reads as cut.
final class StoredBytes: Sendable {
  /// A descriptor, closed with its last user.
  final class OpenFile: Sendable {
    let number: Int32
    init(takingOwnership number: Int32) { self.number = number }
    deinit { close(number) }
  }

  private struct Part: Sendable {
    let file: OpenFile
    let start: Int64
    let size: Int64
  }

  private enum Place: Sendable {
    case parts([Part])
    case memory([UInt8])
  }

  /// As errors name them.
  let path: String
  let size: Int64
  /// Whether they are one file on disk that has a name.
  let isOneFile: Bool
  private let place: Place

  /// Opens regular files, of which the first is not empty, as one run of bytes.
  init(paths: [String]) throws(ArchiveError) {
    var parts: [Part] = []
    var end: Int64 = 0
    for path in paths {
      let file = try StoredBytes.open(path)
      let size = try StoredBytes.size(of: file, path: path)
      parts.append(Part(file: file, start: end, size: size))
      end = end.addingSaturating(size)
    }
    (path, size, isOneFile) = (paths.first ?? "", end, parts.count == 1)
    place = .parts(parts)
    guard end > 0 else { throw .emptyFile(path: path) }
  }

  /// Takes a file that has been opened.
  init(file: OpenFile, size: Int64, path: String, isOneFile: Bool = false) {
    (self.path, self.size, self.isOneFile) = (path, size, isOneFile)
    place = .parts([Part(file: file, start: 0, size: size)])
  }

  private init(_ place: Place, size: Int64, path: String) {
    (self.path, self.size, isOneFile, self.place) = (path, size, false, place)
  }

  /// The same bytes under the name that errors are to use.
  func named(_ path: String) -> StoredBytes { StoredBytes(place, size: size, path: path) }

  /// Takes bytes in memory.
  init(_ bytes: [UInt8], path: String) {
    (self.path, size, isOneFile) = (path, Int64(bytes.count), false)
    place = .memory(bytes)
  }

  /// Reads what lies at `offset`, as much as comes at once; 0 at the end.
  func read(
    at offset: Int64, into buffer: UnsafeMutableRawBufferPointer
  ) throws(FileError) -> Int {
    guard offset >= 0, offset < size, !buffer.isEmpty else { return 0 }
    switch place {
    case .memory(let bytes):
      let count = min(buffer.count, bytes.count - Int(offset))
      bytes.withUnsafeBytes { source in
        buffer.copyMemory(from: .init(rebasing: source[Int(offset)..<(Int(offset) + count)]))
      }
      return count
    case .parts(let parts):
      guard let part = parts.last(where: { $0.start <= offset && $0.size > 0 }) else { return 0 }
      let within = offset - part.start
      let count = Int(min(Int64(buffer.count), part.size - within))
      return try read(part.file, buffer.baseAddress, count, within)
    }
  }

  /// The bytes at `offset`, fewer where they end.
  func bytes(at offset: Int64, count: Int) throws(FileError) -> [UInt8] {
    let wanted = Int(min(Int64(max(0, count)), max(0, size - max(0, offset))))
    var failure: FileError?
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
      while filled < wanted {
        let rest = UnsafeMutableRawBufferPointer(
          start: buffer.baseAddress.map { $0 + filled }, count: wanted - filled)
        do throws(FileError) {
          let got = try read(at: offset + Int64(filled), into: rest)
          if got == 0 { return }
          filled += got
        } catch {
          failure = error
          return
        }
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Whether these bytes lie at `offset`.
  func holds(_ expected: [UInt8], at offset: Int64) -> Bool {
    guard offset >= 0, let found = try? bytes(at: offset, count: expected.count) else {
      return false
    }
    return found == expected
  }

  private func read(
    _ file: OpenFile, _ start: UnsafeMutableRawPointer?, _ count: Int, _ offset: Int64
  ) throws(FileError) -> Int {
    while true {
      let got = pread(file.number, start, count, off_t(offset))
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw FileError(operation: "read", path: path, code: errno) }
      return got
    }
  }

  private static func open(_ path: String) throws(ArchiveError) -> OpenFile {
    let number = fer_open_to_read(path, 1)
    guard number >= 0 else {
      throw .file(FileError(operation: "read", path: path, code: errno))
    }
    return OpenFile(takingOwnership: number)
  }

  private static func size(of file: OpenFile, path: String) throws(ArchiveError) -> Int64 {
    var status = stat()
    guard fstat(file.number, &status) == 0 else {
      throw .file(FileError(operation: "read", path: path, code: errno))
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular(path: path) }
    return Int64(status.st_size)
  }
}
