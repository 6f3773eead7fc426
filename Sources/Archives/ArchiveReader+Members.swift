internal import CArchive
internal import Core

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
      throw ArchiveReader.failure(of: handle, file: file, membersRead: memberCount)
    }
    let member = describe(entry)
    memberCount += 1
    isUnread = member.kind == .file
    if isUnread { fileCount += 1 }
    try checkLimits(adding: member)
    return member
  }

  /// Passes over the data of a member that was not read, so that a cut in it is found as such.
  private mutating func skipUnreadData() throws(ArchiveError) {
    guard isUnread else { return }
    isUnread = false
    if archive_read_data_skip(handle) <= ARCHIVE_FATAL {
      throw ArchiveReader.failure(of: handle, file: file, membersRead: memberCount - 1)
    }
  }

  private mutating func reachEnd() throws(ArchiveError) -> ArchiveMember? {
    isAtEnd = true
    let isTar = archive_format(handle) & ARCHIVE_FORMAT_BASE_MASK == ARCHIVE_FORMAT_TAR
    if isTar {
      // The end marker is read past the last member; without one there is nothing to read.
      let place = archive_filter_bytes(handle, 0)
      if place == archive_read_header_position(handle) {
        endWarning = "\(path) ends without its end marker; check that it was not cut off"
      } else if archive_filter_count(handle) == 1 {
        containerEnd = place
      }
    }
    guard fileCount > 0 else { throw .noFiles(path: path) }
    return nil
  }

  private func describe(_ entry: OpaquePointer) -> ArchiveMember {
    let kind: ArchiveMember.Kind =
      switch Int(fer_archive_entry_kind(entry)) {
      case FER_ENTRY_FILE: .file
      case FER_ENTRY_DIRECTORY: .directory
      case FER_ENTRY_LINK: .link
      default: .other
      }
    let size = archive_entry_size_is_set(entry) != 0 ? archive_entry_size(entry) : nil
    let isEncrypted = kind == .file && archive_entry_is_data_encrypted(entry) != 0
    let name = storedName(of: entry)
    return ArchiveMember(
      index: memberCount, name: name, kind: kind, size: size,
      linkTarget: kind == .link ? linkTarget(of: entry) : nil,
      problem: isEncrypted
        ? .memberEncrypted(member: name.displayName(index: memberCount)) : nil)
  }

  private func storedName(of entry: OpaquePointer) -> MemberName {
    guard let bytes = archive_entry_pathname(entry) ?? archive_entry_pathname_utf8(entry) else {
      return .missing
    }
    if let name = String(validatingCString: bytes) { return MemberName(stored: name) }
    var stored: [UInt8] = []
    while bytes[stored.count] != 0 { stored.append(UInt8(bitPattern: bytes[stored.count])) }
    return MemberName(bytes: stored)
  }

  private func linkTarget(of entry: OpaquePointer) -> String? {
    (archive_entry_symlink(entry) ?? archive_entry_hardlink(entry))
      .flatMap { String(validatingCString: $0) }
  }

  private mutating func checkLimits(adding member: ArchiveMember) throws(ArchiveError) {
    guard memberCount <= limits.maximumMembers else {
      throw .tooManyMembers(path: path, limit: limits.maximumMembers)
    }
    let size = max(0, member.size ?? 0)
    declaredBytes = declaredBytes.addingSaturating(size)
    // One too large to be read is refused alone, whatever it declares.
    if size <= limits.maximumMemberBytes {
      unpackedBytes = unpackedBytes.addingSaturating(size)
    }
    try checkTotal()
  }

  /// Checks what has been declared and unpacked so far.
  mutating func checkTotal() throws(ArchiveError) {
    let streamed = archive_filter_bytes(handle, 0)
    guard max(declaredBytes, streamed) <= limits.maximumTotalBytes else {
      throw .tooManyBytes(path: path, limit: limits.maximumTotalBytes)
    }
    let unpacked = max(unpackedBytes, streamed)
    if unpacked > limits.ratioFreeBytes, unpacked / limits.maximumRatio >= file.size {
      throw .tooExpanded(path: path, limit: limits.maximumRatio)
    }
  }
}

extension Int64 {
  /// The sum, or the largest number where it would overflow.
  func addingSaturating(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
