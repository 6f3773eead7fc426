internal import Core
internal import GRDB

extension Catalog {
  /// The state of the dataset, at the present split.
  ///
  /// - Parameter batch: the last batch of the journal that counts; nil for all.
  /// - Throws: `CatalogError`.
  public func state(upTo batch: Int64? = nil) throws(CatalogError) -> DatasetState {
    try read { db in try state(db, upTo: batch) }
  }

  func state(_ db: Database, upTo batch: Int64? = nil) throws -> DatasetState {
    let effects = try DecisionEffects(db, taxonomy: taxonomy, upTo: batch)
    return try state(db, effects, try sampleSummaries(db, effects))
  }

  func state(
    _ db: Database, _ effects: DecisionEffects, _ summaries: [SampleSummary]
  ) throws -> DatasetState {
    let places = try Self.assignments(db)
    var samples: [DatasetState.Sample] = []
    samples.reserveCapacity(summaries.count)
    for summary in summaries where !summary.isExcluded {
      let place = places[summary.id]
      samples.append(
        DatasetState.Sample(
          key: summary.sampleKey, label: summary.label, split: place?.split,
          splitGroup: place.map { Int($0.group) }, pin: summary.pin, isKept: summary.isKept,
          group: summary.decidedGroup.map { Int($0) }))
    }
    var pairs: [SamplePair] = []
    if !effects.notDuplicates.isEmpty {
      let keys = Set(samples.map(\.key))
      pairs = effects.notDuplicates.filter { keys.contains($0.first) && keys.contains($0.second) }
    }
    return DatasetState(
      classNames: taxonomy.classNames, groupNames: effects.groupNames, samples: samples,
      pairs: pairs)
  }

  /// The present split by sample number; nothing where there is none.
  static func assignments(_ db: Database) throws -> [Int64: SplitAssignment] {
    guard try latestCertificate(db) != nil else { return [:] }
    var places: [Int64: SplitAssignment] = [:]
    let rows = try Row.fetchCursor(db, sql: "SELECT sample_id, split, group_id FROM assignments")
    while let row = try rows.next() {
      guard let split = try row.split(1) else { throw BadColumn() }
      let id: Int64 = row[0]
      places[id] = SplitAssignment(sampleID: id, split: split, group: row[2])
    }
    return places
  }
}
