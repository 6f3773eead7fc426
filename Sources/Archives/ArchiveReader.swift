internal import CArchive
internal import Core

/// Walks the members of one archive in order, without unpacking anything to disk.
///
/// The archive's own bytes are hashed while they are read. Only the formats listed in
/// `ArchiveReader+Handle.swift` are accepted, and no outside program is ever run. A member that
/// cannot be read is refused alone where the format lets reading go on
/// (`ArchiveError.concernsOneMember`). After any other error the members returned before are whole,
/// and `finish()` still gives the summary.
package struct ArchiveReader: ~Copyable {
  let file: ArchiveFile
  let tally: ReadTally
  let locale: ArchiveLocale
  let isHashing: Bool
  /// Whether the archive as a whole is compressed.
  let isFiltered: Bool
  var handle: OpaquePointer
  var current: ArchiveMember?
  var isUnread = false
  var isSparse = false
  /// The first bytes of the current member, where they were looked at before it is read.
  var head: [UInt8] = []
  /// Where the current member's bytes seem to lie in the file, uncompressed.
  var candidate: Int64?
  /// How far the file had been read when the current member began.
  var startReach: Int64 = 0
  var failure: ArchiveError?
  var isAtEnd = false
  var memberCount = 0
  var fileCount = 0
  var streamed: Int64 = 0
  var recoveries = 0
  var endWarning: String?
  /// Where an uncompressed container ended, to look for bytes after it.
  var containerEnd: Int64?
  /// The end of a zip, once looked for.
  var zipEnding: ZipEnding??

  /// Opens an archive and recognizes its format.
  package init(path: String, limits: ArchiveLimits = ArchiveLimits()) throws(ArchiveError) {
    let bytes = try StoredBytes(paths: [path])
    try self.init(bytes, tally: ReadTally(path: path, limits: limits, rawBytes: bytes.size))
  }

  /// Opens an archive and recognizes its format; what it holds is added to the tally.
  init(_ bytes: StoredBytes, tally: ReadTally, hashing: Bool = true) throws(ArchiveError) {
    let locale = ArchiveLocale()
    let file = ArchiveFile(bytes, hashing: hashing)
    handle = try ArchiveReader.openHandle(over: file, in: locale)
    isFiltered = archive_filter_count(handle) > 1
    (self.file, self.tally, isHashing) = (file, tally, hashing)
    self.locale = locale
  }

  deinit { archive_read_free(handle) }

  /// The archive.
  package var path: String { file.path }

  /// How far the archive file has been read, for progress.
  package var rawBytesRead: Int64 { file.reach }

  /// The next member, or `nil` at the end.
  ///
  /// - Throws: `ArchiveError`; the same again once the archive has failed.
  package mutating func next() throws(ArchiveError) -> ArchiveMember? {
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
  package mutating func readData() throws(ArchiveError) -> [UInt8] {
    var bytes: [UInt8] = []
    try readData(into: &bytes)
    return bytes
  }

  /// The current file's bytes, in an array whose storage is used again.
  ///
  /// - Throws: `ArchiveError`; when `concernsOneMember`, go on with `next()`.
  package mutating func readData(into buffer: inout [UInt8]) throws(ArchiveError) {
    let member = try unreadMember()
    buffer.removeAll(keepingCapacity: true)
    do {
      try fill(&buffer, from: member)
      isUnread = false
    } catch {
      buffer.removeAll(keepingCapacity: true)
      if !error.concernsOneMember { failure = error }
      throw error
    }
  }

  /// Hands over the current file block by block, until the body returns false.
  ///
  /// - Returns: Whether all of it was handed over.
  package mutating func readBlocks(
    limit: Int64, _ body: (UnsafeRawBufferPointer) throws(ArchiveError) -> Bool
  ) throws(ArchiveError) -> Bool {
    let member = try unreadMember()
    do {
      let isWhole = try stream(member, limit: limit, body)
      // What is left is passed over by `next()`.
      if isWhole { isUnread = false }
      if !isWhole { current = nil }
      return isWhole
    } catch {
      if !error.concernsOneMember { failure = error }
      throw error
    }
  }

  /// The current member, when its bytes can be read and have not been.
  func unreadMember() throws(ArchiveError) -> ArchiveMember {
    if let failure { throw failure }
    guard let member = current, member.kind == .file, isUnread else {
      throw .noData(member: current?.displayName ?? path)
    }
    if let problem = member.problem { throw problem }
    return member
  }

  /// Hashes the rest of the file and says what the archive was; members not yet met are not
  /// counted.
  package mutating func finish() throws(ArchiveError) -> ArchiveSummary {
    var digest: Digest?
    var tail: String?
    if isHashing {
      let (whole, hasTail) = try file.drain(checkingFrom: containerEnd)
      digest = whole
      if hasTail { tail = "\(path) goes on after its end; what follows was not read" }
    }
    return ArchiveSummary(
      rawBytes: file.size, rawDigest: digest, format: formatName,
      filter: ArchiveReader.filterNames(of: handle),
      members: tally.members, warning: endWarning ?? tail)
  }
}
