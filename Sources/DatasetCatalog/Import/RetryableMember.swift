public import Core

/// A rejected member whose bytes are kept, to be tried again.
public struct RetryableMember: Hashable, Sendable {
  /// The source's name.
  public let source: String
  /// The member's path in its source.
  public let path: String
  /// 0 for the first member of this path, 1… for later ones.
  public let occurrence: Int
  /// Why it was rejected.
  public let reason: String
  /// What its source said about it, as the import wrote it.
  public let claim: JSON?
  /// Where its bytes lie.
  public let location: ContentLocation
}
