public import Core

/// What can become of a member.
public enum ImportOutcome: Hashable, Sendable {
  /// It is a sample.
  case accepted(AcceptedMember)
  /// It should have been a sample and is not, for a reason; given bytes are kept.
  case rejected(reason: String, contentID: ContentID?, bytes: [UInt8]?)
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
