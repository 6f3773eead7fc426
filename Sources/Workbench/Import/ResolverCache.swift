internal import Layouts
internal import Synchronization

/// A resolver that remembers what words came to: a source says the same few words a million times.
final class ResolverCache: Sendable {
  let resolver: ClassResolver
  private let known = Mutex<[[String]: LabelResolution]>([:])
  /// A source of more different words than this is not worth remembering.
  private static let capacity = 4096

  init(_ resolver: ClassResolver) { self.resolver = resolver }

  /// What becomes of a claim.
  func resolve(_ claim: LabelClaim) -> LabelResolution {
    guard case .words(let words) = claim.statement else { return resolver.resolve(claim) }
    if let found = known.withLock({ $0[words] }) { return found }
    let resolution = resolver.resolve(claim)
    known.withLock { if $0.count < Self.capacity { $0[words] = resolution } }
    return resolution
  }
}
