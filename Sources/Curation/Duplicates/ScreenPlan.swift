internal import Core
internal import Imaging

/// How low the bound of a pair may be to be looked at.
///
/// A picture that is moved by a pixel or two correlates less, unmoved and at half the size; so the screen lets
/// pass what is below the threshold by an allowance. Where pictures are so alike that this would let pass more
/// pairs than can be confirmed, the allowance is smaller: as the pairs of evenly chosen pictures say.
struct ScreenPlan {
  /// The level: the least correlation at 24 × 24.
  let level: Double
  /// The level as the screen takes it, less what rounding may take away.
  let least: Int
  /// The level for inner parts, half as far below the threshold: the part lies nearly right there.
  let leastInner: Int

  /// How far below the threshold a bound may be: the first that lets few enough pairs pass.
  static let allowances = [0.10, 0.07, 0.04, 0.02, 0.0]
  /// The most pairs to be confirmed.
  static let mostCandidates = 16_000_000
  /// Of how many pictures the pairs are counted.
  private static let sampled = 512

  init(
    store: PictureStore, settings: NearDuplicateSettings, isExhaustive: Bool, pool: WorkerPool
  ) {
    let levels = Self.allowances.map { settings.threshold - $0 }
    let all = Double(store.count) * Double(store.count) / 2
    var chosen = levels[0]
    if all > Double(Self.mostCandidates) {
      let counts = Self.counts(store, levels: levels, pool: pool)
      // Bands see part of all pairs, the more of the more alike.
      let seen = isExhaustive ? 1.0 : 0.5
      chosen =
        zip(levels, counts).first { $0.1 * seen <= Double(Self.mostCandidates) }?.0
        ?? settings.threshold
    }
    level = chosen
    least = Self.least(chosen)
    leastInner = Self.least((chosen + settings.threshold) / 2)
  }

  /// A level in the screen's unit.
  static func least(_ level: Double) -> Int {
    Int((level * Double(Similarity.one)).rounded(.down)) - Similarity.rounding
  }

  /// About how many pairs of all reach each level, from evenly spaced pictures against each other.
  private static func counts(
    _ store: PictureStore, levels: [Double], pool: WorkerPool
  ) -> [Double] {
    let chosen = (0..<sampled).map { $0 * store.count / sampled }
    let numbers = Similarity.numbers
    var descriptors: [Int16] = []
    for number in chosen {
      let from = store.descriptors(from: number)
      descriptors.append(contentsOf: UnsafeBufferPointer(start: from, count: numbers))
    }
    var packed = [Int16](repeating: 0, count: Similarity.packedNumbers(sampled))
    let scale = Double(store.count) * Double(store.count) / (Double(sampled) * Double(sampled - 1))
    return descriptors.withUnsafeBufferPointer { rows in
      packed.withUnsafeMutableBufferPointer { packed in
        guard let rows = rows.baseAddress, let packed = packed.baseAddress else { return [] }
        Similarity.pack(rows, count: sampled, into: packed)
        return levels.map { level in
          let found = Similarity.screen(
            rows: rows, rowCount: sampled, packed: packed, columnCount: sampled,
            least: least(level), firstRow: 0, firstColumn: 0)
          return Double(found.count) * scale
        }
      }
    }
  }
}
