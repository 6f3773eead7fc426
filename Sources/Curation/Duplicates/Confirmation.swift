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

  /// With more pairs than this only those are looked at that join two groups.
  static let mostPairs = 4_000_000
  /// The least correlation of the details of a near duplicate, in millionths.
  static let leastDetails: Int32 = 500_000
  /// Pairs of one task.
  private static let block = 512
  /// Pairs looked at between two looks at the groups.
  private static let step = 1 << 18

  init(store: PictureStore, settings: NearDuplicateSettings, pool: WorkerPool) {
    (self.store, self.settings, self.pool) = (store, settings, pool)
    groups = DisjointSets(count: store.count)
  }

  /// Looks at pairs whose second picture is turned by quarter turns.
  mutating func confirm(_ found: [Similarity.Candidate], turn: Int) {
    for start in stride(from: 0, to: found.count, by: Self.step) {
      var part = Array(found[start..<min(found.count, start + Self.step)])
      if pairs.count > Self.mostPairs {
        part.removeAll { groups.root(of: Int($0.row)) == groups.root(of: Int($0.column)) }
        isComplete = false
      }
      candidates += part.count
      let tasks = (part.count + Self.block - 1) / Self.block
      let (looked, confirmed) = (part, self)
      let results = pool.map(tasks) { task, _ in
        let first = task * Self.block
        return looked[first..<min(looked.count, first + Self.block)].compactMap {
          confirmed.pair($0, turn: turn)
        }
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
    var sorted = pairs
    sorted.sort { left, right in
      (left.first, left.second, -left.millionths, left.transform.order)
        < (right.first, right.second, -right.millionths, right.transform.order)
    }
    var unique: [NearPair] = []
    unique.reserveCapacity(sorted.count)
    for pair in sorted
    where unique.last.map({ $0.first != pair.first || $0.second != pair.second }) ?? true {
      unique.append(pair)
    }
    return unique
  }

  private func pair(_ candidate: Similarity.Candidate, turn: Int) -> NearPair? {
    let (first, second) = (Int(candidate.row), Int(candidate.column))
    guard turn > 0 else {
      return pair(
        candidate, turn: 0, store.picture(first), store.sums(first), store.picture(second),
        store.sums(second))
    }
    let turned = Similarity.turned(store.picture(second), quarterTurns: turn)
    return turned.withUnsafeBufferPointer { turned -> NearPair? in
      guard let picture = turned.baseAddress else { return nil }
      let count = Similarity.overlapNumbers(shift: settings.shift)
      return withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { sums -> NearPair? in
        guard let base = sums.baseAddress else { return nil }
        Similarity.overlaps(of: picture, shift: settings.shift, into: base)
        return pair(candidate, turn: turn, store.picture(first), store.sums(first), picture, base)
      }
    }
  }

  private func pair(
    _ candidate: Similarity.Candidate, turn: Int, _ first: UnsafePointer<UInt8>,
    _ firstSums: UnsafePointer<Int32>, _ second: UnsafePointer<UInt8>,
    _ secondSums: UnsafePointer<Int32>
  ) -> NearPair? {
    var best: (fit: Similarity.Fit, isMirrored: Bool)?
    for isMirrored in [false, true] {
      guard isMirrored ? candidate.isMirrored : candidate.isPlain else { continue }
      let fit = Similarity.fit(
        first, firstSums, second, secondSums, mirrored: isMirrored, shift: settings.shift)
      if fit.millionths > best?.fit.millionths ?? -1_000_001 { best = (fit, isMirrored) }
    }
    guard let best, best.fit.millionths >= settings.belowMillionths else { return nil }
    let details = Similarity.details(
      first, second, mirrored: best.isMirrored, x: best.fit.x, y: best.fit.y)
    guard details >= Self.leastDetails else { return nil }
    return NearPair(
      first: candidate.row, second: candidate.column, millionths: best.fit.millionths,
      transform: PairTransform(
        shiftX: best.fit.x, shiftY: best.fit.y, isMirrored: best.isMirrored, quarterTurns: turn))
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
    quarterTurns * 1000 + (isMirrored ? 500 : 0) + shiftX * shiftX + shiftY * shiftY
  }
}
