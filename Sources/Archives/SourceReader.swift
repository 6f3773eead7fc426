internal import Core

/// Walks the members of a source, be it an archive, a folder or a single file, in order.
///
/// The loop of every import:
///
///     while let member = try source.next() {
///       guard member.kind == .file else { continue }
///       do { try source.readData(into: &buffer) } catch where error.concernsOneMember { … }
///     }
///     let summary = try source.finish()
///
/// An archive within the source is a member of kind `.container`; its own members follow. What is
/// wrong with it costs only itself: the members read so far stay, and one member of kind `.other`
/// with the container's name and the `problem` stands for the rest. An archive within that one is
/// not opened. All limits count through both.
public struct SourceReader: ~Copyable {
  /// Where the current member's bytes come from.
  enum Place { case nowhere, source, container }

  /// The source as it was given; "standard input" for "-".
  public let path: String
  /// What the source is.
  public let kind: SourceFiles.Kind
  /// The size of an archive or a single file; unknown for a folder.
  public let rawBytes: Int64?
  let tally: ReadTally
  let spoolFolder: String
  var archive: ArchiveReader?
  var folder: FolderWalker?
  var single: SingleFile?
  /// The nested archive that is being read.
  var inner: ArchiveReader?
  var container: ArchiveMember?
  /// Why the container ends before its end.
  var fault: ArchiveError?
  var place = Place.nowhere
  /// The nested archive's current member.
  var nested: ArchiveMember?
  var warnings: [String] = []

  /// Opens whatever lies at `path`; a nested archive too large for the memory is spooled in /tmp.
  public init(path: String, limits: ArchiveLimits = ArchiveLimits()) throws(ArchiveError) {
    let files = try SourceFiles(paths: [path], spoolFolder: "/tmp", limits: limits)
    try self.init(files, limits: limits, hashing: true)
  }

  init(_ files: SourceFiles, limits: ArchiveLimits, hashing: Bool) throws(ArchiveError) {
    (kind, rawBytes, spoolFolder) = (files.kind, files.rawBytes, files.spoolFolder)
    path = files.bytes?.path ?? files.paths.first ?? files.path
    tally = ReadTally(path: path, limits: limits, rawBytes: files.rawBytes ?? 0)
    switch (files.kind, files.bytes) {
    case (.archive, let bytes?):
      archive = try ArchiveReader(bytes, tally: tally, hashing: hashing)
    case (.file, let bytes?):
      single = SingleFile(bytes, name: files.name, tally: tally, hashing: hashing)
    default:
      folder = try FolderWalker(
        path: path, tally: tally, hashing: hashing, excluding: files.excluded)
    }
  }

  /// Whether the source is a folder.
  public var isFolder: Bool { kind == .folder }

  /// How many of the source's own bytes have been read, for progress.
  public var rawBytesRead: Int64 {
    switch archive {
    case .some(let archive): return archive.rawBytesRead
    case .none: break
    }
    switch folder {
    case .some(let folder): return folder.rawBytesRead
    case .none: break
    }
    switch single {
    case .some(let single): return single.rawBytesRead
    case .none: return 0
    }
  }

  /// The next member, or `nil` at the end.
  ///
  /// - Throws: `ArchiveError`; the members returned before are whole.
  public mutating func next() throws(ArchiveError) -> ArchiveMember? {
    place = .nowhere
    if container != nil, let member = try nextNested() { return member }
    guard let member = try nextOuter() else { return nil }
    place = .source
    return try isContainer(member) ? enter(member) : checked(member)
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
    switch place {
    case .nowhere: throw .noData(member: container?.displayName ?? path)
    case .container:
      do throws(ArchiveError) { try inner?.readData(into: &buffer) } catch {
        throw nestedFault(error)
      }
    case .source:
      try archive?.readData(into: &buffer)
      try folder?.readData(into: &buffer)
      try single?.readData(into: &buffer)
    }
  }

  /// Hands over the current file block by block, without ever holding all of it, until the body
  /// returns false.
  ///
  /// - Parameter limit: the most bytes the file may have, as `ArchiveLimits.maximumTableBytes`.
  /// - Returns: Whether all of it was handed over.
  /// - Throws: `ArchiveError`, also after blocks that were handed over; when `concernsOneMember`, go
  ///   on with `next()`.
  @discardableResult
  public mutating func readBlocks(
    limit: Int64, _ body: (UnsafeRawBufferPointer) -> Bool
  ) throws(ArchiveError) -> Bool {
    try streamBlocks(limit: limit) { block in body(block) }
  }

  /// Where the bytes that `readData` has just given lie in the source's own file, uncompressed.
  ///
  /// Known for a plain tar and a zip's stored members in one file, a folder's files and a single
  /// file. The place is read again and compared, so a source that has changed has none. `nil` also
  /// within nested archives, of parts, and of standard input.
  public func storedPlace(of bytes: [UInt8]) -> StoredPlace? {
    guard place == .source, !bytes.isEmpty else { return nil }
    switch archive {
    case .some(let archive): return archive.storedPlace(of: bytes)
    case .none: break
    }
    switch folder {
    case .some(let folder): return folder.storedPlace(of: bytes)
    case .none: break
    }
    switch single {
    case .some(let single): return single.storedPlace(of: bytes)
    case .none: return nil
    }
  }

  /// Reads the source to its end and says what it was.
  public mutating func finish() throws(ArchiveError) -> ArchiveSummary {
    var summary: ArchiveSummary?
    if let found = try archive?.finish() { summary = found }
    if let found = try folder?.finish() { summary = found }
    if let found = try single?.finish() { summary = found }
    guard let summary else { throw .notRegular(path: path) }
    let words = warnings + (summary.warning.map { [$0] } ?? [])
    return ArchiveSummary(
      rawBytes: summary.rawBytes, rawDigest: summary.rawDigest, format: summary.format,
      filter: summary.filter, members: summary.members,
      warning: words.isEmpty ? nil : words.joined(separator: "; "))
  }
}

// Safe to move: it has one owner, all its handles and buffers are its own, and the bytes it shares
// with other readers of the same `SourceFiles` never change.
extension SourceReader: @unchecked Sendable {}
