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
    /// What cannot be read at all, and `problem` says why: a device, a pipe, a folder that cannot be
    /// listed, an archive nested too deep, or what is left of a broken nested archive.
    case other
    /// An archive within the source, whose members follow as "outer.zip/inner/1.png".
    case container
  }

  let name: MemberName
  /// The member's position in its source, from 0.
  public let index: Int
  /// What the member is.
  public let kind: Kind
  /// The size its header declares, in bytes, where it declares one.
  public let size: Int64?
  /// What a link points to: the path a symbolic link holds, or the member a hard link shares its
  /// bytes with.
  public let linkTarget: String?
  /// Why the member's bytes cannot be read, when the header already tells.
  public let problem: ArchiveError?

  /// The name for people and layouts: "/" between components, no leading "./", no trailing "/".
  ///
  /// It is a name only: it may say anything ("../../etc/passwd", "C:/a.png", "/dev/null"), and is
  /// never used as a path of a file, so nothing in it can do harm. A zip's name that is not UTF-8 is
  /// read as CP437; elsewhere its odd bytes are escaped: "caf\xE9.jpg". Names are compared byte for
  /// byte: "A.png" and "a.png" are two members, and two members of the same name are two
  /// occurrences of it.
  ///
  /// `nil` when the name is unusable; `problem` says why.
  public var path: String? { name.path }

  /// The name in a form that is safe to print: control characters are escaped.
  public var displayName: String { name.display(index: index) }

  package init(
    index: Int, name: MemberName, kind: Kind, size: Int64?, linkTarget: String? = nil,
    problem: ArchiveError? = nil
  ) {
    (self.index, self.name, self.kind, self.size) = (index, name, kind, size)
    self.linkTarget = linkTarget
    if let fault = name.fault, problem == nil {
      self.problem = .memberNameUnusable(member: name.display(index: index), fault: fault)
    } else {
      self.problem = problem
    }
  }

  /// The same member as one of an archive within the source.
  func inside(_ container: String, limit: Int) -> ArchiveMember {
    ArchiveMember(
      index: index, name: name.inside(container, index: index, limit: limit), kind: kind,
      size: size, linkTarget: linkTarget, problem: problem)
  }

  /// The same member as something else.
  func turned(into kind: Kind, problem: ArchiveError? = nil) -> ArchiveMember {
    ArchiveMember(
      index: index, name: name, kind: kind, size: size, linkTarget: linkTarget,
      problem: problem ?? self.problem)
  }
}
