internal import Core
internal import Curation
internal import DatasetCatalog

extension DuplicateFindings {
  /// Names what was found by number, and looks across the split.
  init(
    table: PictureTable, near: NearResult, dismissed: Set<SamplePair>, splits: SplitSides,
    settings: NearDuplicateSettings
  ) {
    let shared = table.sharedPictures()
    let kept =
      dismissed.isEmpty
      ? near.pairs
      : near.pairs.filter { !dismissed.contains(table.pair($0)) }
    samples = table.samples.count
    pictures = table.count
    exactGroups = shared.map { members in
      ExactGroup(
        keys: members.map { table.samples[$0].sampleKey },
        labels: members.map { table.samples[$0].label })
    }
    nearPairs = kept.map {
      NearPair(pair: table.pair($0), score: $0.score, transform: $0.transform)
    }.sorted { ($1.score, $0.pair) < ($0.score, $1.pair) }
    nearGroups = NearGroups(kept).groups.map { members in
      NearGroup(
        members: members.map {
          NearGroup.Member(
            key: table.key(Int($0.picture)),
            link: $0.steps == 0 ? nil : table.key(Int($0.link)),
            score: Double($0.millionths) / 1_000_000, steps: $0.steps)
        })
    }
    leaks = LeakSearch(table: table, splits: splits).leaks(shared: shared, pairs: kept)
    (blanks, isExhaustive) = (near.blanks, near.isExhaustive)
    self.settings = settings
    dismissedPairs = near.pairs.count - kept.count
  }
}

extension PictureTable {
  /// The keys of two pictures.
  func pair(_ pair: NearPair) -> SamplePair {
    SamplePair(key(Int(pair.first)), key(Int(pair.second)))
  }
}
