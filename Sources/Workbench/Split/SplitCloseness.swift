internal import Core
internal import Curation
internal import DatasetCatalog

/// The near duplicates among the samples of a split, and how close what is left on two sides comes.
struct SplitCloseness {
  let settings: NearDuplicateSettings
  /// Pairs of places among the samples that are near duplicates.
  let joined: [(Int, Int)]
  let table: PictureTable
  private let result: NearResult
  private let dismissed: Set<SamplePair>

  init(
    samples: [SampleSummary], settings: NearDuplicateSettings, dismissed: Set<SamplePair>,
    catalog: Catalog, session: Session
  ) throws(WorkbenchError) {
    let cuts = try lifting { () throws(CatalogError) in try catalog.pictureCuts() }
    let table = PictureTable(samples: samples, cuts: cuts)
    result = try NearDuplicates(settings: settings).pairs(
      of: table, catalog: catalog, session: session)
    joined = result.pairs.filter { !dismissed.contains(table.pair($0)) }.map {
      (Int(table.first[Int($0.first)]), Int(table.first[Int($0.second)]))
    }
    (self.settings, self.table, self.dismissed) = (settings, table, dismissed)
  }

  /// Pairs that lie on two sides, the closest first: equal pixels, near duplicates, and those a little below.
  ///
  /// - Parameter sides: the side of each sample; nil for one that is on none.
  func apart(_ sides: [Int?]) -> [ApartPair] {
    let pictures = PictureSides(table, sides: sides)
    func pairs(_ found: [NearPair], isNear: Bool) -> [ApartPair] {
      found.compactMap { pair in
        pictures.apart(pair).map { first, second in
          ApartPair(
            first: first, second: second, millionths: pair.millionths, transform: pair.transform,
            isNear: isNear, isDismissed: dismissed.contains(table.pair(pair)))
        }
      }
    }
    let all =
      pictures.samePixels() + pairs(result.pairs, isNear: true)
      + pairs(result.below, isNear: false)
    return all.sorted { left, right in
      func rank(_ pair: ApartPair) -> (Int32, Int, Int, Int) {
        (-pair.millionths, pair.transform == nil ? 0 : 1, pair.first.sample, pair.second.sample)
      }
      return rank(left) < rank(right)
    }
  }

  /// What was compared, and how far it can be relied on.
  var search: String {
    guard settings.method != .none else {
      return "near duplicates were not looked for; equal pixels were"
    }
    let how =
      result.isExhaustive
      ? "exhaustive: all pairs; those whose unmoved pictures correlate at 24 × 24 by at least "
        + "\(PlainNumber.text(result.screen, 4)) were compared in full"
      : "approximate: pairs of similar perceptual hashes alone"
    return "\(settings.criterion), and of the details by at least 0.5; \(how)"
      + (result.isComplete ? "" : "; not all pairs are listed")
  }

  /// For the certificate: how near duplicates were looked for, and how many there are.
  var json: [String: JSON] {
    guard settings.method != .none else { return ["search": .string(search)] }
    return [
      "complete": .bool(result.isComplete),
      "dismissed": .integer(result.pairs.count - joined.count),
      "exhaustive": .bool(result.isExhaustive), "pairs": .integer(result.pairs.count),
      "pictures": .integer(table.count),
      // As the catalog keeps it, so that a search and what was kept of it say the same.
      "screen": .number((result.screen * 1_000_000).rounded() / 1_000_000),
      "search": .string(search), "settings": settings.json,
      "told_from": .number(Double((settings.below * 1_000_000).rounded()) / 1_000_000),
    ]
  }

  /// What a person is told.
  func note(_ apart: [ApartPair]) -> String? {
    guard settings.method != .none else {
      return "near duplicates were not looked for"
    }
    let different = apart.filter { $0.transform != nil }
    let near = different.count { $0.isNear }
    let found = "\(result.pairs.count) near duplicates among \(table.count) different pictures"
    let how = result.isExhaustive ? "" : " (approximate: pairs of similar hashes)"
    let closest = different.first.map { PlainNumber.text($0.score, 4) }
    guard near > 0 else {
      return found + how + ", none on two sides; the closest pair apart correlates by "
        + (closest ?? "less than \(PlainNumber.text(settings.below, 4))")
    }
    return found + how + ", \(near) on two sides, the closest at \(closest ?? "1")"
  }
}
