internal import Core

/// Walks a folder and everything below it as `ArchiveReader` walks an archive.
///
/// Members come sorted by the bytes of their paths, the same on every machine. Links are reported
/// and never followed. A folder that cannot be listed is a member of kind `.other` whose `problem`
/// says why. Names that are not UTF-8 are walked too. The folder must not change meanwhile.
public struct FolderWalker: ~Copyable {
  /// The folder.
  public let path: String
  /// How much it may hold.
  public let limits: ArchiveLimits
  private let root: [UInt8]
  private var listings: [FolderListing]
  private var lines = SHA256Hasher()
  private var current: ArchiveMember?
  private var unreadPath: [UInt8]?
  private var memberCount = 0
  private var fileCount = 0
  private var totalBytes: Int64 = 0
  /// The bytes of all files read so far, for progress.
  public private(set) var rawBytesRead: Int64 = 0

  /// Opens a folder; a link to one given by the caller is followed.
  public init(path: String, limits: ArchiveLimits = ArchiveLimits()) throws(ArchiveError) {
    (self.path, self.limits, root) = (path, limits, Array(path.utf8))
    do {
      listings = [try FolderListing(folder: root, relative: [])]
    } catch {
      throw .file(error)
    }
  }

  /// The next member, or `nil` at the end.
  public mutating func next() throws(ArchiveError) -> ArchiveMember? {
    try hashUnreadFile()
    current = nil
    while var listing = listings.popLast() {
      guard let entry = listing.next() else { continue }
      listings.append(listing)
      current = try meet(entry, in: listing)
      return current
    }
    guard fileCount > 0 else { throw .noFiles(path: path) }
    return nil
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
    guard let member = current, let relative = unreadPath else {
      throw .noData(member: current?.displayName ?? path)
    }
    guard member.size ?? 0 <= limits.maximumMemberBytes else {
      throw .memberTooLarge(member: member.displayName, limit: limits.maximumMemberBytes)
    }
    unreadPath = nil
    buffer.removeAll(keepingCapacity: true)
    let file = try FolderFile(folder: root, relative: relative)
    try file.forEachBlock { block throws(ArchiveError) in
      guard buffer.count + block.count <= limits.maximumMemberBytes else {
        throw .memberTooLarge(member: member.displayName, limit: limits.maximumMemberBytes)
      }
      buffer.append(contentsOf: block)
    }
    addLine(.sha256(of: buffer), bytes: Int64(buffer.count), path: relative)
  }

  /// Walks on to the end and says what the folder was.
  public mutating func finish() throws(ArchiveError) -> ArchiveSummary {
    do {
      while try next() != nil {}
    } catch .noFiles {
      // An empty folder has a digest too.
    }
    return ArchiveSummary(
      rawBytes: rawBytesRead, rawDigest: lines.finalize(), format: "folder", filter: "none",
      members: memberCount, warning: nil)
  }

  private mutating func meet(
    _ entry: FolderListing.Entry, in listing: FolderListing
  ) throws(ArchiveError) -> ArchiveMember {
    let relative = listing.path(of: entry)
    var problem: ArchiveError?
    switch entry.kind {
    case .file:
      fileCount += 1
      unreadPath = relative
    case .directory:
      do {
        listings.append(try FolderListing(folder: root, relative: relative))
      } catch {
        problem = .memberUnreadable(error)
      }
    case .link, .other: break
    }
    let member = ArchiveMember(
      index: memberCount, name: MemberName(bytes: relative),
      kind: problem == nil ? entry.kind : .other,
      size: entry.kind == .file ? entry.size : nil, linkTarget: entry.linkTarget, problem: problem)
    memberCount += 1
    guard memberCount <= limits.maximumMembers else {
      throw .tooManyMembers(path: path, limit: limits.maximumMembers)
    }
    totalBytes += member.size ?? 0
    guard totalBytes <= limits.maximumTotalBytes else {
      throw .tooManyBytes(path: path, limit: limits.maximumTotalBytes)
    }
    return member
  }

  /// Hashes a file that the caller passed over; one that cannot be read is not part of the digest.
  private mutating func hashUnreadFile() throws(ArchiveError) {
    guard let relative = unreadPath else { return }
    unreadPath = nil
    var hasher = SHA256Hasher()
    var bytes: Int64 = 0
    do {
      let file = try FolderFile(folder: root, relative: relative)
      try file.forEachBlock { block throws(ArchiveError) in
        hasher.update(block)
        bytes += Int64(block.count)
      }
    } catch {
      return
    }
    addLine(hasher.finalize(), bytes: bytes, path: relative)
  }

  private mutating func addLine(_ digest: Digest, bytes: Int64, path: [UInt8]) {
    lines.update(Array("\(digest.hex)  ".utf8) + path + [0x0A])
    rawBytesRead += bytes
  }
}
