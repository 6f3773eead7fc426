internal import CArchive
internal import Core

extension ArchiveReader {
  /// A libarchive reader over the file, its format recognized.
  static func openHandle(
    over file: ArchiveFile, in locale: borrowing ArchiveLocale
  ) throws(ArchiveError) -> OpaquePointer {
    guard let handle = archive_read_new() else {
      throw .file(FileError(operation: "read", path: file.path, detail: "out of memory"))
    }
    let previous = locale.enter()
    defer { locale.restore(previous) }
    supportKnownFormats(handle)
    archive_read_set_callback_data(handle, Unmanaged.passUnretained(file).toOpaque())
    archive_read_set_read_callback(handle) { _, data, block in
      guard let data, let block else { return -1 }
      let file = Unmanaged<ArchiveFile>.fromOpaque(data).takeUnretainedValue()
      guard let bytes = file.nextBlock() else { return -1 }
      block.pointee = bytes.baseAddress
      return bytes.count
    }
    archive_read_set_seek_callback(handle) { _, data, offset, whence in
      guard let data else { return -1 }
      return Unmanaged<ArchiveFile>.fromOpaque(data).takeUnretainedValue()
        .seek(offset, whence: whence)
    }
    if archive_read_open1(handle) < ARCHIVE_WARN {
      let error = failure(of: handle, file: file, membersRead: 0, opening: true)
      archive_read_free(handle)
      throw error
    }
    return handle
  }

  /// The formats and filters we accept, one by one.
  ///
  /// Never `…_all`: that would run programs found in the PATH (lrzip, grzip) and accept mtree,
  /// which reads other files of the disk.
  private static func supportKnownFormats(_ handle: OpaquePointer) {
    archive_read_support_filter_none(handle)
    archive_read_support_filter_gzip(handle)
    archive_read_support_filter_bzip2(handle)
    archive_read_support_filter_xz(handle)
    archive_read_support_filter_lzma(handle)
    archive_read_support_filter_zstd(handle)
    archive_read_support_filter_lz4(handle)
    archive_read_support_format_tar(handle)
    archive_read_support_format_gnutar(handle)
    archive_read_support_format_zip(handle)
    archive_read_support_format_7zip(handle)
    archive_read_support_format_rar(handle)
    archive_read_support_format_rar5(handle)
  }

  /// The whole archive's failure, in libarchive's own words.
  func failure(membersRead: Int) -> ArchiveError {
    let found = ArchiveReader.failure(of: handle, file: file, membersRead: membersRead)
    // Without its end a zip is read as a stream, and libarchive has many words for a cut in it.
    guard case .damaged = found, formatBase == ARCHIVE_FORMAT_ZIP, !isFiltered,
      (try? ZipEnding(of: file.bytes)) == nil
    else { return found }
    return .truncated(
      path: path, membersRead: membersRead, detail: "its central directory is missing")
  }

  private static func failure(
    of handle: OpaquePointer, file: ArchiveFile, membersRead: Int, opening: Bool = false
  ) -> ArchiveError {
    if let failure = file.failure { return .file(failure) }
    if file.wasCutOff {
      return .truncated(
        path: file.path, membersRead: membersRead, detail: "a member goes on past the end")
    }
    let words = lastWords(of: handle)
    if words.contains("encrypt") || words.contains("passphrase") {
      return .encrypted(path: file.path)
    }
    if speaksOfTheEnd(words) {
      return .truncated(path: file.path, membersRead: membersRead, detail: words)
    }
    if opening, words.hasPrefix("unrecognized archive format") {
      let filter = filterNames(of: handle)
      return .notAnArchive(path: file.path, compression: filter == "none" ? nil : filter)
    }
    switch archive_format(handle) & ARCHIVE_FORMAT_BASE_MASK {
    case ARCHIVE_FORMAT_7ZIP, ARCHIVE_FORMAT_RAR, ARCHIVE_FORMAT_RAR_V5:
      return .damagedStream(path: file.path, membersRead: membersRead, detail: words)
    default:
      return .damaged(path: file.path, membersRead: membersRead, detail: words)
    }
  }

  /// libarchive's last error, in lower case at the start.
  static func lastWords(of handle: OpaquePointer) -> String {
    guard let text = archive_error_string(handle) else { return "no reason given" }
    let words = String(cString: text)
    // "ZIP bad CRC" begins with a name, not with a capital.
    guard words.dropFirst().first?.isLowercase == true else { return words }
    return words.prefix(1).lowercased() + words.dropFirst()
  }

  /// Whether an error says that the file is shorter than it should be.
  private static func speaksOfTheEnd(_ words: String) -> Bool {
    let folded = words.lowercased()
    return ["truncated", "unexpected end", "premature", "end of file", "no progress is possible"]
      .contains { folded.contains($0) }
  }

  /// The container's family: tar, zip, 7z or rar.
  var formatBase: Int32 { archive_format(handle) & ARCHIVE_FORMAT_BASE_MASK }

  var formatName: String {
    archive_format_name(handle).map { String(cString: $0) } ?? "unknown"
  }

  /// The filters from the outside in; the last is always the file itself, named "none".
  static func filterNames(of handle: OpaquePointer) -> String {
    let names = (0..<max(1, archive_filter_count(handle) - 1)).compactMap {
      archive_filter_name(handle, $0).map { String(cString: $0) }
    }
    return names.joined(separator: ", ")
  }
}
