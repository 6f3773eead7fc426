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
  /// - Throws: `CatalogError`: `.file`, `.damagedContent`, or for a source that is read in place
  ///   `.missingSource` and `.changedSource`, where the bytes are not those that were imported.
  public func bytes(at location: ContentLocation) throws(CatalogError) -> [UInt8] {
    switch location.place {
    case .pack(let number):
      let path = Files.join(folder, PackFolder.name(number))
      let bytes: [UInt8]
      do throws(FileError) {
        bytes = try Self.read(location, from: try open(path)) ?? []
      } catch { throw .file(error) }
      guard ContentID.of(bytes) == location.contentID else {
        throw .damagedContent(path: path, location.contentID)
      }
      return bytes
    case .source(let path, let file):
      return try bytes(at: location, source: path, file: file)
    }
  }

  private func bytes(
    at location: ContentLocation, source: String, file: String?
  ) throws(CatalogError) -> [UInt8] {
    let path = file.map { Files.join(source, $0) } ?? source
    let bytes: [UInt8]?
    do throws(FileError) {
      if let file {
        guard let below = SourcePath(file) else {
          throw FileError(operation: "read", path: path, code: ELOOP)
        }
        // Files of a folder may be millions: they are not kept open.
        bytes = try Self.read(location, from: OpenFile(below, below: source))
      } else {
        bytes = try Self.read(location, from: try open(path))
      }
    } catch {
      switch error.code {
      case ENOENT: throw .missingSource(path: path, location.contentID)
      // A link or a file where a folder was.
      case ELOOP, ENOTDIR: throw .changedSource(path: path, location.contentID)
      default: throw .file(error)
      }
    }
    guard let bytes, ContentID.of(bytes) == location.contentID else {
      throw .changedSource(path: path, location.contentID)
    }
    return bytes
  }

  /// The bytes, or nil where the file is too short; nothing is allocated for those.
  private static func read(
    _ location: ContentLocation, from file: OpenFile
  ) throws(FileError) -> [UInt8]? {
    let (end, overflow) = location.offset.addingReportingOverflow(Int64(location.length))
    guard !overflow, location.length >= 0, let size = file.regularSize(), size >= end else {
      return nil
    }
    return try file.bytes(at: location.offset, count: location.length)
  }

  private func open(_ path: String) throws(FileError) -> OpenFile {
    try files.withLock { files throws(FileError) in
      if let file = files[path] { return file }
      let file = try OpenFile(path)
      if files.count >= Self.maximumOpenFiles { files.removeAll() }
      files[path] = file
      return file
    }
  }
}
