/// The ledger's three columns.
public enum MemberStatus: Int, CaseIterable, Hashable, Sendable {
  /// Became a sample.
  case accepted = 0
  /// Should have become a sample.
  case rejected = 1
  /// Never meant to be a sample.
  case ignored = 2
}
