internal import Core
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Reads original bytes, one `pread` each, from any number of threads.
public final class PackReader: Sendable {
  private let folder: String
  private let files = Mutex<[String: OpenFile]>([:])
  /// Sources read in place may be many; packs are few.
  private static let maximumOpenFiles = 64

  /// A reader of the packs in `folder`.
  init(folder: String) { self.folder = folder }

  /// The bytes at `location`, checked against the content's digest.
  ///
  /// - Throws: `CatalogError.file`, `.damagedContent`, or `.changedSource` where the bytes are not
  ///   those that were imported.
  public func bytes(at location: ContentLocation) throws(CatalogError) -> [UInt8] {
    let path =
      switch location.place {
      case .pack(let number): Files.join(folder, PackFolder.name(number))
      case .source(let path): path
      }
    let file = try open(path)
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: location.length) { buffer, count in
      while count < location.length {
        let got = pread(
          file.descriptor, buffer.baseAddress.map { $0 + count }, location.length - count,
          off_t(location.offset) + off_t(count))
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { break }
        count += got
      }
    }
    if failure != 0 {
      throw .file(FileError(operation: "read", path: path, code: failure))
    }
    guard bytes.count == location.length, ContentID.of(bytes) == location.contentID else {
      switch location.place {
      case .pack: throw .damagedContent(path: path, location.contentID)
      case .source: throw .changedSource(path: path, location.contentID)
      }
    }
    return bytes
  }

  private func open(_ path: String) throws(CatalogError) -> OpenFile {
    do throws(FileError) {
      return try files.withLock { files throws(FileError) in
        if let file = files[path] { return file }
        let file = try OpenFile(path)
        if files.count >= Self.maximumOpenFiles { files.removeAll() }
        files[path] = file
        return file
      }
    } catch { throw .file(error) }
  }

  /// A descriptor that closes when its last user lets go.
  private final class OpenFile: Sendable {
    let descriptor: Int32

    init(_ path: String) throws(FileError) {
      #if canImport(Glibc)
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
      #elseif canImport(Musl)
        let descriptor = Musl.open(path, O_RDONLY | O_CLOEXEC)
      #endif
      guard descriptor >= 0 else {
        throw FileError(operation: "read", path: path, code: errno)
      }
      self.descriptor = descriptor
    }

    deinit { close(descriptor) }
  }
}
