public import Core
public import Imaging

/// Searches pictures for near duplicates: each pair once, numbered by the caller.
///
/// In three passes: every picture is read and described; all pairs are screened by an upper bound of their
/// correlation at 24 × 24 pixels, as they are and one against the inner parts of the others; what passes is
/// confirmed at 48 × 48, moved by every shift allowed or as a part of the other, and by its details. The result does not depend on the number of threads.
public struct NearSearch: Sendable {
  /// What was found, and how much was looked at.
  public struct Outcome: Hashable, Sendable {
    /// Near duplicates, by first and second picture.
    public let pairs: [NearPair]
    /// Pairs that are none, but within 0.05 of the threshold, in the same order; those that the screen let
    /// pass.
    public let below: [NearPair]
    /// Pictures of one gray level, which correlate with nothing.
    public let blanks: Int
    /// Whether all pairs were screened.
    public let isExhaustive: Bool
    /// Every pair whose pictures, unmoved, correlate by as much at 24 × 24 was confirmed or refuted at 48 × 48.
    public let screen: Double
    /// Pairs that passed the screen.
    public let candidates: Int
    /// Whether all near duplicates are listed; if not, the pairs listed still join the same groups.
    public let isComplete: Bool
  }

  let settings: NearDuplicateSettings
  let pool: WorkerPool
  let folder: String

  /// Pictures read at once.
  static let batch = 4096
  /// Columns of one round; rows of one task.
  static let columns = 4096
  static let rows = 256

  /// A search.
  ///
  /// - Parameter folder: where a file without a name may lie, while more pictures are compared than memory
  ///   should hold.
  public init(settings: NearDuplicateSettings, pool: WorkerPool, folder: String) {
    (self.settings, self.pool, self.folder) = (settings, pool, folder)
  }

  /// Searches `count` pictures; nil where the system refuses the memory.
  ///
  /// - Parameters:
  ///   - read: is given a range of numbers and must put the image of each, in any order, from any thread.
  ///   - progress: is told how much of the whole is done, 0…1, and may throw to stop.
  public func run<Failure: Error>(
    count: Int,
    read: (Range<Int>, @Sendable (Int, Image) throws(ImageError) -> Void) throws(Failure) -> Void,
    progress: (Double) throws(Failure) -> Void
  ) throws(Failure) -> Outcome? {
    guard let store = PictureStore(count: count, shift: settings.shift, folder: folder) else {
      return nil
    }
    for start in stride(from: 0, to: count, by: Self.batch) {
      let range = start..<min(count, start + Self.batch)
      try read(range) { number, image throws(ImageError) in try store.set(image, at: number) }
      try progress(0.4 * Double(range.upperBound) / Double(count))
    }
    let isExhaustive = settings.isExhaustive(pictures: count)
    let plan = ScreenPlan(store: store, settings: settings, isExhaustive: isExhaustive, pool: pool)
    var confirmation = Confirmation(store: store, settings: settings, pool: pool)
    let turns = settings.includesTurns ? [0, 1, 2, 3] : [0]
    for turn in turns {
      for isInner in [false, true] {
        let screen = Screen(
          store: store, turn: turn, isInner: isInner, least: isInner ? plan.leastInner : plan.least,
          pool: pool)
        let rounds = isExhaustive ? screen.rounds : BandedScreen.bands
        let banded = isExhaustive ? nil : BandedScreen(store: store, screen: screen)
        for round in 0..<rounds {
          let found = banded?.candidates(band: round) ?? screen.candidates(round: round)
          if isInner {
            confirmation.confirmInner(found, turn: turn)
          } else {
            confirmation.confirm(found, turn: turn)
          }
          let part = Double(2 * turn + (isInner ? 1 : 0)) + Double(round + 1) / Double(rounds)
          try progress(0.4 + 0.6 * part / Double(2 * turns.count))
        }
      }
    }
    let (looked, isComplete) = (confirmation.candidates, confirmation.isComplete)
    let pairs = confirmation.sortedPairs()
    let least = settings.leastMillionths
    return Outcome(
      pairs: pairs.filter { $0.millionths >= least },
      below: pairs.filter { $0.millionths < least }, blanks: store.flatCount,
      isExhaustive: isExhaustive,
      screen: plan.level, candidates: looked,
      isComplete: isComplete)
  }
}
