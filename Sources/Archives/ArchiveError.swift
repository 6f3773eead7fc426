public import Core

/// Why a source, or one member of it, cannot be read or written.
public enum ArchiveError: Error, Hashable, Sendable {
  /// The system refused: missing, unreadable, disk full.
  case file(FileError)
  /// No path was given.
  case noSource
  /// The file holds no bytes.
  case emptyFile(path: String)
  /// Neither a regular file nor a folder.
  case notRegular(path: String)
  /// No known container, plain or under the compression named.
  case notAnArchive(path: String, compression: String?)
  /// A source without a single file in it.
  case noFiles(path: String)
  /// The archive ends too early; the members before are whole.
  case truncated(path: String, membersRead: Int, detail: String)
  /// The archive contradicts itself; the members before are whole.
  case damaged(path: String, membersRead: Int, detail: String)
  /// A 7z's or rar's compressed stream is broken; its members depend on each other, so none after
  /// that place can be read.
  case damagedStream(path: String, membersRead: Int, detail: String)
  /// One of several parts is an archive of its own.
  case partOpensAlone(path: String, first: String)
  /// One of several parts is a folder, or standard input.
  case partNotAFile(path: String)
  /// Even the list of members is encrypted.
  case encrypted(path: String)
  /// More members than the limit.
  case tooManyMembers(path: String, limit: Int)
  /// Members declare or unpack to more bytes than the limit.
  case tooManyBytes(path: String, limit: Int64)
  /// Members unpack to more than the limit times the archive's size.
  case tooExpanded(path: String, limit: Int64)
  /// No known format ends like this file name.
  case unknownFormat(path: String)
  /// A name that must not be written into an archive.
  case unsafeName(String)
  /// libarchive could not write.
  case cannotWrite(path: String, detail: String)

  /// One member is larger than the limit; nothing was allocated for it.
  case memberTooLarge(member: String, limit: Int64)
  /// One member unpacks to more than the limit times what it takes up; reading it was given up.
  case memberTooExpanded(member: String, limit: Int64)
  /// One member's name cannot be used.
  case memberNameUnusable(member: String, fault: NameFault)
  /// One member is a device, a pipe or the like: `kind` is its word with the article.
  case memberNotRegular(member: String, kind: String)
  /// An archive within an archive within an archive; it was not opened.
  case memberNestedTooDeep(member: String)
  /// One member is encrypted.
  case memberEncrypted(member: String)
  /// One member's data is damaged.
  case memberDamaged(member: String, detail: String)
  /// One file of a folder cannot be read.
  case memberUnreadable(FileError)
  /// There is no unread data here: a folder, a link, or a file read before.
  case noData(member: String)

  /// Whether only one member is lost, so that reading can go on with `next()`.
  public var concernsOneMember: Bool {
    switch self {
    case .memberTooLarge, .memberTooExpanded, .memberEncrypted, .memberDamaged, .memberUnreadable,
      .memberNameUnusable, .memberNotRegular, .memberNestedTooDeep, .noData:
      true
    default: false
    }
  }

  /// Whether it is the archive's own fault, which does not concern the source that it lies in.
  var concernsOneArchive: Bool { path != nil }

  /// The archive whose own fault it is.
  var path: String? {
    switch self {
    case .emptyFile(let path), .notAnArchive(let path, _), .noFiles(let path),
      .truncated(let path, _, _), .damaged(let path, _, _), .damagedStream(let path, _, _),
      .encrypted(let path):
      path
    default: nil
    }
  }
}
