internal import CArchive
internal import Core

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

extension ArchiveReader {
  /// The next header, checked against the limits.
  mutating func advance() throws(ArchiveError) -> ArchiveMember? {
    try skipUnreadData()
    var entry: OpaquePointer?
    // "Retry" means here that a header was damaged and the next one could be looked for: members
    // could be lost without a word, so it is damage to us.
    let code = archive_read_next_header(handle, &entry)
    if code == ARCHIVE_EOF { return try reachEnd() }
    guard code == ARCHIVE_OK || code == ARCHIVE_WARN, let entry else {
      throw failure(membersRead: memberCount)
    }
    (head, candidate, startReach) = ([], nil, file.position)
    isSparse = archive_entry_sparse_count(entry) > 0
    let member = try describe(entry)
    memberCount += 1
    isUnread = member.kind == .file
    if isUnread { fileCount += 1 }
    try tally.count(size: member.size)
    try countStreamed()
    return member
  }

  /// Passes over the data of a member that was not read, so that a cut in it is found as such.
  private mutating func skipUnreadData() throws(ArchiveError) {
    guard isUnread else { return }
    isUnread = false
    if archive_read_data_skip(handle) <= ARCHIVE_FATAL {
      throw failure(membersRead: memberCount - 1)
    }
  }

  private mutating func countStreamed() throws(ArchiveError) {
    guard isFiltered else { return }
    let now = archive_filter_bytes(handle, 0)
    if now > streamed {
      try tally.countStreamed(now - streamed)
      streamed = now
    }
  }

  private mutating func reachEnd() throws(ArchiveError) -> ArchiveMember? {
    isAtEnd = true
    try countStreamed()
    switch formatBase {
    case ARCHIVE_FORMAT_TAR: checkTarEnd()
    case ARCHIVE_FORMAT_ZIP: try checkZipEnd()
    default: break
    }
    guard fileCount > 0 else { throw .noFiles(path: path) }
    return nil
  }

  private mutating func checkTarEnd() {
    // The end marker is read past the last member; without one there is nothing to read.
    let place = archive_filter_bytes(handle, 0)
    if place == archive_read_header_position(handle) {
      endWarning = "\(path) ends without its end marker; check that it was not cut off"
    } else if !isFiltered {
      containerEnd = place
    }
  }

  private mutating func checkZipEnd() throws(ArchiveError) {
    guard !isFiltered else { return }
    guard let ending = try zipEnd() else {
      throw .truncated(
        path: path, membersRead: memberCount, detail: "its central directory is missing")
    }
    if ending.entries > memberCount {
      endWarning =
        "\(path) lists \(ending.entries) members, of which only \(memberCount) \(memberCount == 1 ? "has" : "have") a place of "
        + "their own"
    }
  }

  /// The end of the zip, looked for once.
  private mutating func zipEnd() throws(ArchiveError) -> ZipEnding? {
    if let zipEnding { return zipEnding }
    do {
      let ending = try ZipEnding(of: file.bytes)
      zipEnding = .some(ending)
      return ending
    } catch {
      throw .file(error)
    }
  }

  private mutating func describe(_ entry: OpaquePointer) throws(ArchiveError) -> ArchiveMember {
    let stored = Int(fer_archive_entry_kind(entry))
    let kind: ArchiveMember.Kind =
      switch stored {
      case FER_ENTRY_FILE: .file
      case FER_ENTRY_DIRECTORY: .directory
      case FER_ENTRY_LINK: .link
      default: .other
      }
    let size = archive_entry_size_is_set(entry) != 0 ? archive_entry_size(entry) : nil
    let isEncrypted = kind == .file && archive_entry_is_data_encrypted(entry) != 0
    let name = try storedName(of: entry)
    var problem: ArchiveError?
    if isEncrypted {
      problem = .memberEncrypted(member: name.display(index: tally.members))
    } else if kind == .other {
      problem = .memberNotRegular(
        member: name.display(index: tally.members), kind: ArchiveReader.word(for: stored))
    }
    return ArchiveMember(
      index: tally.members, name: name, kind: kind, size: size,
      linkTarget: kind == .link ? linkTarget(of: entry) : nil, problem: problem)
  }

  private static func word(for kind: Int) -> String {
    switch kind {
    case FER_ENTRY_DEVICE: "a device"
    case FER_ENTRY_PIPE: "a pipe"
    case FER_ENTRY_SOCKET: "a socket"
    default: "of an unknown kind"
    }
  }

  private mutating func storedName(of entry: OpaquePointer) throws(ArchiveError) -> MemberName {
    guard let start = archive_entry_pathname(entry) ?? archive_entry_pathname_utf8(entry) else {
      return .unusable(shown: "", .undecodable)
    }
    let bytes = UnsafeRawBufferPointer(start: start, count: strlen(start))
    let isZip = formatBase == ARCHIVE_FORMAT_ZIP
    let limit = tally.limits.maximumNameBytes
    if isZip, !isFiltered, let cut = try zipEnd()?.cutNames[memberCount], cut.elementsEqual(bytes) {
      return .unusable(
        shown: MemberName.escapingInvalid(cut.prefix(limit)) + "\u{0}", .containsNUL)
    }
    return MemberName(bytes: bytes, fallback: isZip ? .codePage437 : .escape, limit: limit)
  }

  private func linkTarget(of entry: OpaquePointer) -> String? {
    guard let start = archive_entry_symlink(entry) ?? archive_entry_hardlink(entry) else {
      return nil
    }
    return MemberName.escapingInvalid(UnsafeRawBufferPointer(start: start, count: strlen(start)))
  }
}
