internal import Synchronization

/// Remembers what was said.
final class OnceOnly: Sendable {
  private let said = Mutex(Set<String>())

  /// Whether a text comes for the first time.
  func isNew(_ text: String) -> Bool { said.withLock { $0.insert(text).inserted } }
}

/// What one sitting of a search did.
final class TuneCounts {
  /// How often a trial was begun or gone on with.
  var sittings = 0
}
