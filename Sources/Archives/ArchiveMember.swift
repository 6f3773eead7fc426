/// One member of an archive or folder, as its header describes it.
public struct ArchiveMember: Hashable, Sendable {
  /// What a member is.
  public enum Kind: String, Hashable, Sendable {
    /// A regular file, whose bytes can be read.
    case file
    /// A folder.
    case directory
    /// A symbolic or hard link; never followed.
    case link
    /// A device, a pipe, or a folder that cannot be listed.
    case other
  }

  /// The member's position in its source, from 0.
  public let index: Int
  /// The name as stored, for people and layouts: "/" between components, no leading "./", no
  /// trailing "/".
  ///
  /// `nil` when its bytes are not UTF-8. It may say anything ("../../etc/passwd"): it never touches
  /// the disk.
  public let path: String?
  /// What the member is.
  public let kind: Kind
  /// The size its header declares, in bytes, where it declares one.
  public let size: Int64?
  /// What a link points to, where it can be decoded.
  public let linkTarget: String?
  /// Why the member's bytes cannot be read, when the header already tells.
  public let problem: ArchiveError?
  /// The name in a form that is safe to print: control characters and bytes that are not UTF-8 are
  /// escaped.
  public let displayName: String

  package init(
    index: Int, name: MemberName, kind: Kind, size: Int64?, linkTarget: String? = nil,
    problem: ArchiveError? = nil
  ) {
    (self.index, self.kind, self.size) = (index, kind, size)
    (self.linkTarget, self.problem) = (linkTarget, problem)
    (path, displayName) = (name.path, name.displayName(index: index))
  }
}
