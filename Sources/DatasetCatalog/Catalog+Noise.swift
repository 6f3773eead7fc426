internal import Core
internal import GRDB

extension Catalog {
  /// What was measured of every content that stands for a sample, by content id.
  ///
  /// - Throws: `CatalogError`.
  public func auditContents() throws(CatalogError) -> [AuditContent] {
    try read { db in
      var contents: [AuditContent] = []
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT id, content_id, format, length, width, height, channels, brightness, contrast,
            sharpness, entropy, darkest, dark, bright, brightest, d_hash, p_hash, noise
          FROM contents WHERE pixel_digest IS NOT NULL
          """)
      while let row = try rows.next() {
        contents.append(
          AuditContent(
            row: try row.required(0), contentID: ContentID(try row.requiredDigest(1)),
            format: try row.required(2), bytes: try row.required(3), width: try row.required(4),
            height: try row.required(5), channels: try row.required(6),
            measures: ContentMeasures(
              brightness: try row.required(7), contrast: try row.required(8),
              sharpness: try row.required(9), entropy: try row.required(10),
              darkest: try row.required(11), dark: try row.required(12),
              bright: try row.required(13), brightest: try row.required(14),
              dHash: UInt64(bitPattern: try row.required(15)),
              pHash: UInt64(bitPattern: try row.required(16)), noise: row[17])))
      }
      contents.sort { $0.contentID < $1.contentID }
      return contents
    }
  }

  /// Stores the noise of some contents by their row numbers, in gray levels.
  ///
  /// - Throws: `CatalogError`; then none is stored.
  public func storeNoise(_ noise: [(content: Int64, sigma: Double)]) throws(CatalogError) {
    try write { db in
      let update = try RowStatement(db, "UPDATE contents SET noise = ? WHERE id = ?")
      for (content, sigma) in noise {
        update.begin()
        try update.bind(sigma)
        try update.bind(content)
        try update.execute()
      }
    }
  }
}
