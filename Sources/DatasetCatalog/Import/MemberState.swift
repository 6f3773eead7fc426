/// What an import knows about a member from earlier imports of the same source.
public enum MemberState: Hashable, Sendable {
  /// Nothing yet.
  case new
  /// It is in the ledger with the same bytes.
  case known(MemberStatus)
  /// It is in the ledger with other bytes.
  case changed
}
