internal import Core

/// Walks a folder and everything below it as `ArchiveReader` walks an archive.
///
/// Members come sorted by the bytes of their paths, the same on every machine. Links are reported
/// and never followed. A folder that cannot be listed is a member of kind `.other` whose `problem`
/// says why. Names that are not UTF-8 are walked too. The folder must not change meanwhile.
package struct FolderWalker: ~Copyable {
  /// The folder.
  package let path: String
  let tally: ReadTally
  private let isHashing: Bool
  private let root: [UInt8]
  private let excluded: [UInt8]?
  private var listings: [FolderListing]
  private var lines = SHA256Hasher()
  private var current: ArchiveMember?
  private var currentPath: [UInt8]?
  private var isUnread = false
  private var fileCount = 0
  /// The bytes of all files read so far, for progress.
  package private(set) var rawBytesRead: Int64 = 0

  /// Opens a folder; a link to one given by the caller is followed.
  package init(path: String, limits: ArchiveLimits = ArchiveLimits()) throws(ArchiveError) {
    try self.init(path: path, tally: ReadTally(path: path, limits: limits, rawBytes: 0))
  }

  init(
    path: String, tally: ReadTally, hashing: Bool = true, excluding: [UInt8]? = nil
  ) throws(ArchiveError) {
    (self.path, self.tally, isHashing, excluded) = (path, tally, hashing, excluding)
    root = Array(path.utf8)
    do {
      listings = [try FolderListing(folder: root, relative: [])]
    } catch {
      throw .file(error)
    }
  }

  /// The next member, or `nil` at the end.
  package mutating func next() throws(ArchiveError) -> ArchiveMember? {
    hashUnreadFile()
    (current, currentPath) = (nil, nil)
    while var listing = listings.popLast() {
      guard let entry = listing.next() else { continue }
      listings.append(listing)
      if let excluded, listing.path(of: entry) == excluded { continue }
      current = try meet(entry, in: listing)
      return current
    }
    guard fileCount > 0 else { throw .noFiles(path: path) }
    return nil
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
    let (member, relative) = try unreadMember()
    let limit = tally.limits.maximumMemberBytes
    guard member.size ?? 0 <= limit else { throw tooLarge(member, Int64(limit)) }
    isUnread = false
    buffer.removeAll(keepingCapacity: true)
    let file = try FolderFile(folder: root, relative: relative)
    _ = try file.forEachBlock { block throws(ArchiveError) in
      guard buffer.count + block.count <= limit else { throw tooLarge(member, Int64(limit)) }
      buffer.append(contentsOf: block)
      return true
    }
    let digest = isHashing ? Digest.sha256(of: buffer) : nil
    addLine(digest, bytes: Int64(buffer.count), path: relative)
  }

  /// Hands over the current file block by block, until the body returns false.
  ///
  /// - Returns: Whether all of it was handed over.
  package mutating func readBlocks(
    limit: Int64, _ body: (UnsafeRawBufferPointer) throws(ArchiveError) -> Bool
  ) throws(ArchiveError) -> Bool {
    let (member, relative) = try unreadMember()
    guard member.size ?? 0 <= limit else { throw tooLarge(member, limit) }
    let file = try FolderFile(folder: root, relative: relative)
    var hasher = SHA256Hasher()
    var bytes: Int64 = 0
    let isWhole = try file.forEachBlock { block throws(ArchiveError) in
      bytes += Int64(block.count)
      guard bytes <= limit else { throw tooLarge(member, limit) }
      if isHashing { hasher.update(block) }
      return try body(block)
    }
    // What was not read whole is hashed by `next()`.
    current = isWhole ? current : nil
    isUnread = !isWhole
    if isWhole { addLine(isHashing ? hasher.finalize() : nil, bytes: bytes, path: relative) }
    return isWhole
  }

  /// The current file's first bytes.
  func peek(_ count: Int) throws(ArchiveError) -> [UInt8] {
    let file = try contents()
    do { return try file.bytes(at: 0, count: count) } catch { throw .memberUnreadable(error) }
  }

  /// The current file, to be opened as an archive of its own.
  func contents() throws(ArchiveError) -> StoredBytes {
    try FolderFile(folder: root, relative: unreadMember().path).bytes
  }

  /// The current file's place, if it still holds the bytes just read.
  func storedPlace(of bytes: [UInt8]) -> StoredPlace? {
    guard let relative = currentPath, let name = String(validating: relative, as: UTF8.self),
      let file = try? FolderFile(folder: root, relative: relative),
      file.bytes.size == Int64(bytes.count), file.bytes.holds(bytes, at: 0)
    else { return nil }
    return StoredPlace(offset: 0, length: bytes.count, file: name)
  }

  /// Walks on to the end and says what the folder was.
  package mutating func finish() throws(ArchiveError) -> ArchiveSummary {
    do {
      while try next() != nil {}
    } catch .noFiles {
      // An empty folder has a digest too.
    }
    return ArchiveSummary(
      rawBytes: rawBytesRead, rawDigest: isHashing ? lines.finalize() : nil, format: "folder",
      filter: "none", members: tally.members, warning: nil)
  }

  private func unreadMember() throws(ArchiveError) -> (member: ArchiveMember, path: [UInt8]) {
    guard let member = current, let path = currentPath, isUnread else {
      throw .noData(member: current?.displayName ?? path)
    }
    if let problem = member.problem { throw problem }
    return (member, path)
  }

  private func tooLarge(_ member: ArchiveMember, _ limit: Int64) -> ArchiveError {
    .memberTooLarge(member: member.displayName, limit: limit)
  }

  private mutating func meet(
    _ entry: FolderListing.Entry, in listing: FolderListing
  ) throws(ArchiveError) -> ArchiveMember {
    let relative = listing.path(of: entry)
    let name = relative.withUnsafeBytes {
      MemberName(bytes: $0, fallback: .escape, limit: tally.limits.maximumNameBytes)
    }
    var problem: ArchiveError?
    switch entry.kind {
    case .file:
      fileCount += 1
      (currentPath, isUnread) = (relative, true)
    case .directory:
      do {
        listings.append(try FolderListing(folder: root, relative: relative))
      } catch {
        problem = .memberUnreadable(error)
      }
    case .other:
      problem = .memberNotRegular(
        member: name.display(index: tally.members), kind: "a pipe, socket or device")
    case .link, .container: break
    }
    let member = ArchiveMember(
      index: tally.members, name: name, kind: problem == nil ? entry.kind : .other,
      size: entry.kind == .file ? entry.size : nil, linkTarget: entry.linkTarget, problem: problem)
    try tally.count(size: member.size)
    return member
  }

  /// Hashes a file that the caller passed over; one that cannot be read is not part of the digest.
  private mutating func hashUnreadFile() {
    guard let relative = currentPath, isUnread else { return }
    isUnread = false
    guard isHashing else { return }
    var hasher = SHA256Hasher()
    var bytes: Int64 = 0
    do {
      let file = try FolderFile(folder: root, relative: relative)
      _ = try file.forEachBlock { block throws(ArchiveError) in
        hasher.update(block)
        bytes += Int64(block.count)
        return true
      }
    } catch {
      return
    }
    addLine(hasher.finalize(), bytes: bytes, path: relative)
  }

  private mutating func addLine(_ digest: Digest?, bytes: Int64, path: [UInt8]) {
    if let digest { lines.update(Array("\(digest.hex)  ".utf8) + path + [0x0A]) }
    rawBytesRead += bytes
  }
}
