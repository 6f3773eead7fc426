internal import Core

/// Walks the members of a source, be it an archive or a folder, in order.
///
/// The loop of every import:
///
///     while let member = try source.next() {
///       guard member.kind == .file else { continue }
///       do { try source.readData(into: &buffer) } catch where error.concernsOneMember { … }
///     }
///     let summary = try source.finish()
public struct SourceReader: ~Copyable {
  /// The source.
  public let path: String
  private var archive: ArchiveReader?
  private var folder: FolderWalker?

  /// Opens an archive file or a folder, whichever lies at `path`.
  public init(path: String, limits: ArchiveLimits = ArchiveLimits()) throws(ArchiveError) {
    self.path = path
    if Files.isDirectory(path) {
      folder = try FolderWalker(path: path, limits: limits)
      archive = nil
      (isFolder, rawBytes) = (true, nil)
    } else {
      let reader = try ArchiveReader(path: path, limits: limits)
      (isFolder, rawBytes) = (false, reader.rawBytes)
      archive = consume reader
      folder = nil
    }
  }

  /// Whether the source is a folder.
  public let isFolder: Bool

  /// How many of the source's own bytes have been read, for progress.
  public var rawBytesRead: Int64 {
    switch archive {
    case .some(let archive): return archive.rawBytesRead
    case .none: break
    }
    switch folder {
    case .some(let folder): return folder.rawBytesRead
    case .none: return 0
    }
  }

  /// The size of an archive file; unknown for a folder.
  public let rawBytes: Int64?

  /// The next member, or `nil` at the end.
  ///
  /// - Throws: `ArchiveError`; the members returned before are whole.
  public mutating func next() throws(ArchiveError) -> ArchiveMember? {
    if archive != nil { return try archive?.next() ?? nil }
    return try folder?.next() ?? nil
  }

  /// The current file's bytes.
  ///
  /// - Throws: `ArchiveError`; when `concernsOneMember`, go on with `next()`.
  public mutating func readData() throws(ArchiveError) -> [UInt8] {
    var bytes: [UInt8] = []
    try readData(into: &bytes)
    return bytes
  }

  /// The current file's bytes, in an array whose storage is used again.
  ///
  /// - Throws: `ArchiveError`; when `concernsOneMember`, go on with `next()`.
  public mutating func readData(into buffer: inout [UInt8]) throws(ArchiveError) {
    try archive?.readData(into: &buffer)
    try folder?.readData(into: &buffer)
  }

  /// Reads the source to its end and says what it was.
  public mutating func finish() throws(ArchiveError) -> ArchiveSummary {
    if let summary = try archive?.finish() { return summary }
    if let summary = try folder?.finish() { return summary }
    throw .notRegular(path: path)
  }
}
