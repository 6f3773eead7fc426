/// What a member's path says about the member.
public enum LayoutFinding: Hashable, Sendable {
  /// A labelled image, or what should be one.
  case labelled(MemberLabel)
  /// Not meant to be a sample: a readme, a system's own file.
  case ignored(reason: String)
  /// Meant to be a sample, but its class is not known.
  case rejected(reason: String)
}
