internal import CArchive
internal import Core

/// Walks the members of one archive in order, without unpacking anything to disk.
///
/// The archive's own bytes are hashed while they are read. Only the formats listed in
/// `ArchiveReader+Handle.swift` are accepted, and no outside program is ever run. A member that
/// cannot be read is refused alone where the format lets reading go on
/// (`ArchiveError.concernsOneMember`). After any other error the members returned before are whole,
/// and `finish()` still gives the summary.
public struct ArchiveReader: ~Copyable {
  /// The archive.
  public let path: String
  /// How much it may hold.
  public let limits: ArchiveLimits
  let file: ArchiveFile
  var handle: OpaquePointer
  let locale: ArchiveLocale
  var current: ArchiveMember?
  var isUnread = false
  var failure: ArchiveError?
  var isAtEnd = false
  var memberCount = 0
  var fileCount = 0
  /// What all headers declare together, and what those declare that are small enough to be read.
  var declaredBytes: Int64 = 0
  var unpackedBytes: Int64 = 0
  var recoveries = 0
  var endWarning: String?
  /// Where an uncompressed container ended, to look for bytes after it.
  var containerEnd: Int64?

  /// Opens an archive and recognizes its format.
  public init(path: String, limits: ArchiveLimits = ArchiveLimits()) throws(ArchiveError) {
    let locale = ArchiveLocale()
    let file = try ArchiveFile(path: path)
    handle = try ArchiveReader.openHandle(over: file, in: locale)
    (self.path, self.limits, self.file) = (path, limits, file)
    self.locale = locale
  }

  deinit { archive_read_free(handle) }

  /// How many bytes of the archive file have been read, for progress.
  public var rawBytesRead: Int64 { file.hashedBytes }

  /// The size of the archive file.
  public var rawBytes: Int64 { file.size }

  /// The next member, or `nil` at the end.
  ///
  /// - Throws: `ArchiveError`; the same again once the archive has failed.
  public mutating func next() throws(ArchiveError) -> ArchiveMember? {
    if let failure { throw failure }
    if isAtEnd { return nil }
    let previous = locale.enter()
    defer { locale.restore(previous) }
    do {
      current = try advance()
    } catch {
      (failure, current) = (error, nil)
      throw error
    }
    return current
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
    if let failure { throw failure }
    guard let member = current, member.kind == .file, isUnread else {
      throw .noData(member: current?.displayName ?? path)
    }
    if let problem = member.problem { throw problem }
    do {
      try fill(&buffer, from: member)
      isUnread = false
    } catch {
      buffer.removeAll(keepingCapacity: true)
      if !error.concernsOneMember { failure = error }
      throw error
    }
  }

  /// Hashes the rest of the file and says what the archive was; members not yet met are not
  /// counted.
  public mutating func finish() throws(ArchiveError) -> ArchiveSummary {
    let (digest, hasTail) = try file.drain(checkingFrom: containerEnd)
    let tail = hasTail ? "\(path) goes on after its end; what follows was not read" : nil
    return ArchiveSummary(
      rawBytes: file.hashedBytes, rawDigest: digest, format: formatName,
      filter: ArchiveReader.filterNames(of: handle),
      members: memberCount, warning: endWarning ?? tail)
  }
}
