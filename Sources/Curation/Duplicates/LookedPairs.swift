internal import Imaging

/// The pairs that were looked at whole and not turned, so that the search with inner parts need not move them again.
///
/// It saves time alone: a pair that is not here is looked at in every way.
struct LookedPairs: Sendable {
  /// What remains to be done of a pair that the search with inner parts looks at.
  enum Rest: Hashable, Sendable {
    /// All.
    case everything
    /// Only the part: what moving gives was seen.
    case part
    /// Nothing: moving is enough.
    case nothing
  }

  /// First picture, second picture and mirrorings (two bits), sorted when they are asked for.
  private var keys: [UInt64] = []
  /// Of those that are near duplicates by moving alone.
  private var settled: Set<UInt64> = []
  private var isSorted = true

  /// More pairs are not kept: 64 MiB.
  private static let most = 1 << 23

  /// Notes pairs that were looked at, and what was found of them.
  mutating func add(
    _ candidates: [Similarity.Candidate], found: [NearPair], least: Int32
  ) {
    guard keys.count + candidates.count <= Self.most else { return }
    isSorted = false
    keys.append(contentsOf: candidates.lazy.map(Self.key))
    for pair in found
    where pair.millionths >= least && pair.transform.part == nil
      && !pair.transform.leavesOutWorst
    {
      settled.insert(Self.place(pair.first, pair.second))
    }
  }

  /// Must be called before ``rest(of:)``.
  mutating func sort() {
    if !isSorted { keys.sort() }
    isSorted = true
  }

  /// What remains to be done of a pair.
  func rest(of candidate: Similarity.Candidate) -> Rest {
    let key = Self.key(candidate)
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    // With other mirrorings another place may be the best.
    guard low < keys.count, keys[low] == key else { return .everything }
    return settled.contains(Self.place(candidate.row, candidate.column)) ? .nothing : .part
  }

  private static func place(_ first: Int32, _ second: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: first)) << 31 | UInt64(UInt32(bitPattern: second))
  }

  private static func key(_ candidate: Similarity.Candidate) -> UInt64 {
    place(candidate.row, candidate.column) << 2 | (candidate.isPlain ? 1 : 0)
      | (candidate.isMirrored ? 2 : 0)
  }
}
