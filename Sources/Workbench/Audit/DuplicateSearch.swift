internal import Core
internal import Curation
internal import DatasetCatalog

/// Finds equal pictures, near duplicates, and what leaks across the present split.
///
/// The result depends on the samples and the settings alone: not on threads, nor on the order of import.
struct DuplicateSearch: Sendable {
  let settings: NearDuplicateSettings
  /// Pairs that a decision says are not duplicates.
  let dismissed: Set<SamplePair>

  init(settings: NearDuplicateSettings = .standard, dismissed: Set<SamplePair> = []) {
    (self.settings, self.dismissed) = (settings, dismissed)
  }

  /// Searches; confirmed pairs are kept in a catalog that is open for writing, so that what did not change is
  /// not searched again.
  func run(catalog: Catalog, session: Session) throws(WorkbenchError) -> DuplicateFindings {
    let table = try PictureTable(catalog: catalog)
    let near = try NearDuplicates(settings: settings).pairs(
      of: table, catalog: catalog, session: session)
    let splits = try SplitSides(table, catalog: catalog)
    return DuplicateFindings(
      table: table, near: near, dismissed: dismissed, splits: splits, settings: settings)
  }
}
