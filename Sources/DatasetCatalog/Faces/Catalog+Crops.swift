public import Core
internal import GRDB

extension Catalog {
  /// The author of the decisions that cropping makes.
  public static let cropAuthor = "crop"
  /// The kind of a cropping's run.
  public static let cropRunKind = "crop"

  /// The samples their sources gave, by row number, a page at a time: those after `last`.
  ///
  /// - Throws: `CatalogError`.
  public func cropCandidates(
    after last: Int64, limit: Int, journal: CropJournal
  ) throws(CatalogError) -> [CropCandidate] {
    try read { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT samples.id, samples.content, contents.content_id, samples.sample_key,
            samples.label, samples.x, samples.y, samples.width, samples.height, contents.width,
            contents.height
          FROM samples JOIN contents ON contents.id = samples.content
          WHERE samples.id > ? AND samples.is_detected = 0
          ORDER BY samples.id LIMIT ?
          """,
        arguments: [last, limit])
      var page: [CropCandidate] = []
      while let row = try rows.next() {
        let key = SampleKey(try row.requiredDigest(3))
        let content = ContentID(try row.requiredDigest(2))
        let effect = journal.others.effect(on: key, content)
        let label: Int = try row.required(4)
        page.append(
          CropCandidate(
            sampleID: try row.required(0), content: try row.required(1), contentID: content,
            sampleKey: key, label: effect.label ?? label, region: row.region(5),
            width: try row.required(9), height: try row.required(10),
            isExcluded: effect.isExcluded, isKept: effect.isKept))
      }
      return page
    }
  }

  /// The number of samples their sources gave.
  ///
  /// - Throws: `CatalogError`.
  public func cropCandidateCount() throws(CatalogError) -> Int {
    try read { db in
      try Int.fetchOne(db, sql: "SELECT count(*) FROM samples WHERE is_detected = 0") ?? 0
    }
  }

  /// The journal as cropping sees it.
  ///
  /// - Throws: `CatalogError`.
  public func cropJournal() throws(CatalogError) -> CropJournal {
    try read { db in CropJournal(try DecisionRow.all(db), taxonomy: taxonomy) }
  }

  /// The latest cropping, unless it was taken back.
  ///
  /// - Throws: `CatalogError`.
  public func currentCrop() throws(CatalogError) -> JSON? {
    guard let run = try runs(kind: Self.cropRunKind).last else { return nil }
    return run.json == .null ? nil : run.json
  }

  /// How many samples in force came after the latest cropping.
  ///
  /// - Throws: `CatalogError`.
  public func uncroppedCount() throws(CatalogError) -> Int {
    try read { db in
      try Int.fetchOne(
        db,
        sql: """
          SELECT count(*) FROM samples
          WHERE NOT EXISTS (SELECT 1 FROM crops WHERE sample_id = samples.id)
            AND is_detected = 0
          """) ?? 0
    }
  }

  /// Makes the workspace what a plan wants, in one transaction, and notes the run.
  ///
  /// Earlier crops go. Faces become samples of their own, each once however often it is asked for.
  /// Exclusions are decisions: those of an earlier cropping that are not wanted any more are undone, and
  /// what somebody else has undone is not decided again.
  /// - Parameter run: the settings and counts; `.null` notes that cropping was taken back.
  /// - Throws: `CatalogError`; then all is as before.
  public func storeCrops(_ plan: CropPlan, run: JSON) throws(CatalogError) {
    try write { db in
      try db.execute(sql: "DELETE FROM crops")
      let crop = try RowStatement(
        db,
        """
        INSERT INTO crops (sample_id, outcome, face, center_x, center_y, side, tilt)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """)
      for entry in plan.crops { try crop.store(entry.crop, of: entry.sampleID) }
      var wanted = plan.exclusions
      var left = try Self.detectedSamples(db)
      for face in plan.faces {
        let row = try Self.sampleRow(of: face, db)
        left[row] = nil
        try crop.store(face.crop, of: row)
      }
      for key in left.values { wanted[key] = "this face is not a sample of its own" }
      try CropJournal(try DecisionRow.all(db), taxonomy: taxonomy).reconcile(with: wanted, db)
      try db.execute(
        sql: "INSERT INTO runs (kind, json) VALUES (?, ?)",
        arguments: [Self.cropRunKind, run.text()])
    }
  }

  private static func detectedSamples(_ db: Database) throws -> [Int64: SampleKey] {
    var found: [Int64: SampleKey] = [:]
    let rows = try Row.fetchCursor(
      db, sql: "SELECT id, sample_key FROM samples WHERE is_detected = 1")
    while let row = try rows.next() { found[row[0]] = SampleKey(try row.requiredDigest(1)) }
    return found
  }

  /// The row of a face's sample, made where it is new.
  private static func sampleRow(of face: CropPlan.Face, _ db: Database) throws -> Int64 {
    let box = face.region
    let known = try Int64.fetchOne(
      try db.cachedStatement(
        sql: """
          SELECT own.id FROM samples AS own
          WHERE own.member_id = (SELECT member_id FROM samples WHERE id = ?)
            AND own.is_detected = 1 AND own.x = ? AND own.y = ? AND own.width = ?
            AND own.height = ?
          """), arguments: [face.parent, box.x, box.y, box.width, box.height])
    if let known {
      try db.cachedStatement(sql: "UPDATE samples SET label = ? WHERE id = ?")
        .execute(arguments: [face.label, known])
      return known
    }
    let content = try Row.fetchOne(
      try db.cachedStatement(
        sql: """
          SELECT contents.content_id FROM contents JOIN samples ON samples.content = contents.id
          WHERE samples.id = ?
          """), arguments: [face.parent])
    guard let content else { throw CatalogError.unknownSample(id: face.parent) }
    let key = SampleKey(content: ContentID(try content.requiredDigest(0)), region: box)
    try db.cachedStatement(
      sql: """
        INSERT INTO samples (member_id, content, x, y, width, height, sample_key, label,
          official_split, subject_id, votes, targets, is_detected)
        SELECT member_id, content, ?1, ?2, ?3, ?4, ?5, ?6, official_split, subject_id,
          iif(label = ?6, votes, NULL), iif(label = ?6, targets, NULL), 1
        FROM samples WHERE id = ?7
        """
    ).execute(
      arguments: [
        box.x, box.y, box.width, box.height, key.digest.blob, face.label, face.parent,
      ])
    return db.lastInsertedRowID
  }
}

extension RowStatement {
  fileprivate func store(_ crop: SampleCrop, of sample: Int64) throws {
    begin()
    try bind(sample)
    try bind(crop.outcome.rawValue)
    try bind(crop.face)
    try bind(crop.frame?.centerX)
    try bind(crop.frame?.centerY)
    try bind(crop.frame?.side)
    try bind(crop.frame?.tilt)
    try execute()
  }
}
