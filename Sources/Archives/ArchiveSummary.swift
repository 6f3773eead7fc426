public import Core

/// What a source was, once it has been read to the end.
public struct ArchiveSummary: Hashable, Sendable {
  /// The size of the archive file itself, or of all files of a folder together.
  public let rawBytes: Int64
  /// The SHA-256 of the archive file's own bytes, all of them.
  ///
  /// Of a folder: the SHA-256 over the lines `sha256  path` of its readable files, sorted by path.
  public let rawDigest: Digest
  /// The container, in libarchive's words; "folder" for a folder.
  public let format: String
  /// The compression around it, outermost first; "none" where there is none.
  public let filter: String
  /// How many members were met.
  public let members: Int
  /// What a person should know although nothing failed: a missing end marker, bytes after the end.
  public let warning: String?
}
