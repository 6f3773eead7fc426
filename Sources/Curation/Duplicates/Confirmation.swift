internal import Core
internal import Imaging

/// Confirms pairs at full size, and keeps those that are near duplicates.
struct Confirmation {
  let store: PictureStore
  let settings: NearDuplicateSettings
  let pool: WorkerPool
  /// How many pairs were looked at.
  private(set) var candidates = 0
  /// Whether every near duplicate is among the pairs.
  private(set) var isComplete = true
  private var pairs: [NearPair] = []
  private var groups: DisjointSets
  private var looked = LookedPairs()

  /// With more pairs than this only those are looked at that join two groups.
  static let mostPairs = 4_000_000
  /// Pairs of one task.
  private static let block = 512
  /// Pairs looked at between two looks at the groups.
  private static let step = 1 << 18

  init(store: PictureStore, settings: NearDuplicateSettings, pool: WorkerPool) {
    (self.store, self.settings, self.pool) = (store, settings, pool)
    groups = DisjointSets(count: store.count)
  }

  /// Looks at pairs that the screen found of the inner part of the second picture, turned by quarter turns.
  ///
  /// Where the second has the smaller number, the pair is looked at from the other side: the other one is turned
  /// back then. A turn and mirroring after it are undone by the same turn and mirroring.
  mutating func confirmInner(_ found: [Similarity.Candidate], turn: Int) {
    looked.sort()
    confirm(found.filter { $0.row < $0.column }, turn: turn, start: .innerOfSecond)
    let exchanged = found.filter { $0.row > $0.column }.map {
      Similarity.Candidate(
        row: $0.column, column: $0.row, isPlain: $0.isPlain, isMirrored: $0.isMirrored)
    }
    let back = (4 - turn) % 4
    guard back != turn else { return confirm(exchanged, turn: turn, start: .innerOfFirst) }
    confirm(exchanged.compactMap { $0.only(mirrored: true) }, turn: turn, start: .innerOfFirst)
    confirm(exchanged.compactMap { $0.only(mirrored: false) }, turn: back, start: .innerOfFirst)
  }

  /// Looks at pairs whose second picture is turned by quarter turns.
  mutating func confirm(
    _ found: [Similarity.Candidate], turn: Int, start: Similarity.PartStart = .whole
  ) {
    for begin in stride(from: 0, to: found.count, by: Self.step) {
      var part = Array(found[begin..<min(found.count, begin + Self.step)])
      if pairs.count > Self.mostPairs {
        part.removeAll { groups.root(of: Int($0.row)) == groups.root(of: Int($0.column)) }
        isComplete = false
      }
      candidates += part.count
      let tasks = (part.count + Self.block - 1) / Self.block
      let (chosen, confirmed) = (part, self)
      let results = pool.map(tasks) { task, _ in
        let first = task * Self.block
        return chosen[first..<min(chosen.count, first + Self.block)].compactMap {
          confirmed.pair($0, turn: turn, start: start)
        }
      }
      if turn == 0, start == .whole {
        looked.add(part, found: Array(results.joined()), least: settings.leastMillionths)
      }
      for pair in results.joined() {
        pairs.append(pair)
        guard pair.millionths >= settings.leastMillionths else { continue }
        groups.join(Int(pair.first), Int(pair.second))
      }
    }
  }

  /// All pairs found, each once as it fits best, by first and second picture.
  consuming func sortedPairs() -> [NearPair] {
    // What agrees altogether counts before what agrees but for a sixth, and that before what is below.
    let least = settings.leastMillionths
    func rank(_ pair: NearPair) -> Int {
      pair.millionths < least ? 2 : pair.transform.leavesOutWorst ? 1 : 0
    }
    var sorted = pairs
    sorted.sort { left, right in
      (left.first, left.second, rank(left), -left.millionths, left.transform.order)
        < (right.first, right.second, rank(right), -right.millionths, right.transform.order)
    }
    var unique: [NearPair] = []
    unique.reserveCapacity(sorted.count)
    for pair in sorted
    where unique.last.map({ $0.first != pair.first || $0.second != pair.second }) ?? true {
      unique.append(pair)
    }
    return unique
  }

  private func pair(
    _ candidate: Similarity.Candidate, turn: Int, start: Similarity.PartStart
  ) -> NearPair? {
    let two = (Int(candidate.row), Int(candidate.column))
    let (first, second) = (store.picture(two.0), store.picture(two.1))
    guard turn > 0 else {
      let rest = start == .whole ? .everything : looked.rest(of: candidate)
      guard rest != .nothing else { return nil }
      return comparison(
        candidate, turn, start, first, second, calms: (store.calm(two.0), store.calm(two.1))
      ).pair(store.sums(two.0), store.sums(two.1), isMoved: rest == .everything)
    }
    let turned = Similarity.turned(second, quarterTurns: turn)
    return turned.withUnsafeBufferPointer { turned -> NearPair? in
      guard let picture = turned.baseAddress else { return nil }
      let count = Similarity.overlapNumbers(shift: settings.shift)
      return withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { sums -> NearPair? in
        guard let base = sums.baseAddress else { return nil }
        Similarity.overlaps(of: picture, shift: settings.shift, into: base)
        return comparison(candidate, turn, start, first, picture).pair(store.sums(two.0), base)
      }
    }
  }

  private func comparison(
    _ candidate: Similarity.Candidate, _ turn: Int, _ start: Similarity.PartStart,
    _ first: UnsafePointer<UInt8>, _ second: UnsafePointer<UInt8>,
    calms: (UnsafePointer<Float>?, UnsafePointer<Float>?) = (nil, nil)
  ) -> PairComparison {
    PairComparison(
      candidate: candidate, turn: turn, start: start, settings: settings, first: first,
      second: second, firstCalm: calms.0, secondCalm: calms.1)
  }
}

extension Similarity.Candidate {
  /// The pair with the second picture as it is, or mirrored, where that is to be looked at.
  fileprivate func only(mirrored: Bool) -> Self? {
    guard mirrored ? isMirrored : isPlain else { return nil }
    return Self(row: row, column: column, isPlain: !mirrored, isMirrored: mirrored)
  }
}

extension NearDuplicateSettings {
  /// The threshold in millionths, to the nearest.
  var leastMillionths: Int32 { Int32((threshold * 1_000_000).rounded()) }

  /// The least correlation of a pair that is told of, in millionths.
  var belowMillionths: Int32 { Int32((below * 1_000_000).rounded()) }
}

extension PairTransform {
  /// Of equal correlations the least change counts first.
  var order: Int {
    let moved =
      part.map { 100_000 + 96 * 192 - $0.width * $0.height + abs($0.x) + abs($0.y) }
      ?? shiftX * shiftX + shiftY * shiftY
    return quarterTurns * 1_000_000 + (isMirrored ? 500_000 : 0) + moved
      + (leavesOutWorst ? 200_000 : 0)
  }
}
