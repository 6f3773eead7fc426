public import Core

/// What can become of a member.
public enum ImportOutcome: Hashable, Sendable {
  /// It is a sample, or several.
  ///
  /// Indirect: an outcome is handed on more often than it is made.
  indirect case accepted(AcceptedMember)
  /// It should have been a sample and is not, for a reason.
  ///
  /// Given bytes are kept, and so is the claim: what the source says about it, for another try.
  case rejected(
    reason: String, contentID: ContentID? = nil, bytes: [UInt8]? = nil, claim: JSON? = nil)
  /// It was never meant to be a sample, for a reason.
  case ignored(reason: String)

  /// The ledger's column for it.
  public var status: MemberStatus {
    switch self {
    case .accepted: .accepted
    case .rejected: .rejected
    case .ignored: .ignored
    }
  }
}
