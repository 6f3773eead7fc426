public import Core
internal import GRDB

extension Catalog {
  /// All samples, by sample key, then source name, member path and occurrence.
  ///
  /// The decisions in force are applied; excluded samples are there, and say so.
  ///
  /// - Throws: `CatalogError`.
  public func sampleSummaries() throws(CatalogError) -> [SampleSummary] {
    try read { db in
      let decided = DecisionEffects(try DecisionRow.all(db), taxonomy: taxonomy)
      var samples: [SampleSummary] = []
      samples.reserveCapacity(try Int.fetchOne(db, sql: "SELECT count(*) FROM samples") ?? 0)
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT samples.id, samples.sample_key, contents.content_id, contents.pixel_digest,
            samples.label, samples.official_split, samples.subject_id, members.source_id,
            samples.targets
          FROM samples
          JOIN contents ON contents.id = samples.content
          JOIN members ON members.id = samples.member_id
          """)
      while let row = try rows.next() {
        let key = SampleKey(try row.requiredDigest(1))
        let content = ContentID(try row.requiredDigest(2))
        let effect = decided.effect(on: key, content)
        let label: Int = try row.required(4)
        guard (0..<taxonomy.count).contains(label) else { throw BadColumn() }
        samples.append(
          SampleSummary(
            id: try row.required(0), sampleKey: key, contentID: content,
            pixelDigest: try row.requiredDigest(3), label: effect.label ?? label,
            importedLabel: label, officialSplit: try row.split(5), subject: row[6],
            source: try row.required(7), decidedGroup: effect.group,
            isExcluded: effect.isExcluded,
            targets: try Targets.read(row, 8, classes: taxonomy.count)))
      }
      return try SampleOrder.sorted(samples, db)
    }
  }

  /// Everything about some samples, in the order of `ids`; ask in batches of some thousands.
  ///
  /// - Throws: `CatalogError`, `.unknownSample` for a number that is none.
  public func details(for ids: [Int64]) throws(CatalogError) -> [SampleDetails] {
    try read { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT samples.id, samples.sample_key, sources.name, members.path, members.occurrence,
            contents.content_id, contents.pack, places.path, contents.offset, contents.length,
            samples.x, samples.y, samples.width, samples.height, samples.label,
            samples.official_split, subjects.name, contents.format, contents.width,
            contents.height, contents.channels, contents.orientation, contents.brightness,
            contents.contrast, contents.sharpness, contents.entropy, contents.darkest,
            contents.dark, contents.bright, contents.brightest, contents.d_hash,
            contents.p_hash, contents.warning, contents.source_path, samples.votes,
            samples.targets, crops.outcome, crops.face, crops.center_x, crops.center_y,
            crops.side, crops.tilt, contents.noise, contents.fineness,
            contents.flatness, contents.two_tone
          FROM samples
          JOIN contents ON contents.id = samples.content
          JOIN members ON members.id = samples.member_id
          JOIN sources ON sources.id = members.source_id
          LEFT JOIN crops ON crops.sample_id = samples.id
          LEFT JOIN sources AS places ON places.id = contents.source_id
          LEFT JOIN subjects ON subjects.id = samples.subject_id
          WHERE samples.id IN (SELECT value FROM json_each(?))
          """,
        arguments: [JSON.array(ids.map { .integer(Int($0)) }).text()])
      var found: [Int64: SampleDetails] = [:]
      while let row = try rows.next() {
        let details = try details(row)
        found[details.id] = details
      }
      return try ids.map { id in
        guard let details = found[id] else { throw CatalogError.unknownSample(id: id) }
        return details
      }
    }
  }

  private func details(_ row: Row) throws -> SampleDetails {
    let votes: String? = row[34]
    return SampleDetails(
      id: row[0], sampleKey: SampleKey(try row.requiredDigest(1)), source: try row.required(2),
      member: try row.required(3),
      occurrence: try row.required(4),
      location: try row.location(contentID: 5, pack: 6, source: 7, file: 33, offset: 8, length: 9),
      region: row.region(10), importedLabel: try row.required(14), officialSplit: try row.split(15),
      subject: row[16],
      format: try row.required(17), width: try row.required(18), height: try row.required(19),
      channels: try row.required(20), orientation: try row.required(21),
      measures: ContentMeasures(
        brightness: try row.required(22), contrast: try row.required(23),
        sharpness: try row.required(24), entropy: try row.required(25),
        darkest: try row.required(26), dark: try row.required(27), bright: try row.required(28),
        brightest: try row.required(29),
        dHash: UInt64(bitPattern: try row.required(30)),
        pHash: UInt64(bitPattern: try row.required(31)), texture: row.texture(42)),
      warning: row[32], votes: try votes.map { try JSON(parsing: $0) },
      targets: try Targets.read(row, 35, classes: taxonomy.count), crop: try row.crop(36))
  }

  /// The subjects' names by the numbers in `SampleSummary.subject`.
  ///
  /// - Throws: `CatalogError`.
  public func subjectNames() throws(CatalogError) -> [Int32: String] {
    try read { db in
      let rows = try Row.fetchAll(db, sql: "SELECT id, name FROM subjects")
      return Dictionary(rows.map { ($0[0], $0[1]) }) { first, _ in first }
    }
  }
}

extension Catalog {
  /// A reader of the original bytes, for any number of threads.
  public func packReader() -> PackReader {
    PackReader(folder: Files.join(path, Workspace.packsName))
  }

  /// Where the bytes of a content lie.
  ///
  /// - Throws: `CatalogError`, `.unknownContent` for an id that is not in the workspace.
  public func location(of content: ContentID) throws(CatalogError) -> ContentLocation {
    try read { db in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT contents.content_id, contents.pack, sources.path, contents.source_path,
            contents.offset, contents.length
          FROM contents LEFT JOIN sources ON sources.id = contents.source_id
          WHERE contents.content_id = ?
          """,
        arguments: [content.digest.blob])
      guard let row else { throw CatalogError.unknownContent(content) }
      return try row.location(contentID: 0, pack: 1, source: 2, file: 3, offset: 4, length: 5)
    }
  }

  /// The original bytes of a content.
  ///
  /// - Throws: `CatalogError`.
  public func bytes(of content: ContentID) throws(CatalogError) -> [UInt8] {
    try packReader().bytes(at: try location(of: content))
  }
}
