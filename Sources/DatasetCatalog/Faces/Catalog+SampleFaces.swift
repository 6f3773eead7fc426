public import Core
internal import GRDB

extension Catalog {
  /// The detectors that looked at contents of this workspace, with the settings their findings depend on.
  ///
  /// - Throws: `CatalogError`.
  public func detectors() throws(CatalogError) -> [(number: Int64, identity: JSON)] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT id, json FROM detectors ORDER BY id").map { row in
        (row[0], try JSON(parsing: row[1] as String))
      }
    }
  }

  /// The faces that a detector found in the images of some samples, in its order, by sample number; a sample
  /// whose image it did not look at is absent.
  ///
  /// - Throws: `CatalogError`.
  public func faces(
    detector: Int64, samples: [Int64]
  ) throws(CatalogError) -> [Int64: [DetectedFace]] {
    let contents = try read { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT samples.id, samples.content FROM json_each(?) AS wanted
          JOIN samples ON samples.id = wanted.value
          JOIN detections ON detections.detector_id = ? AND detections.content = samples.content
          """,
        arguments: [JSON.array(samples.map { .integer(Int($0)) }).text(), detector])
      var contents: [(sample: Int64, content: Int64)] = []
      while let row = try rows.next() { contents.append((row[0], row[1])) }
      return contents
    }
    let found = try faces(detector: detector, contents: contents.map(\.content))
    return Dictionary(contents.map { ($0.sample, found[$0.content] ?? []) }) { first, _ in first }
  }
}
