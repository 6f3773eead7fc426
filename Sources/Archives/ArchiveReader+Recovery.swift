internal import CArchive

extension ArchiveReader {
  private static let maximumRecoveries = 64

  /// Opens a zip again behind a member whose data broke the decompressor.
  ///
  /// libarchive gives a whole zip up then, although each of its members stands for itself. The
  /// members met before are passed over by their headers alone.
  ///
  /// - Returns: Whether reading can go on with the next member.
  mutating func recover() -> Bool {
    let base = archive_format(handle) & ARCHIVE_FORMAT_BASE_MASK
    guard base == ARCHIVE_FORMAT_ZIP, recoveries < ArchiveReader.maximumRecoveries,
      archive_filter_count(handle) == 1, file.rewind(),
      let fresh = try? ArchiveReader.openHandle(over: file, in: locale)
    else { return false }
    recoveries += 1
    let previous = locale.enter()
    defer { locale.restore(previous) }
    var entry: OpaquePointer?
    for _ in 0..<memberCount {
      let code = archive_read_next_header(fresh, &entry)
      guard code == ARCHIVE_OK || code == ARCHIVE_WARN else {
        archive_read_free(fresh)
        return false
      }
    }
    archive_read_free(handle)
    handle = fresh
    return true
  }
}
