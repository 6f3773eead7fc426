internal import CArchive

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

extension ArchiveReader {
  private static let maximumRecoveries = 64

  /// Opens a zip again behind a member whose data broke the decompressor.
  ///
  /// libarchive gives a whole zip up then, although each of its members stands for itself. The
  /// members met before are passed over by their headers alone.
  ///
  /// - Returns: Whether reading can go on with the next member.
  mutating func recover() -> Bool {
    guard formatBase == ARCHIVE_FORMAT_ZIP, recoveries < ArchiveReader.maximumRecoveries,
      !isFiltered, file.seek(0, whence: SEEK_SET) == 0,
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
