/// What one sitting of a search did, for `run.json`.
final class TuneCounts {
  /// How often a trial was begun or gone on with.
  var sittings = 0
}
