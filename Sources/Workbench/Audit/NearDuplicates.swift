internal import Core
internal import Curation
internal import DatasetCatalog

/// The near duplicates among the pictures of a table, by number.
struct NearResult: Sendable {
  /// Pairs by first and second picture.
  let pairs: [NearPair]
  /// Pictures of one gray level.
  let blanks: Int
  /// Whether all pairs were looked at.
  let isExhaustive: Bool
}

/// Searches a workspace's pictures for near duplicates, or takes what an earlier search kept.
struct NearDuplicates {
  let settings: NearDuplicateSettings

  func pairs(
    of table: PictureTable, catalog: Catalog, session: Session
  ) throws(WorkbenchError) -> NearResult {
    NearResult(pairs: [], blanks: 0, isExhaustive: false)
  }
}
