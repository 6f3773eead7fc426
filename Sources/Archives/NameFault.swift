/// Why a member's name cannot be used.
public enum NameFault: Hashable, Sendable {
  /// There is none.
  case empty
  /// The archive's own encoding of it is broken.
  case undecodable
  /// It goes on after a zero byte, where other programs would see it end.
  case containsNUL
  /// It has more bytes than the limit.
  case tooLong(limit: Int)
}
