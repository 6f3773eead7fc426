/// What becomes of a claim.
public enum LabelResolution: Hashable, Sendable {
  /// It names a class.
  case label(ResolvedLabel)
  /// A person set its word aside with `--map word=-`.
  case ignored(reason: String)
  /// It names no class; what to do about it.
  case rejected(reason: String)
}
