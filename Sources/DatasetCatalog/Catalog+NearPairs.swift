public import Core
internal import GRDB

extension Catalog {
  /// Stores what a search confirmed, in place of the search before.
  ///
  /// - Parameters:
  ///   - digest: what the search was a function of.
  ///   - record: how it was made.
  /// - Throws: `CatalogError`; then the search before stays.
  public func storeNearPairs(
    _ pairs: [StoredNearPair], digest: Digest, record: JSON
  ) throws(CatalogError) {
    try write { db in
      try db.execute(sql: "DELETE FROM near_pairs")
      try db.execute(
        sql: "INSERT OR REPLACE INTO near_searches (id, digest, record) VALUES (1, ?, ?)",
        arguments: [digest.blob, record.text()])
      let insert = try db.cachedStatement(
        sql: "INSERT INTO near_pairs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      for pair in pairs {
        try insert.execute(
          arguments: [
            pair.first.digest.blob, pair.second.digest.blob, pair.millionths, pair.shiftX,
            pair.shiftY, pair.isMirrored, pair.quarterTurns, pair.part?.x ?? 0, pair.part?.y ?? 0,
            pair.part?.width ?? 0, pair.part?.height ?? 0, pair.part?.isOfSecond ?? false,
            pair.leavesOutWorst,
          ])
      }
    }
  }

  /// What the latest search confirmed, if it was a function of the same; nil if not.
  ///
  /// - Throws: `CatalogError`.
  public func nearPairs(
    of digest: Digest
  ) throws(CatalogError) -> (pairs: [StoredNearPair], record: JSON)? {
    try read { db in
      let record = try String.fetchOne(
        db, sql: "SELECT record FROM near_searches WHERE digest = ?", arguments: [digest.blob])
      guard let record else { return nil }
      var pairs: [StoredNearPair] = []
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT first, second, millionths, shift_x, shift_y, is_mirrored, quarter_turns,
            part_x, part_y, part_width, part_height, is_part_of_second,
            leaves_out_worst
          FROM near_pairs ORDER BY rowid
          """)
      while let row = try rows.next() {
        let width: Int = try row.required(9)
        let part = PairPart(
          x: try row.required(7), y: try row.required(8), width: width,
          height: try row.required(10), isOfSecond: try row.required(11))
        pairs.append(
          StoredNearPair(
            first: SampleKey(try row.requiredDigest(0)),
            second: SampleKey(try row.requiredDigest(1)), millionths: try row.required(2),
            shiftX: try row.required(3), shiftY: try row.required(4),
            isMirrored: try row.required(5), quarterTurns: try row.required(6),
            part: width > 0 ? part : nil, leavesOutWorst: try row.required(12)))
      }
      return (pairs, try JSON(parsing: record))
    }
  }
}
