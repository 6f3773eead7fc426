public import Core

/// What a source was, once it has been read to the end.
public struct ArchiveSummary: Hashable, Sendable {
  /// The size of the archive file itself, or of all files read of a folder together.
  public let rawBytes: Int64
  /// The SHA-256 of the archive file's own bytes, all of them; `nil` for a reader that does not
  /// hash.
  ///
  /// Of a folder: the SHA-256 over the lines `sha256  path` of its readable files, sorted by path.
  /// Of several parts: of their bytes one after the other.
  public let rawDigest: Digest?
  /// The container, in libarchive's words; "folder" for a folder, "file" for a single file.
  public let format: String
  /// The compression around it, outermost first; "none" where there is none.
  public let filter: String
  /// How many members were met, those of nested archives and the stand-ins for broken ones
  /// included.
  public let members: Int
  /// What a person should know although nothing failed: a missing end marker, bytes after the end.
  public let warning: String?
}
