internal import CArchive

/// The archives we write.
public enum ArchiveFormat: String, CaseIterable, Hashable, Sendable {
  /// An uncompressed tar (ustar, with pax headers where a name needs them).
  case tar = "tar"
  /// A tar under gzip.
  case tarGz = "tar.gz"
  /// A tar under xz.
  case tarXz = "tar.xz"
  /// A tar under Zstandard.
  case tarZst = "tar.zst"
  /// A zip with deflate.
  case zip = "zip"
  /// A 7-Zip archive with LZMA.
  case sevenZip = "7z"

  /// The format a file name's ending stands for: ".tar", ".tar.gz" or ".tgz", ".tar.xz" or ".txz",
  /// ".tar.zst" or ".tzst", ".zip", ".7z".
  public init?(path: String) {
    let name = path.lowercased()
    let known = ArchiveFormat.allCases.first { name.hasSuffix("." + $0.rawValue) }
    let short: [(String, ArchiveFormat)] = [
      (".tgz", .tarGz), (".txz", .tarXz), (".tzst", .tarZst),
    ]
    guard let format = known ?? short.first(where: { name.hasSuffix($0.0) })?.1 else { return nil }
    self = format
  }

  /// Sets container, filter and every option that could let the clock or the machine into the
  /// bytes.
  func configure(_ handle: OpaquePointer) -> Int32 {
    switch self {
    case .zip:
      return worst(
        archive_write_set_format_zip(handle),
        archive_write_set_format_option(handle, "zip", "compression", "deflate"),
        archive_write_set_format_option(handle, "zip", "compression-level", "6"))
    case .sevenZip:
      return worst(
        archive_write_set_format_7zip(handle),
        archive_write_set_format_option(handle, "7zip", "compression", "lzma1"),
        archive_write_set_format_option(handle, "7zip", "compression-level", "6"))
    case .tar, .tarGz, .tarXz, .tarZst:
      return worst(archive_write_set_format_pax_restricted(handle), addFilter(handle))
    }
  }

  private func addFilter(_ handle: OpaquePointer) -> Int32 {
    switch self {
    case .tarGz:
      worst(
        archive_write_add_filter_gzip(handle),
        archive_write_set_filter_option(handle, "gzip", "timestamp", nil),
        archive_write_set_filter_option(handle, "gzip", "compression-level", "6"))
    case .tarXz:
      worst(
        archive_write_add_filter_xz(handle),
        archive_write_set_filter_option(handle, "xz", "threads", "1"),
        archive_write_set_filter_option(handle, "xz", "compression-level", "6"))
    case .tarZst:
      worst(
        archive_write_add_filter_zstd(handle),
        archive_write_set_filter_option(handle, "zstd", "compression-level", "6"))
    case .tar, .zip, .sevenZip:
      ARCHIVE_OK
    }
  }

  private func worst(_ codes: Int32...) -> Int32 { codes.min() ?? ARCHIVE_OK }
}
