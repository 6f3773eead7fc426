internal import Core
internal import Curation
internal import DatasetCatalog

/// The near duplicates among the samples of a split, and how close what is left on two sides comes.
struct SplitCloseness {
  let settings: NearDuplicateSettings
  /// Pairs of places among the samples that are near duplicates.
  let joined: [(Int, Int)]
  private let table: PictureTable
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

  /// Pairs that lie on two sides, the closest first: near duplicates, and those a little below.
  private func apart(_ places: [Split?]) -> (near: [NearPair], closest: NearPair?) {
    var sides = Array(repeating: Set<Split>(), count: table.count)
    for (sample, picture) in table.pictureOf.enumerated() {
      if let split = places[sample] { sides[Int(picture)].insert(split) }
    }
    func isApart(_ pair: NearPair) -> Bool {
      let (one, other) = (sides[Int(pair.first)], sides[Int(pair.second)])
      return !one.isEmpty && !other.isEmpty && one.union(other).count > 1
    }
    let near = result.pairs.filter(isApart).sorted {
      (-$0.millionths, $0.first, $0.second) < (-$1.millionths, $1.first, $1.second)
    }
    let below = result.below.filter(isApart).min {
      (-$0.millionths, $0.first, $0.second) < (-$1.millionths, $1.first, $1.second)
    }
    return (near, near.first ?? below)
  }

  /// For the certificate.
  func json(_ places: [Split?]) -> JSON {
    guard settings.method != .none else { return .null }
    let apart = apart(places)
    return [
      "apart": .array(apart.near.map(json)), "closest_apart": apart.closest.map(json) ?? .null,
      "complete": .bool(result.isComplete),
      "dismissed": .integer(result.pairs.count - joined.count),
      "exhaustive": .bool(result.isExhaustive), "pairs": .integer(result.pairs.count),
      "pictures": .integer(table.count), "screen": .number(result.screen),
      "settings": settings.json,
    ]
  }

  private func json(_ pair: NearPair) -> JSON {
    let keys = table.pair(pair)
    return [
      "dismissed": .bool(dismissed.contains(keys)), "first": .string(keys.first.digest.hex),
      "score": .number(pair.score), "second": .string(keys.second.digest.hex),
      "transform": .string(pair.transform.description),
    ]
  }

  /// What a person is told.
  func note(_ places: [Split?]) -> String? {
    guard settings.method != .none else {
      return "near duplicates were not looked for"
    }
    let apart = apart(places)
    let found = "\(result.pairs.count) near duplicates among \(table.count) different pictures"
    let how = result.isExhaustive ? "" : " (approximate: pairs of similar hashes)"
    let closest = apart.closest.map { PlainNumber.text($0.score, 4) }
    if apart.near.isEmpty {
      return found + how + ", none on two sides; the closest pair apart correlates by "
        + (closest ?? "less than \(PlainNumber.text(settings.below, 4))")
    }
    return found + how + ", \(apart.near.count) on two sides, the closest at \(closest ?? "1")"
  }
}

extension SplitRepair {
  /// What a person is told.
  func note(moved: Int, dropped: Int) -> String? {
    switch kind {
    case .none: nil
    case .move: "\(moved) leaked samples of \(from.rawValue) moved to the other side of their group"
    case .drop: "\(dropped) leaked samples of \(from.rawValue) were left out of all splits"
    }
  }
}
