public import Core

/// One line of the ledger.
public struct LedgerMember: Hashable, Sendable {
  /// The source's name.
  public let source: String
  /// The member's path in its source.
  public let path: String
  /// 0 for the first member of this path, 1… for later ones.
  public let occurrence: Int
  /// What became of it.
  public let status: MemberStatus
  /// Why, where it did not become a sample.
  public let reason: String?
  /// The digest of its bytes, where they were read.
  public let contentID: ContentID?
}
