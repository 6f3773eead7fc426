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
            sharpness, entropy, darkest, dark, bright, brightest, d_hash, p_hash, noise, fineness,
            flatness, two_tone, warning IS NOT NULL
          FROM contents WHERE pixel_digest IS NOT NULL
          """)
      while let row = try rows.next() {
        contents.append(
          AuditContent(
            row: try row.required(0), contentID: ContentID(try row.requiredDigest(1)),
            format: try row.required(2), bytes: try row.required(3), width: try row.required(4),
            height: try row.required(5), channels: try row.required(6),
            hasWarning: try row.required(21),
            measures: ContentMeasures(
              brightness: try row.required(7), contrast: try row.required(8),
              sharpness: try row.required(9), entropy: try row.required(10),
              darkest: try row.required(11), dark: try row.required(12),
              bright: try row.required(13), brightest: try row.required(14),
              dHash: UInt64(bitPattern: try row.required(15)),
              pHash: UInt64(bitPattern: try row.required(16)), texture: row.texture(17))))
      }
      contents.sort { $0.contentID < $1.contentID }
      return contents
    }
  }

  /// Stores the texture of some contents by their row numbers.
  ///
  /// - Throws: `CatalogError`; then none is stored.
  public func storeTextures(
    _ textures: [(content: Int64, texture: ContentTexture)]
  ) throws(CatalogError) {
    try write { db in
      let update = try RowStatement(
        db,
        """
        UPDATE contents SET noise = ?, fineness = ?, flatness = ?, two_tone = ? WHERE id = ?
        """)
      for (content, texture) in textures {
        update.begin()
        try update.bind(texture.noise)
        try update.bind(texture.fineness)
        try update.bind(texture.flatness)
        try update.bind(texture.twoTone)
        try update.bind(content)
        try update.execute()
      }
    }
  }

  /// What CleanVision measures of the contents an audit has measured so far, by row number.
  ///
  /// - Throws: `CatalogError`.
  public func cleanVisionFigures() throws(CatalogError) -> [Int64: CleanVisionFigures] {
    try read { db in
      var figures: [Int64: CleanVisionFigures] = [:]
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT content, brightest, darkest, edges, histogram, entropy FROM cleanvision_measures
          """)
      while let row = try rows.next() {
        figures[try row.required(0)] = CleanVisionFigures(
          brightest: try row.required(1), darkest: try row.required(2), edges: try row.required(3),
          histogramDeviation: try row.required(4), entropy: try row.required(5))
      }
      return figures
    }
  }

  /// Stores what CleanVision measures of some contents by their row numbers.
  ///
  /// - Throws: `CatalogError`; then none is stored.
  public func storeCleanVision(
    _ measured: [(content: Int64, figures: CleanVisionFigures)]
  ) throws(CatalogError) {
    try write { db in
      let insert = try RowStatement(
        db, "INSERT OR REPLACE INTO cleanvision_measures VALUES (?, ?, ?, ?, ?, ?)")
      for (content, figures) in measured {
        insert.begin()
        try insert.bind(content)
        try insert.bind(figures.brightest)
        try insert.bind(figures.darkest)
        try insert.bind(figures.edges)
        try insert.bind(figures.histogramDeviation)
        try insert.bind(figures.entropy)
        try insert.execute()
      }
    }
  }
}

extension Catalog {
  /// The samples in whose image a detector looked for a face and found none, by row number.
  ///
  /// - Throws: `CatalogError`.
  public func samplesWithoutFace() throws(CatalogError) -> Set<Int64> {
    try read { db in
      try Int64.fetchSet(db, sql: "SELECT sample_id FROM crops WHERE outcome = 4")
    }
  }

  /// The source and the member's path of some samples, by row number.
  ///
  /// - Throws: `CatalogError`.
  public func sampleNames(
    _ ids: [Int64]
  ) throws(CatalogError) -> [Int64: (source: String, member: String)] {
    try read { db in
      var names: [Int64: (source: String, member: String)] = [:]
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT samples.id, sources.name, members.path FROM json_each(?) AS wanted
          JOIN samples ON samples.id = wanted.value
          JOIN members ON members.id = samples.member_id
          JOIN sources ON sources.id = members.source_id
          """,
        arguments: [JSON.array(ids.map { .integer(Int($0)) }).text()])
      while let row = try rows.next() {
        names[try row.required(0)] = (try row.required(1), try row.required(2))
      }
      return names
    }
  }
}
